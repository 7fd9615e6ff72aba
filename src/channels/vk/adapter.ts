// Messages of a VK community by the Callback API: https://dev.vk.ru/ru/api/callback/getting-started
import type { ChannelAdapter, RawDelivery, ReceiveResult } from '../../ports/channel-adapter.js'
import { accept, handshake, ignore, reject } from '../shared/answers.js'
import { eachItem } from '../shared/each-item.js'
import { jsonBody } from '../shared/json-body.js'
import { pick } from '../shared/read.js'
import { accountOf, type VkAccount } from './account.js'
import { check } from './check.js'
import { describeCustomer } from './describe.js'
import { bodyEvents } from './parse.js'
import { isOf } from './payload.js'
import { LIMITS, send } from './send.js'
import { isAuthentic, isFirstQuestion } from './verify.js'
import { setWebhook } from './webhook.js'

export type { VkAccount } from './account.js'

export const adapter: ChannelAdapter<VkAccount> = {
  kind: 'vk',
  limits: LIMITS,
  deduplicates: true,
  accountOf,
  receive: async (delivery, account) => receive(delivery, account),
  send,
  describeCustomer,
  check,
  setWebhook,
}

/** Any other answer has VK call again, and `remove` would have it never call again. */
const OK = 'ok'

/** Forwarded messages lie up to 45 deep within each other, two levels each, and refusing one would have it come again. */
const MAX_DEPTH = 1_000

function receive({ method, rawBody, receivedAt }: RawDelivery, account: VkAccount): ReceiveResult {
  const body = method === 'POST' ? jsonBody(rawBody, { maxDepth: MAX_DEPTH }) : null
  if (isFirstQuestion(body, account)) return handshake(account.confirmationCode)
  // What isn't JSON holds no secret either.
  if (!isAuthentic(body, account)) return reject('another secret', 403)
  if (!isOf(body, account.groupId)) return ignore('of another community', OK)
  if (pick(body, 'type') === 'confirmation') return handshake(account.confirmationCode)
  const { events, unread } = eachItem([body], (one) => bodyEvents(one, account.groupId, receivedAt))
  return accept(events, OK, unread === 0 ? undefined : 'the event could not be read')
}
