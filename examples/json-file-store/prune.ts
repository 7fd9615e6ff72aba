import type { Pruned, PruneRequest } from 'caseline'
import { pair, type Space, type Thread } from './space.js'

/** Takes away what is older than asked, at most `limit` of each kind. */
export function prune(space: Space, { journalBefore, messagesBefore, outboxBefore, limit }: PruneRequest): Pruned {
  const left = { journal: limit, messages: limit, outbox: limit }
  const without = <T>(kind: keyof Pruned, all: readonly T[], isOld: (one: T) => boolean): T[] =>
    all.filter((one) => {
      if (left[kind] === 0 || !isOld(one)) return true
      left[kind] -= 1
      return false
    })
  const isBefore = (at: string, moment: string | undefined) => moment !== undefined && at < moment

  for (const stored of Object.values(space.threads)) {
    const firstLive = firstSeqOfLive(stored.thread)
    stored.journal = without('journal', stored.journal, ({ command }) => isBefore(command.at, journalBefore))
    stored.messages = without(
      'messages',
      stored.messages,
      (message) => isBefore(message.at, messagesBefore) && message.seq < firstLive,
    )
    const kept = new Set(stored.journal)
    for (const { id } of stored.messages) {
      const key = pair(stored.ref.key, id)
      const brought = space.brought[key]
      if (brought !== undefined && !kept.has(brought)) delete space.brought[key]
    }
  }
  space.outbox = without(
    'outbox',
    space.outbox,
    ({ entry }) =>
      (entry.state === 'failed' || entry.state === 'maybe-sent') && isBefore(entry.effect.at, outboxBefore),
  )
  return { journal: limit - left.journal, messages: limit - left.messages, outbox: limit - left.outbox }
}

/** Only the current chat can be live; its messages are the last ones. */
function firstSeqOfLive({ chats, current }: Thread): number {
  const chat = chats.find((one) => one.number === current)
  const isLive = chat?.lifecycle.state === 'active' || chat?.lifecycle.state === 'awaiting-split'
  return chat !== undefined && isLive ? chat.firstSeq : Number.POSITIVE_INFINITY
}
