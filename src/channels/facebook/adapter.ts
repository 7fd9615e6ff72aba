// Facebook Messenger, for one page: https://developers.facebook.com/documentation/business-messaging/messenger-platform
import type { ChannelAdapter, RawDelivery, ReceiveResult } from '../../ports/channel-adapter.js'
import { accept, reject, unreadable } from '../shared/answers.js'
import { eachItem } from '../shared/each-item.js'
import { jsonBody } from '../shared/json-body.js'
import { accountOf, type FacebookAccount } from './account.js'
import { check } from './check.js'
import { describeCustomer } from './describe.js'
import { itemEvents } from './parse.js'
import { itemsOf } from './payload.js'
import { LIMITS, send } from './send.js'
import { isSigned, subscription } from './verify.js'
import { setWebhook } from './webhook.js'

export type { FacebookAccount } from './account.js'

export const adapter: ChannelAdapter<FacebookAccount> = {
  kind: 'facebook',
  limits: LIMITS,
  deduplicates: false,
  accountOf,
  receive: async (delivery, account) => receive(delivery, account),
  send,
  describeCustomer,
  check,
  setWebhook,
}

function receive(delivery: RawDelivery, account: FacebookAccount): ReceiveResult {
  if (delivery.method === 'GET') return subscription(delivery, account)
  if (delivery.method !== 'POST' || !isSigned(delivery, account)) return reject('no valid signature', 403)
  const body = jsonBody(delivery.rawBody)
  if (body === null) return unreadable()
  const { events, unread } = eachItem(itemsOf(body), (item) => itemEvents(item, account, delivery.receivedAt))
  return accept(events, 'EVENT_RECEIVED', unread === 0 ? undefined : `${unread} items could not be read`)
}
