import type { ChannelEvent } from '../../ports/channel-adapter.js'
import { asText, given, pick } from '../shared/read.js'
import type { SlackAccount } from './account.js'
import { authorOf, textOf } from './parse-message.js'
import { asTs, messageOf } from './payload.js'
import { baseOf, type Heard, keyOf } from './place.js'

/** Also told when Slack adds the preview of a link, or a thread gets an answer: then nobody has changed anything. */
export function changedEvents(event: unknown, account: SlackAccount, heard: Heard): readonly ChannelEvent[] {
  const [inner, before] = [pick(event, 'message'), pick(event, 'previous_message')]
  // The inner message may come without its `ts`.
  const ts = asTs(pick(inner, 'ts')) ?? asTs(pick(before, 'ts'))
  const threadTs = asTs(pick(inner, 'thread_ts')) ?? asTs(pick(before, 'thread_ts'))
  if (typeof inner !== 'object' || inner === null || ts === undefined) return []
  const message = messageOf({ ...inner, ts, ...given({ thread_ts: threadTs }) }, event)
  if (message === undefined) return []
  const at = asTs(pick(event, 'event_ts')) ?? asTs(pick(event, 'ts'))
  const base = baseOf(message, heard, message.editedTs ?? at)
  const key = { messageId: ts, messageKey: keyOf(message.channel, ts) }
  // What is left of a deleted message that has answers.
  if (message.subtype === 'tombstone') return [{ kind: 'delete', ...key, ...base }]
  const author = authorOf(message, account, heard)
  if (author === null || asText(pick(before, 'text')) === asText(pick(inner, 'text'))) return []
  const text = textOf(message, heard.envelope.botUsers)
  return [{ kind: 'edit', ...key, author, text, ...given({ editVersion: message.editedTs ?? at }), ...base }]
}

export function deletedEvents(event: unknown, heard: Heard): readonly ChannelEvent[] {
  const ts = asTs(pick(event, 'deleted_ts')) ?? asTs(pick(event, 'previous_message', 'ts'))
  const threadTs = asTs(pick(event, 'previous_message', 'thread_ts'))
  const message = messageOf({ ts, ...given({ thread_ts: threadTs }) }, event)
  if (ts === undefined || message === undefined) return []
  const base = baseOf(message, heard, asTs(pick(event, 'event_ts')) ?? asTs(pick(event, 'ts')))
  return [{ kind: 'delete', messageId: ts, messageKey: keyOf(message.channel, ts), ...base }]
}
