import type { ChannelEvent } from '../../ports/channel-adapter.js'
import { asId, asLabel, asList, given, pick } from '../shared/read.js'
import type { Update } from './payload.js'
import { authorOf, talkOf } from './talk.js'

/** Telegram tells all that were set before and after; the difference is what happened. */
export function reactionEvents(update: Update, receivedAt: string): readonly ChannelEvent[] {
  const { value } = update
  const talk = talkOf(value, update, receivedAt)
  const author = authorOf({ sender_chat: value.actor_chat }, value.user)
  const messageId = asId(value.message_id)
  if (talk === null || author === null || messageId === undefined) return []
  const [before, after] = [asList(value.old_reaction), asList(value.new_reaction)]
  const told = (one: unknown, removed: boolean): ChannelEvent => {
    return { kind: 'reaction', messageId, author, ...given({ emoji: emojiOf(one) }), removed, ...talk.base }
  }
  return [
    ...before.filter((one) => !isAmong(one, after)).map((one) => told(one, true)),
    ...after.filter((one) => !isAmong(one, before)).map((one) => told(one, false)),
  ].slice(0, MOST)
}

/** Telegram allows a person three. */
const MOST = 20

function isAmong(one: unknown, others: readonly unknown[]): boolean {
  return others.slice(0, MOST).some((other) => identityOf(other) === identityOf(one))
}

function identityOf(one: unknown): string {
  return [pick(one, 'type'), pick(one, 'emoji'), pick(one, 'custom_emoji_id')].map(String).join(' ')
}

/** Undefined for pictures of a customer's own set. */
function emojiOf(one: unknown): string | undefined {
  return asLabel(pick(one, 'emoji'), 20)
}
