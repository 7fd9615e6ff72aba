// One event → what the desk hears of it. A retry is parsed like any other: it may be the only delivery that came through.
import type { ChannelEvent } from '../../ports/channel-adapter.js'
import { asId, asLabel, given, pick } from '../shared/read.js'
import type { SlackAccount } from './account.js'
import { changedEvents, deletedEvents } from './parse-change.js'
import { messageEvents } from './parse-message.js'
import { asTs } from './payload.js'
import { baseOf, type Heard } from './place.js'

export function eventEvents(event: unknown, account: SlackAccount, heard: Heard): readonly ChannelEvent[] {
  switch (pick(event, 'type')) {
    case 'app_mention':
      return messageEvents(event, account, heard)
    case 'message':
      switch (pick(event, 'subtype')) {
        case 'message_changed':
          return changedEvents(event, account, heard)
        case 'message_deleted':
          return deletedEvents(event, heard)
        // Counts the answers of a thread.
        case 'message_replied':
          return []
        default:
          return messageEvents(event, account, heard)
      }
    case 'reaction_added':
      return reactionEvents(event, false, account, heard)
    case 'reaction_removed':
      return reactionEvents(event, true, account, heard)
    default:
      return []
  }
}

/** Slack tells the emoji's name, without its colons. The thread isn't told, so in channels it is the message's own. */
function reactionEvents(
  event: unknown,
  removed: boolean,
  { agentIds }: SlackAccount,
  heard: Heard,
): readonly ChannelEvent[] {
  const user = asId(pick(event, 'user'))
  const channel = asId(pick(event, 'item', 'channel'))
  const ts = asTs(pick(event, 'item', 'ts'))
  if (user === undefined || channel === undefined || ts === undefined) return []
  const isOurs = agentIds.includes(user) || heard.envelope.botUsers.includes(user)
  const author = { role: isOurs ? ('agent' as const) : ('customer' as const), id: user, name: null }
  const emoji = asLabel(pick(event, 'reaction'))
  const base = baseOf({ channel, ts }, heard, asTs(pick(event, 'event_ts')))
  return [{ kind: 'reaction', messageId: ts, author, ...given({ emoji }), removed, ...base }]
}
