// One callback → what the desk hears of it. Viber has conversations of two only, no edits, no deletions, no echoes.
import type { Author, ChannelEvent } from '../../ports/channel-adapter.js'
import { isoOf } from '../shared/moment.js'
import { asId, asLabel, asText, given, pick } from '../shared/read.js'
import { contentOf } from './parse-content.js'
import type { Callback } from './payload.js'

type Events = readonly ChannelEvent[]

export function callbackEvents(callback: Callback, receivedAt: string): Events {
  switch (callback.event) {
    case 'message':
      return messageEvents(callback, receivedAt)
    case 'subscribed':
      return contactEvents(callback, 'subscribed', receivedAt)
    // Opened the conversation: no message, and no leave to write to him yet.
    case 'conversation_started':
      return contactEvents(callback, 'started', receivedAt)
    case 'unsubscribed':
      return contactEvents(callback, 'blocked', receivedAt)
    // One `delivered` for each of the customer's devices.
    case 'delivered':
      return receiptEvents(callback, 'delivered', receivedAt)
    case 'seen':
      return receiptEvents(callback, 'read', receivedAt)
    // Also after Viber had taken the message (status 0).
    case 'failed':
      return receiptEvents(callback, 'failed', receivedAt)
    default:
      return []
  }
}

function messageEvents({ token, fields }: Callback, receivedAt: string): Events {
  const author = authorOf(fields.sender)
  if (author === null || token === undefined) return []
  const { text, attachments } = contentOf(fields.message)
  return [
    {
      kind: 'message',
      messageId: token,
      messageKey: token,
      author,
      text,
      attachments,
      automated: false,
      suppressAutoReply: false,
      ...(text === '' && attachments.every((one) => one.kind === 'unknown') ? { unsupported: true } : {}),
      ...baseOf(author.id, { token, fields }, receivedAt),
    },
  ]
}

type Contact = Extract<ChannelEvent, { kind: 'contact' }>['contact']

function contactEvents(callback: Omit<Callback, 'event'>, contact: Contact, receivedAt: string): Events {
  const { user, user_id } = callback.fields
  const author = authorOf(user) ?? authorOf({ id: user_id })
  return author === null ? [] : [{ kind: 'contact', contact, author, ...baseOf(author.id, callback, receivedAt) }]
}

type Receipt = Extract<ChannelEvent, { kind: 'receipt' }>['receipt']

function receiptEvents(callback: Omit<Callback, 'event'>, receipt: Receipt, receivedAt: string): Events {
  const { token, fields } = callback
  const id = asId(fields.user_id)
  if (token === undefined || id === undefined) return []
  const reason = receipt === 'failed' ? asLabel(fields.desc, 300) : undefined
  return [
    {
      kind: 'receipt',
      receipt,
      messageIds: [token],
      ...given({ reason }),
      ...baseOf(id, callback, receivedAt),
    },
  ]
}

/** Names come only where set_webhook asked for them and the customer allows it. */
function authorOf(user: unknown): Author | null {
  const id = asId(pick(user, 'id'))
  if (id === undefined) return null
  return { role: 'customer', id, name: asLabel(pick(user, 'name')) ?? null, ...given({ locale: localeOf(user) }) }
}

export function localeOf(user: unknown): string | undefined {
  const language = asText(pick(user, 'language'))
  return language !== undefined && /^[a-z]{2,3}(?:[-_][a-z\d]{2,8}){0,3}$/iu.test(language)
    ? language.replaceAll('_', '-')
    : undefined
}

function baseOf(conversationId: string, { token, fields }: Omit<Callback, 'event'>, receivedAt: string) {
  return {
    conversationId,
    conversationType: 'private',
    ...given({ deliveryId: token }),
    sentAt: isoOf(fields.timestamp, receivedAt),
    receivedAt,
  } as const
}
