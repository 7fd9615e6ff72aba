// Slack by the Events API and the Web API: https://docs.slack.dev/apis/events-api. Slack waits three seconds for an answer
// and asks three times again; nothing here takes long, and a repeated call is taken like a first one.
import type { ChannelAdapter, RawDelivery, ReceiveResult } from '../../ports/channel-adapter.js'
import { accept, handshake, ignore, reject, unreadable } from '../shared/answers.js'
import { eachItem } from '../shared/each-item.js'
import { jsonBody } from '../shared/json-body.js'
import { asText, pick } from '../shared/read.js'
import { accountOf, type SlackAccount } from './account.js'
import { interactionIn, pressEvents, teamsOf } from './buttons.js'
import { check } from './check.js'
import { describeCustomer } from './describe.js'
import { fileUrl } from './files.js'
import { eventEvents } from './parse.js'
import { envelopeOf } from './payload.js'
import { LIMITS, send } from './send.js'
import { isSigned } from './verify.js'

export type { SlackAccount } from './account.js'

export const adapter: ChannelAdapter<SlackAccount> = {
  kind: 'slack',
  limits: LIMITS,
  deduplicates: false,
  accountOf,
  receive: async (delivery, account, ports) => receive(delivery, account, ports.now()),
  send,
  describeCustomer,
  fileUrl,
  check,
  byHand: 'Enter the address at api.slack.com/apps → your app → Event Subscriptions → Request URL, while the desk runs',
}

function receive(delivery: RawDelivery, account: SlackAccount, now: number): ReceiveResult {
  if (delivery.method !== 'POST' || !isSigned(delivery, account, now)) return reject('no valid signature')
  const body = jsonBody(delivery.rawBody)
  if (body === null) return isForm(delivery) ? receiveForm(delivery, account) : withoutRetry(unreadable())
  if (pick(body, 'type') === 'url_verification') return challenge(body)
  if (pick(body, 'type') !== 'event_callback') return ignore('no event')
  const envelope = envelopeOf(body)
  if (account.teamId !== undefined && !envelope.teamIds.includes(account.teamId)) return ignore('of another workspace')
  const heard = { envelope, receivedAt: delivery.receivedAt }
  const { events, unread } = eachItem([envelope.event], (event) => eventEvents(event, account, heard))
  return accept(events, '', unread === 0 ? undefined : 'the event could not be read')
}

/** Buttons come as forms; commands and `ssl_check=1` too, and are nothing for the desk. */
function receiveForm({ rawBody, receivedAt }: RawDelivery, account: SlackAccount): ReceiveResult {
  const interaction = interactionIn(rawBody)
  if (pick(interaction, 'type') !== 'block_actions') return ignore('a form')
  if (account.teamId !== undefined && !teamsOf(interaction).includes(account.teamId))
    return ignore('of another workspace')
  const { events, unread } = eachItem([interaction], (one) => pressEvents(one, account, receivedAt))
  return accept(events, '', unread === 0 ? undefined : 'the interaction could not be read')
}

/** Signed, yet sent back as it came: so it may be nothing that a browser would run. */
function challenge(body: unknown): ReceiveResult {
  const text = asText(pick(body, 'challenge')) ?? ''
  return /^[\w.~+/=-]{1,500}$/u.test(text) ? handshake(text) : withoutRetry(unreadable('no challenge'))
}

function isForm({ headers }: RawDelivery): boolean {
  return (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
}

/** The same bytes won't get better. */
function withoutRetry(result: ReceiveResult): ReceiveResult {
  const headers = { ...result.response.headers, 'x-slack-no-retry': '1' }
  return { ...result, response: { ...result.response, headers } }
}
