// Telegram, for one bot: https://core.telegram.org/bots/api
import type { ChannelAdapter, RawDelivery, ReceiveResult } from '../../ports/channel-adapter.js'
import { accept, reject, unreadable } from '../shared/answers.js'
import { eachItem } from '../shared/each-item.js'
import { jsonBody } from '../shared/json-body.js'
import { accountOf, type TelegramAccount } from './account.js'
import { check } from './check.js'
import { fileUrl } from './files.js'
import { updateEvents } from './parse.js'
import { limits, send } from './send.js'
import { isAuthentic } from './verify.js'
import { setWebhook } from './webhook.js'

export type { TelegramAccount } from './account.js'

export const adapter: ChannelAdapter<TelegramAccount> = {
  kind: 'telegram',
  limits,
  deduplicates: false,
  accountOf,
  receive: async (delivery, account) => receive(delivery, account),
  headProof: (head, account) => (isAuthentic(head, account) ? 'proved' : 'refused'),
  send,
  fileUrl,
  check,
  setWebhook,
}

/** The answer's body stays empty: a call of the Bot API in it would be made, and nobody would hear how it went. */
function receive(delivery: RawDelivery, account: TelegramAccount): ReceiveResult {
  if (delivery.method !== 'POST' || !isAuthentic(delivery, account)) return reject('no valid secret token')
  const body = jsonBody(delivery.rawBody)
  if (body === null) return unreadable()
  const { events, unread } = eachItem([body], (update) => updateEvents(update, account, delivery.receivedAt))
  return accept(events, '', unread === 0 ? undefined : 'the update could not be read')
}
