import { createHash } from 'node:crypto'
import type { ChannelEvent, EchoMessage, IncomingMessage } from '../../ports/channel-adapter.js'
import { asId, asLabel, asText, given, isTrue, pick } from '../shared/read.js'
import type { SkypeAccount } from './account.js'
import { attachmentsOf, htmlOf, isUnshown } from './parse-attachment.js'
import { type Base, isOwn, keyOf, personOf } from './parse-base.js'
import { textOf } from './text.js'

const LONGEST_PAYLOAD = 10_000

export function messageOf(activity: unknown, base: Base, account: SkypeAccount): IncomingMessage | EchoMessage {
  const messageId = asId(pick(activity, 'id')) ?? madeId(activity)
  const author = personOf(activity, account)
  const attachments = attachmentsOf(activity, account)
  const isBot = author.role === 'bot'
  const message: IncomingMessage = {
    ...base,
    kind: 'message',
    messageId,
    messageKey: keyOf(base.conversationId, messageId),
    author,
    text: textOf(activity, account),
    attachments,
    automated: isBot ? 'bot' : false,
    suppressAutoReply: isBot || base.conversationType !== 'private',
    ...given({
      html: htmlOf(activity),
      subject: asLabel(pick(activity, 'subject')),
      replyToId: asId(pick(activity, 'replyToId')),
      unsupported: isUnshown(activity) || undefined,
    }),
  }
  // The connector seldom tells what the bot itself said; it is no customer's word when it does.
  return isOwn(author.id, account) ? { ...message, kind: 'echo' } : message
}

/** A button that was pressed: a card's `value`, or a `postBack` that nobody typed. Null for what a person wrote. */
export function buttonOf(activity: unknown, base: Base, account: SkypeAccount): ChannelEvent | null {
  const value = pick(activity, 'value')
  const isPostBack = isTrue(pick(activity, 'channelData', 'postBack'))
  if ((value === undefined || value === null) && !isPostBack) return null
  const messageId = asId(pick(activity, 'id')) ?? madeId(activity)
  const text = textOf(activity, account)
  return {
    ...base,
    kind: 'action',
    author: personOf(activity, account),
    payload: value === undefined || value === null ? text : payloadOf(value),
    actionKey: keyOf(base.conversationId, messageId),
    ...(text === '' ? {} : { text }),
  }
}

export function invokeOf(activity: unknown, base: Base): ChannelEvent {
  const messageId = asId(pick(activity, 'id')) ?? madeId(activity)
  const payload = payloadOf({ name: asLabel(pick(activity, 'name')) ?? '', value: pick(activity, 'value') ?? null })
  return {
    ...base,
    kind: 'action',
    author: personOf(activity),
    payload,
    actionKey: keyOf(base.conversationId, messageId),
  }
}

function payloadOf(value: unknown): string {
  const text = asText(value) ?? JSON.stringify(value)
  return text.length <= LONGEST_PAYLOAD ? text : text.slice(0, LONGEST_PAYLOAD).replace(/[\uD800-\uDBFF]$/u, '')
}

/** The same for every delivery of one message that came without an id. */
function madeId(activity: unknown): string {
  const told = ['from', 'timestamp', 'text', 'value', 'attachments'].map((name) => pick(activity, name) ?? null)
  return `made-${createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 40)}`
}
