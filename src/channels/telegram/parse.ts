// One update → what the desk hears of it. Unknown kinds are normal and tell nothing.
import type { ChannelEvent } from '../../ports/channel-adapter.js'
import { asId, asList, asText, given, isTrue, pick } from '../shared/read.js'
import type { TelegramAccount } from './account.js'
import { memberEvents } from './parse-member.js'
import { editEvents, messageEvents } from './parse-message.js'
import { reactionEvents } from './parse-reaction.js'
import { type Update, updateOf } from './payload.js'
import { authorOf, talkOf } from './talk.js'

type Events = readonly ChannelEvent[]

export function updateEvents(body: unknown, account: TelegramAccount, receivedAt: string): Events {
  const update = updateOf(body)
  if (update === null) return []
  switch (update.kind) {
    case 'message':
    case 'business_message':
      return messageEvents(update, account, receivedAt)
    case 'edited_message':
    case 'edited_business_message':
      return editEvents(update, account, receivedAt)
    case 'deleted_business_messages':
      return deleteEvents(update, receivedAt)
    case 'business_connection':
      return connectionEvents(update, receivedAt)
    case 'message_reaction':
      return reactionEvents(update, receivedAt)
    case 'callback_query':
      return buttonEvents(update, receivedAt)
    case 'my_chat_member':
      return memberEvents(update, receivedAt)
    default:
      update.kind satisfies never
      return []
  }
}

/** Only business chats tell what was taken back. */
function deleteEvents(update: Update, receivedAt: string): Events {
  const talk = talkOf(update.value, update, receivedAt)
  if (talk === null) return []
  return asList(update.value.message_ids).flatMap((one) => {
    const messageId = asId(one)
    if (messageId === undefined) return []
    return [{ kind: 'delete', messageId, messageKey: `${talk.keyRoom}:${messageId}`, ...talk.base }]
  })
}

/** The owner of a business account let the bot answer for him, changed its rights, or took it back. */
function connectionEvents(update: Update, receivedAt: string): Events {
  const { value } = update
  const owner = asId(value.user_chat_id) ?? asId(pick(value, 'user', 'id'))
  const talk = talkOf({ chat: { id: owner, type: 'private' }, date: value.date }, update, receivedAt)
  if (talk === null) return []
  const mayReply = isTrue(pick(value, 'rights', 'can_reply')) || isTrue(value.can_reply)
  const state = !isTrue(value.is_enabled) ? 'ended' : mayReply ? 'may be answered' : 'may be read, not answered'
  return [{ kind: 'service', detail: `telegram: business connection ${state}`, ...talk.base }]
}

/** A button under a message. Its own id is one press; the message may be too old to be told. */
function buttonEvents(update: Update, receivedAt: string): Events {
  const { value } = update
  const [id, payload] = [asId(value.id), asText(value.data)]
  const author = authorOf(value)
  const message = pick(value, 'message') ?? { chat: { id: pick(value, 'from', 'id'), type: 'private' } }
  // The message's date is when the button was shown, not pressed.
  const talk = talkOf(message, update, receivedAt)
  if (id === undefined || payload === undefined || author === null || talk === null) return []
  return [
    { kind: 'action', author, payload, actionKey: `callback:${id}`, ...talk.base, ...given({ sentAt: receivedAt }) },
  ]
}
