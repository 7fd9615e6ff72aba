import type { Author } from '../../ports/channel-adapter.js'
import { isoOf } from '../shared/moment.js'
import { asId, asLabel, asText, given, isTrue, pick } from '../shared/read.js'
import type { Update } from './payload.js'

/** Whose conversation something belongs to, and when it was. */
export interface Talk {
  readonly chatId: string
  /** Before the message's id in its key: ids count within one chat, and within one business connection. */
  readonly keyRoom: string
  readonly isBusiness: boolean
  readonly base: {
    readonly conversationId: string
    readonly conversationType: 'private' | 'group' | 'channel'
    readonly deliveryId: string
    readonly sentAt: string
    readonly receivedAt: string
    readonly replyContext?: { readonly [name: string]: unknown }
  }
}

/**
 * A customer may write to the bot and to the business account that the bot answers for; both chats have the customer's id
 * and count their messages by themselves. So conversations of the business account are `business:<chat>`: the connection
 * isn't in it, as it changes whenever the owner connects the bot anew.
 */
export function talkOf(value: unknown, { updateId }: Update, receivedAt: string): Talk | null {
  const chat = pick(value, 'chat')
  const chatId = asId(pick(chat, 'id'))
  if (chatId === undefined) return null
  const connection = asId(pick(value, 'business_connection_id'))
  const topic = isTrue(pick(value, 'is_topic_message')) ? asId(pick(value, 'message_thread_id')) : undefined
  const replyContext = given({ businessConnectionId: connection, topicId: topic })
  return {
    chatId,
    keyRoom: connection === undefined ? chatId : `business:${connection}:${chatId}`,
    isBusiness: connection !== undefined,
    base: {
      conversationId: connection === undefined ? chatId : `business:${chatId}`,
      conversationType: typeOf(chat, chatId),
      deliveryId: updateId,
      sentAt: isoOf(pick(value, 'date'), receivedAt),
      receivedAt,
      ...(Object.keys(replyContext).length === 0 ? {} : { replyContext }),
    },
  }
}

/** The official guide's own example has a chat without a type. */
function typeOf(chat: unknown, chatId: string): Talk['base']['conversationType'] {
  const type = pick(chat, 'type')
  if (type === 'channel') return 'channel'
  if (type === 'private') return 'private'
  return chatId.startsWith('-') || type === 'group' || type === 'supergroup' ? 'group' : 'private'
}

/** Stand for a person who writes as the group (an anonymous administrator) or as his channel: the person is `sender_chat`. */
const MASKS = ['1087968824', '136817688']

/** Null where nobody is named. */
export function authorOf(value: unknown, user: unknown = pick(value, 'from')): Author | null {
  const id = asId(pick(user, 'id'))
  const asChat = pick(value, 'sender_chat')
  const chatId = asId(pick(asChat, 'id'))
  if (chatId !== undefined && (id === undefined || MASKS.includes(id)))
    return { role: 'customer', id: chatId, name: asLabel(pick(asChat, 'title')) ?? null }
  if (id === undefined) return null
  return {
    role: isTrue(pick(user, 'is_bot')) ? 'bot' : 'customer',
    id,
    name: nameOf(user),
    ...given({
      username: asLabel(pick(user, 'username')),
      locale: localeOf(asText(pick(user, 'language_code'))),
    }),
  }
}

function nameOf(user: unknown): string | null {
  const parts = [asLabel(pick(user, 'first_name')), asLabel(pick(user, 'last_name'))]
  return asLabel(parts.filter((part) => part !== undefined).join(' ')) ?? null
}

function localeOf(code: string | undefined): string | undefined {
  return code !== undefined && /^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,3}$/iu.test(code) ? code : undefined
}
