import type { ChannelEvent } from '../../ports/channel-adapter.js'
import { asId, pick } from '../shared/read.js'
import type { Talk } from './talk.js'

/** Notices of a chat: nobody says anything in them. */
const SERVICES = [
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'new_chat_photo',
  'delete_chat_photo',
  'group_chat_created',
  'supergroup_chat_created',
  'channel_chat_created',
  'message_auto_delete_timer_changed',
  'pinned_message',
  'users_shared',
  'chat_shared',
  'connected_website',
  'write_access_allowed',
  'proximity_alert_triggered',
  'boost_added',
  'chat_background_set',
  'forum_topic_created',
  'forum_topic_edited',
  'forum_topic_closed',
  'forum_topic_reopened',
  'general_forum_topic_hidden',
  'general_forum_topic_unhidden',
  'giveaway_created',
  'giveaway',
  'giveaway_winners',
  'giveaway_completed',
  'video_chat_scheduled',
  'video_chat_started',
  'video_chat_ended',
  'video_chat_participants_invited',
  'successful_payment',
  'refunded_payment',
  'passport_data',
  'web_app_data',
]

/** None for a message that somebody says. */
export function serviceEvents(value: unknown, { chatId, base }: Talk): readonly ChannelEvent[] {
  const to = asId(pick(value, 'migrate_to_chat_id'))
  const detail = 'telegram: the group became a supergroup'
  if (to !== undefined) return [{ kind: 'service', detail, newConversationId: to, ...base }]
  const from = asId(pick(value, 'migrate_from_chat_id'))
  if (from !== undefined) return [{ kind: 'service', detail, newConversationId: chatId, ...base, conversationId: from }]
  const name = SERVICES.find((one) => pick(value, one) !== undefined)
  return name === undefined ? [] : [{ kind: 'service', detail: `telegram: ${name}`, ...base }]
}
