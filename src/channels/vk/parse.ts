// One call of VK → what the desk hears of it. `object` has two shapes, by the version that is set for the server.
import type { Author, ChannelEvent } from '../../ports/channel-adapter.js'
import { asId, asLabel, asText, given, pick } from '../shared/read.js'
import { baseOf, editEvents, messageEvents, type Told } from './parse-message.js'
import { keyOf } from './payload.js'

export function bodyEvents(body: unknown, groupId: string, receivedAt: string): readonly ChannelEvent[] {
  const told: Told = { groupId, receivedAt, ...given({ deliveryId: asId(pick(body, 'event_id')) }) }
  const object = pick(body, 'object')
  switch (pick(body, 'type')) {
    case 'message_new':
      return messageEvents(object, false, told)
    case 'message_reply':
      return messageEvents(object, true, told)
    case 'message_edit':
      return editEvents(object, told)
    case 'message_event':
      return buttonEvents(object, told)
    case 'message_read':
      return readEvents(object, told)
    case 'message_reaction_event':
      return reactionEvents(object, told)
    case 'message_allow':
      return contactEvents(object, 'subscribed', told)
    case 'message_deny':
      return contactEvents(object, 'blocked', told)
    default:
      return []
  }
}

function customer(id: string): Author {
  return { role: id.startsWith('-') ? 'bot' : 'customer', id, name: null }
}

function contactEvents(object: unknown, contact: 'subscribed' | 'blocked', told: Told): readonly ChannelEvent[] {
  const user = asId(pick(object, 'user_id'))
  if (user === undefined) return []
  return [{ kind: 'contact', contact, author: customer(user), ...baseOf(user, undefined, told) }]
}

/** A callback button. Its payload is any JSON; the id is of this press, and short. */
function buttonEvents(object: unknown, told: Told): readonly ChannelEvent[] {
  const user = asId(pick(object, 'user_id'))
  const peer = asId(pick(object, 'peer_id')) ?? user
  const press = asId(pick(object, 'event_id'))
  if (user === undefined || peer === undefined || press === undefined) return []
  const value = pick(object, 'payload')
  const payload = asText(value) ?? JSON.stringify(value ?? null)
  return [
    {
      kind: 'action',
      author: customer(user),
      payload,
      actionKey: `${peer}:${press}`,
      ...baseOf(peer, undefined, told),
    },
  ]
}

/** The customer has read everything up to one message; VK doesn't say when. */
function readEvents(object: unknown, told: Told): readonly ChannelEvent[] {
  const peer = asId(pick(object, 'peer_id')) ?? asId(pick(object, 'from_id'))
  const last = asId(pick(object, 'read_message_id'))
  if (peer === undefined || last === undefined) return []
  return [{ kind: 'receipt', receipt: 'read', messageIds: [last], ...baseOf(peer, undefined, told) }]
}

/** VK tells a number for the reaction, none when it was taken back. */
function reactionEvents(object: unknown, told: Told): readonly ChannelEvent[] {
  const user = asId(pick(object, 'reacted_id'))
  const peer = asId(pick(object, 'peer_id'))
  const cmid = asId(pick(object, 'cmid'))
  if (user === undefined || peer === undefined || cmid === undefined) return []
  const reaction = asLabel(asId(pick(object, 'reaction_id')))
  return [
    {
      kind: 'reaction',
      messageId: keyOf(peer, cmid, undefined),
      author: customer(user),
      ...given({ emoji: reaction === undefined ? undefined : `vk:${reaction}` }),
      removed: reaction === undefined,
      ...baseOf(peer, undefined, told),
    },
  ]
}
