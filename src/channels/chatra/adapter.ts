// Chatra, for one account. Little about it is published: see docs/channels/chatra.md for what is known and what is guessed.
import type { ChannelAdapter, RawDelivery, ReceiveResult } from '../../ports/channel-adapter.js'
import { accept, ignore, reject, unreadable } from '../shared/answers.js'
import { eachItem } from '../shared/each-item.js'
import { jsonBody } from '../shared/json-body.js'
import { accountOf, type ChatraAccount } from './account.js'
import { check } from './check.js'
import { describeCustomer } from './describe.js'
import { itemEvents, ownEvents } from './parse.js'
import { eventOf } from './payload.js'
import { limits, send } from './send.js'
import { isAuthentic } from './verify.js'

export type { ChatraAccount } from './account.js'

export const adapter: ChannelAdapter<ChatraAccount> = {
  kind: 'chatra',
  limits,
  deduplicates: false,
  accountOf,
  receive: async (delivery, account) => receive(delivery, account),
  headProof: (head, account) => (isAuthentic(head, account) ? 'proved' : 'refused'),
  send,
  describeCustomer,
  check,
  byHand:
    'Enter the address, and ?token= with the account’s webhookToken at its end, in Chatra at Settings → Integrations → Webhooks',
}

function receive(delivery: RawDelivery, account: ChatraAccount): ReceiveResult {
  if (delivery.method !== 'POST' || !isAuthentic(delivery, account)) return reject('no valid token in the address')
  const body = jsonBody(delivery.rawBody)
  if (body === null) return unreadable()
  const event = eventOf(body)
  if (event === null) return ignore('no event of a visitor')
  const { events, unread } = eachItem(event.messages, (item) => itemEvents(item, event, delivery.receivedAt))
  const all = [...events, ...ownEvents(event, delivery.receivedAt)]
  return accept(all, '', unread === 0 ? undefined : `${unread} messages could not be read`)
}
