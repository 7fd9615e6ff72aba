import type { Author, ChannelEvent, ProviderAttachment } from '../../ports/channel-adapter.js'
import { isoOf } from '../shared/moment.js'
import { asId, asList, asNumber, asText, given, pick } from '../shared/read.js'
import { attachmentOf } from './parse-attachments.js'
import { keyOf, messageOf, type VkMessage } from './payload.js'
import { pressedOf, tagOf } from './reply-tag.js'
import { plainText } from './text.js'

/** Group chats have ids above this. */
const GROUP_CHATS = 2_000_000_000
const MOST_ATTACHMENTS = 100
const MOST_FORWARDED = 50
const DEEPEST_FORWARDED = 5

export interface Told {
  readonly groupId: string
  readonly deliveryId?: string
  readonly receivedAt: string
}

export function baseOf(peer: string, date: unknown, { deliveryId, receivedAt }: Told) {
  const conversationType = isGroupChat(peer) ? ('group' as const) : ('private' as const)
  const sentAt = isoOf(date, receivedAt)
  return { conversationId: peer, conversationType, ...given({ deliveryId }), sentAt, receivedAt }
}

/** `message_new` and `message_reply`. A message in the community's own name is an echo, whatever event brings it. */
export function messageEvents(object: unknown, isReply: boolean, told: Told): readonly ChannelEvent[] {
  const message = messageOf(object)
  if (message === undefined) return []
  const base = baseOf(message.peer, message.date, told)
  if (message.action !== undefined) return [{ kind: 'service', detail: `vk: ${message.action}`, ...base }]
  const content = { ...contentOf(message, told.groupId), ...base }
  if (isReply || message.isOut || message.from === `-${told.groupId}`) return [echoOf(message, content, told)]
  const author = authorOf(message, told.groupId)
  const isBot = author.role === 'bot'
  const automated = isBot ? 'bot' : false
  return [
    { kind: 'message', ...content, author, automated, suppressAutoReply: isBot || base.conversationType === 'group' },
  ]
}

export function editEvents(object: unknown, told: Told): readonly ChannelEvent[] {
  const message = messageOf(object)
  if (message === undefined) return []
  const { messageId, messageKey, text } = contentOf(message, told.groupId)
  const author = message.isOut ? adminOf(message, told.groupId) : authorOf(message, told.groupId)
  const base = baseOf(message.peer, message.updated ?? message.date, told)
  return [{ kind: 'edit', messageId, messageKey, author, text, ...given({ editVersion: message.updated }), ...base }]
}

function contentOf(message: VkMessage, groupId: string) {
  const attachments = attachmentsOf(message)
  const text = [plainText(message.text, groupId), ...forwardedLines(message.forwarded, groupId)]
    .filter((line) => line !== '')
    .join('\n')
  const messageKey = keyOf(message.peer, message.cmid, message.id)
  const isEmpty = text === '' && attachments.length === 0
  return {
    messageId: message.id ?? messageKey,
    messageKey,
    text,
    attachments,
    ...given({ replyToId: replyToOf(message), payload: pressedOf(message.payload) }),
    ...(message.forwarded.length > 0 ? { forwarded: true } : {}),
    // VK cuts long messages in its calls; the rest stands in the community's messages only.
    ...(isEmpty || message.isCropped ? { unsupported: true } : {}),
  }
}

function echoOf(
  message: VkMessage,
  content: ReturnType<typeof contentOf> & ReturnType<typeof baseOf>,
  told: Told,
): ChannelEvent {
  const { payload, ...rest } = content
  const ownTag = tagOf(payload)
  const isOurs = ownTag !== undefined
  return {
    kind: 'echo',
    ...rest,
    ...(isOurs ? { ownTag } : given({ payload })),
    author: adminOf(message, told.groupId),
    // Without a person it came by the API: ours, or another program's. Which one, only the tag tells.
    automated: message.admin === undefined && !isOurs ? 'bot' : false,
    suppressAutoReply: true,
  }
}

function adminOf({ admin }: VkMessage, groupId: string): Author {
  return { role: admin === undefined ? 'bot' : 'agent', id: admin ?? `-${groupId}`, name: null }
}

/** Communities have negative ids. */
function authorOf({ from }: VkMessage, groupId: string): Author {
  if (from === `-${groupId}`) return { role: 'bot', id: from, name: null }
  return { role: from.startsWith('-') ? 'bot' : 'customer', id: from, name: null }
}

function replyToOf({ peer, reply }: VkMessage): string | undefined {
  const id = asId(pick(reply, 'id'))
  if (id !== undefined && id !== '0') return id
  const cmid = asId(pick(reply, 'conversation_message_id'))
  return cmid === undefined ? undefined : keyOf(peer, cmid, undefined)
}

function attachmentsOf({ attachments, forwarded, latitude, longitude }: VkMessage): readonly ProviderAttachment[] {
  const [lat, long] = [asNumber(latitude), asNumber(longitude)]
  const place: ProviderAttachment[] =
    lat === undefined || long === undefined ? [] : [{ kind: 'location', latitude: lat, longitude: long }]
  const inForwarded = flat(forwarded).flatMap(({ value }) => asList(pick(value, 'attachments')))
  return [...[...attachments, ...inForwarded].slice(0, MOST_ATTACHMENTS - 1).map(attachmentOf), ...place]
}

function forwardedLines(forwarded: readonly unknown[], groupId: string): readonly string[] {
  return flat(forwarded).flatMap(({ value, depth }) => {
    const text = plainText(asText(pick(value, 'text')) ?? '', groupId)
    return text === '' ? [] : text.split('\n').map((line) => `${'> '.repeat(depth)}${line}`)
  })
}

/** Forwarded messages hold forwarded messages. */
function flat(
  forwarded: readonly unknown[],
  depth = 1,
): readonly { readonly value: unknown; readonly depth: number }[] {
  if (depth > DEEPEST_FORWARDED) return []
  return forwarded
    .flatMap((value) => [{ value, depth }, ...flat(asList(pick(value, 'fwd_messages')), depth + 1)])
    .slice(0, MOST_FORWARDED)
}

function isGroupChat(peer: string): boolean {
  return Number(peer) > GROUP_CHATS
}
