// What VK writes, as far as it is used; the schema is VKCOM/vk-api-schema, `callback` and `messages`. Ids become text.
import { asCount, asFields, asId, asList, asText, given, isTrue, pick } from '../shared/read.js'

export interface VkMessage {
  /** 0 in group chats, then undefined. */
  readonly id?: string
  /** `conversation_message_id`: counts inside one conversation. */
  readonly cmid?: string
  readonly peer: string
  readonly from: string
  readonly date: unknown
  readonly updated?: string
  readonly text: string
  readonly attachments: readonly unknown[]
  readonly latitude: unknown
  readonly longitude: unknown
  readonly reply: unknown
  readonly forwarded: readonly unknown[]
  readonly payload?: string
  readonly action?: string
  /** A person who answered in the community's name. */
  readonly admin?: string
  readonly isCropped: boolean
  readonly isOut: boolean
}

export function isOf(body: unknown, groupId: string): boolean {
  return asId(pick(body, 'group_id')) === groupId
}

/**
 * The `object` of a message event: the message itself below 5.103 and in replies and edits, else `{ message, client_info }`.
 * Undefined for what has no sender, no conversation or no id: it could be neither answered nor recognised.
 */
export function messageOf(object: unknown): VkMessage | undefined {
  const value = asFields(pick(object, 'message')) === undefined ? object : pick(object, 'message')
  // Below 5.80 there were only `user_id` and `body`.
  const from = asId(pick(value, 'from_id')) ?? asId(pick(value, 'user_id'))
  const peer = asId(pick(value, 'peer_id')) ?? asId(pick(value, 'user_id')) ?? from
  const [id, cmid] = [idAt(value, 'id'), idAt(value, 'conversation_message_id')]
  if (from === undefined || peer === undefined || (id ?? cmid) === undefined) return undefined
  return given({
    id,
    cmid,
    peer,
    from,
    date: pick(value, 'date'),
    updated: idAt(value, 'update_time'),
    text: asText(pick(value, 'text')) ?? asText(pick(value, 'body')) ?? '',
    attachments: asList(pick(value, 'attachments')),
    latitude: pick(value, 'geo', 'coordinates', 'latitude'),
    longitude: pick(value, 'geo', 'coordinates', 'longitude'),
    reply: pick(value, 'reply_message'),
    forwarded: asList(pick(value, 'fwd_messages')),
    payload: asText(pick(value, 'payload')),
    action: asText(pick(value, 'action', 'type')),
    admin: idAt(value, 'admin_author_id'),
    isCropped: isTrue(pick(value, 'is_cropped')),
    isOut: asCount(pick(value, 'out')) === 1,
  })
}

/** The key of a message: ids are unique among all messages of the community, but group chats have none. */
export function keyOf(peer: string, cmid: string | undefined, id: string | undefined): string {
  return cmid === undefined ? `id:${id}` : `${peer}:${cmid}`
}

function idAt(value: unknown, name: string): string | undefined {
  const id = asId(pick(value, name))
  return id === '0' ? undefined : id
}
