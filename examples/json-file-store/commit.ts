// The write: it stands on the versions that were read and on a number that is still held, or it writes nothing.
import type { Commit, CommitResult } from 'caseline'
import { holders, pair, type Space } from './space.js'

export function commit(space: Space, written: Commit): CommitResult {
  const { before, thread, contactBefore, contact, hold } = written
  const stored = space.threads[thread.key]
  const contactKey = pair(contact.channel, contact.id)
  if ((stored?.thread.version ?? 0) !== before.version) return 'conflict'
  if ((space.contacts[contactKey]?.version ?? 0) !== contactBefore.version) return 'conflict'
  if (hold !== null && !space.holds.some((one) => one.number === hold.number && one.token === hold.token)) {
    return 'conflict'
  }
  const fresh = written.messages.filter((message) => message.seq > before.lastSeq)
  if (fresh.some((message) => holders(space, message.id, thread.channel).length > 0)) return 'duplicate'

  const { key, channel, customer, root } = thread
  const ref = { key, channel, customer, ...(root === undefined ? {} : { root }) }
  const entry = stored ?? { ref, thread, lastCommand: '', messages: [], journal: [] }
  space.threads[key] = entry
  // The commit carries a window of the chain; the chats outside of it stay.
  const chats = new Map([...entry.thread.chats, ...thread.chats].map((chat) => [chat.number, chat]))
  entry.thread = { ...thread, chats: [...chats.values()] }
  entry.lastCommand = written.command
  const messages = new Map([...entry.messages, ...written.messages].map((message) => [message.seq, message]))
  entry.messages = [...messages.values()].sort((one, other) => one.seq - other.seq)
  space.contacts[contactKey] = contact
  if (hold !== null) space.holds = space.holds.filter((one) => one.number !== hold.number)
  for (const id of written.timers.cancelled) delete space.timers[id]
  for (const timer of written.timers.set) space.timers[timer.id] = { timer, until: '' }
  for (const effect of written.outbox) {
    if (space.outbox.some((one) => one.entry.effect.id === effect.id)) continue
    const waiting = {
      thread: key,
      effect,
      attempts: 0,
      attemptsBefore: 0,
      notBefore: effect.at,
      state: 'waiting' as const,
    }
    space.outbox.push({ entry: waiting, until: '' })
  }
  if (written.journal !== null) {
    entry.journal.push(written.journal)
    for (const message of fresh) space.brought[pair(key, message.id)] = written.journal
  }
  return 'committed'
}
