// One item of a delivery → what the desk hears of it. Kinds that nobody here knows are none, and no fault: Facebook adds
// some every year, and an error would bring the whole batch again.
import { createHash } from 'node:crypto'
import type { ChannelEvent } from '../../ports/channel-adapter.js'
import { isoOf } from '../shared/moment.js'
import { asId, asLabel, asList, asText, given, pick } from '../shared/read.js'
import type { FacebookAccount } from './account.js'
import { messageEvents } from './parse-message.js'
import type { Item } from './payload.js'
import { type Talk, talkOf } from './talk.js'

export function itemEvents(item: Item, account: FacebookAccount, receivedAt: string): readonly ChannelEvent[] {
  const talk = talkOf(item, account, receivedAt)
  if (talk === null) return []
  const { fields } = item
  if (fields.message !== undefined) return messageEvents(fields.message, item, talk, account)
  if (fields.message_edit !== undefined) return editEvents(fields.message_edit, talk)
  if (fields.reaction !== undefined) return reactionEvents(fields.reaction, talk)
  if (fields.postback !== undefined) return postbackEvents(fields.postback, item, talk)
  if (fields.delivery !== undefined || fields.read !== undefined) return receiptEvents(item, talk)
  if (fields.optin !== undefined) return [{ kind: 'contact', contact: 'subscribed', author: talk.author, ...talk.base }]
  if (fields.referral !== undefined) return [{ kind: 'contact', contact: 'started', author: talk.author, ...talk.base }]
  const service = SERVICES.find((name) => fields[name] !== undefined)
  return service === undefined ? [] : [{ kind: 'service', detail: `facebook: ${service}`, ...talk.base }]
}

/** Who leads the conversation, and accounts that were linked. Notices to the page alone have no conversation to stand in. */
const SERVICES = ['pass_thread_control', 'take_thread_control', 'request_thread_control', 'account_linking']

function editEvents(value: unknown, { base, author }: Talk): readonly ChannelEvent[] {
  const mid = asId(pick(value, 'mid'))
  const text = asText(pick(value, 'text'))
  if (mid === undefined || text === undefined) return []
  // Seen as a number and as a text.
  const editVersion = asId(pick(value, 'num_edit'))
  return [{ kind: 'edit', messageId: mid, messageKey: mid, author, text, ...given({ editVersion }), ...base }]
}

function reactionEvents(value: unknown, { base, author }: Talk): readonly ChannelEvent[] {
  const mid = asId(pick(value, 'mid'))
  if (mid === undefined) return []
  const emoji = asLabel(pick(value, 'emoji')) ?? asLabel(pick(value, 'reaction'))
  const removed = pick(value, 'action') === 'unreact'
  return [{ kind: 'reaction', messageId: mid, author, ...given({ emoji }), removed, ...base }]
}

/** Buttons of older pages come without an id: sender, time and payload then tell one press from the next. */
function postbackEvents(value: unknown, { timestamp }: Item, { base, author }: Talk): readonly ChannelEvent[] {
  const text = asLabel(pick(value, 'title'), 1000)
  const payload = asText(pick(value, 'payload')) ?? ''
  const own = asId(pick(value, 'mid'))
  const hash = createHash('sha256')
    .update(JSON.stringify([author.id, timestamp, payload]))
    .digest('hex')
  const actionKey = own ?? `postback:${hash}`
  return [{ kind: 'action', author, payload, ...given({ text }), actionKey, ...base }]
}

function receiptEvents({ fields }: Item, { base }: Talk): readonly ChannelEvent[] {
  const receipt = fields.delivery === undefined ? 'read' : 'delivered'
  const value = fields.delivery ?? fields.read
  const messageIds = asList(pick(value, 'mids')).flatMap((mid) => asId(mid) ?? [])
  const upTo = isoOf(pick(value, 'watermark'), '')
  if (messageIds.length === 0 && upTo === '') return []
  return [{ kind: 'receipt', receipt, messageIds, ...(upTo === '' ? {} : { watermark: upTo }), ...base }]
}
