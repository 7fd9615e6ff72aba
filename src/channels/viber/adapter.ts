// Viber, for one bot: https://developers.viber.com/docs/api/rest-bot-api/
import type { ChannelAdapter, RawDelivery, ReceiveResult } from '../../ports/channel-adapter.js'
import { accept, handshake, ignore, reject, unreadable } from '../shared/answers.js'
import { eachItem } from '../shared/each-item.js'
import { jsonBody } from '../shared/json-body.js'
import { accountOf, type ViberAccount } from './account.js'
import { check } from './check.js'
import { describeCustomer } from './describe.js'
import { callbackEvents } from './parse.js'
import { callbackOf } from './payload.js'
import { limits, send } from './send.js'
import { isSigned } from './verify.js'
import { setWebhook } from './webhook.js'

export type { ViberAccount } from './account.js'

export const adapter: ChannelAdapter<ViberAccount> = {
  kind: 'viber',
  limits,
  deduplicates: false,
  accountOf,
  receive: async (delivery, account) => receive(delivery, account),
  send,
  describeCustomer,
  check,
  setWebhook,
}

function receive(delivery: RawDelivery, account: ViberAccount): ReceiveResult {
  if (delivery.method !== 'POST' || !isSigned(delivery, account)) return reject('no valid signature')
  const body = jsonBody(delivery.rawBody)
  if (body === null) return unreadable()
  const callback = callbackOf(body)
  if (callback === null) return ignore('no event')
  // Comes while set_webhook still waits for its answer; its numbers stand in each other's places.
  if (callback.event === 'webhook') return handshake()
  const { events, unread } = eachItem([callback], () => callbackEvents(callback, delivery.receivedAt))
  return accept(events, '', unread === 0 ? undefined : 'the event could not be read')
}
