import type { ChannelAdapter, ReceiveResult } from '../../ports/channel-adapter.js'
import { accept, ignore, reject, unreadable } from '../shared/answers.js'
import { jsonBody } from '../shared/json-body.js'
import { asFields, pick } from '../shared/read.js'
import { accountOf, type SkypeAccount } from './account.js'
import { check } from './check.js'
import { fileUrl } from './files.js'
import { eventsOf } from './parse.js'
import { limits, send } from './send.js'
import { mismatchOf, verify } from './verify.js'

/** Bot Framework activities: Skype as it was, and Teams, Web Chat, Direct Line, which go on. */
export const adapter: ChannelAdapter<SkypeAccount> = {
  kind: 'skype',
  limits,
  deduplicates: false,
  accountOf,
  receive: async (delivery, account, ports) => {
    if (delivery.method !== 'POST') return reject('not a POST')
    const verified = await verify(delivery, account, ports)
    if (verified.is !== 'authentic')
      return verified.is === 'forged' ? reject(verified.reason) : unavailable(verified.reason)
    const activity = jsonBody(delivery.rawBody)
    if (asFields(activity) === undefined) return unreadable()
    const mismatch = mismatchOf(verified.proof, activity)
    if (mismatch !== null) return reject(mismatch, 403)
    const channelId = pick(activity, 'channelId')
    if (!account.channels.some((one) => one === channelId)) return ignore('a channelId that the account does not take')
    const events = eventsOf(activity, account, delivery.receivedAt)
    if (pick(activity, 'type') === 'invoke') return invoked(activity, accept(events))
    return events.length > 0 ? accept(events) : ignore('an activity that tells nothing')
  },
  send,
  fileUrl,
  check,
  byHand: 'Enter the address in the Azure portal → your bot → Configuration → Messaging endpoint',
}

/** A connector waits for JSON behind an `invoke`; cards show what stands in it. */
function invoked(activity: unknown, result: ReceiveResult): ReceiveResult {
  const isCard = pick(activity, 'name') === 'adaptiveCard/action'
  const body = isCard ? { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'OK' } : {}
  const headers = { 'content-type': 'application/json' }
  return { ...result, response: { status: 200, headers, body: JSON.stringify(body) } }
}

/** Nothing is taken that can't be proved, and nothing lost: the connector is asked to come again. */
function unavailable(reason: string): ReceiveResult {
  return {
    verdict: 'reject',
    reason,
    response: { status: 503, headers: { 'retry-after': '30' }, body: '' },
    events: [],
  }
}
