// What is to go out, in line per thread: only the head of a line may be claimed, so that nothing overtakes. A head that
// waits for its next attempt holds up its own thread and no other. Dead letters leave the line and stay to be seen.
import type { Claim, ClaimedEntry, OutboxEntry, Settlement } from '../../ports/store.js'
import { dueQueue } from './due-queue.js'

export interface Outbox {
  /** An effect that is already there, in line or as a dead letter, is not added again. */
  readonly add: (thread: string, entries: readonly OutboxEntry[]) => void
  readonly claim: (claim: Claim) => readonly ClaimedEntry[]
  readonly settle: (settlement: Settlement) => void
  readonly requeue: (effect: string, notBefore: string) => boolean
  readonly discard: (effect: string) => boolean
  /** Lines first, each in its order, then dead letters, oldest first. */
  readonly all: () => readonly OutboxEntry[]
  /** When the earliest head may be claimed. */
  readonly next: () => string | null
}

/** Entries before `first` are gone; they are cut off now and then, not one by one. */
interface Line {
  readonly entries: OutboxEntry[]
  first: number
  /** Until when the head is claimed. */
  until: string
}

const CUT_AT = 1000

export function outbox(): Outbox {
  const lines = new Map<string, Line>()
  const dead = new Map<string, OutboxEntry>()
  /** Effects of lines and dead letters. */
  const known = new Set<string>()
  const heads = dueQueue<{ readonly id: string; readonly due: string }>()

  const showHead = (thread: string, line: Line): void => {
    const head = line.entries[line.first]
    if (head === undefined) {
      heads.remove(thread)
      lines.delete(thread)
    } else heads.put({ id: thread, due: head.state === 'sending' ? line.until : head.notBefore })
  }

  const append = (thread: string, entries: readonly OutboxEntry[]): void => {
    if (entries.length === 0) return
    const present = lines.get(thread)
    const line = present ?? { entries: [], first: 0, until: '' }
    line.entries.push(...entries)
    if (present !== undefined) return
    lines.set(thread, line)
    showHead(thread, line)
  }

  const bury = (effect: string): boolean => {
    known.delete(effect)
    return dead.delete(effect)
  }

  return {
    add: (thread, entries) =>
      append(
        thread,
        entries.filter(({ effect }) => {
          const isNew = !known.has(effect.id)
          known.add(effect.id)
          return isNew
        }),
      ),
    claim: ({ now, until, limit }) =>
      heads.due(now, limit).flatMap(({ id: thread }): ClaimedEntry[] => {
        const line = lines.get(thread)
        const head = line?.entries[line.first]
        if (line === undefined || head === undefined) return []
        const claimed: OutboxEntry = { ...head, state: 'sending', attempts: head.attempts + 1 }
        line.entries[line.first] = claimed
        line.until = until
        showHead(thread, line)
        return [{ ...claimed, isInterrupted: head.state === 'sending' }]
      }),
    settle: ({ thread, effect, attempt, next, error }) => {
      const line = lines.get(thread)
      const head = line?.entries[line.first]
      if (line === undefined || head?.effect.id !== effect || head.state !== 'sending' || head.attempts !== attempt) {
        if (next === null && dead.get(effect)?.state === 'maybe-sent') bury(effect)
        return
      }
      const settled = { ...head, ...(next ?? {}), ...(error === undefined ? {} : { lastError: error }) }
      if (next?.state === 'waiting') line.entries[line.first] = settled
      else line.first += 1
      if (next === null) known.delete(effect)
      else if (next.state !== 'waiting') dead.set(effect, settled)
      if (line.first >= CUT_AT) line.first -= line.entries.splice(0, line.first).length
      showHead(thread, line)
    },
    requeue: (effect, notBefore) => {
      const entry = dead.get(effect)
      if (entry === undefined) return false
      dead.delete(effect)
      append(entry.thread, [{ ...entry, state: 'waiting', attemptsBefore: entry.attempts, notBefore }])
      return true
    },
    discard: (effect) => dead.has(effect) && bury(effect),
    all: () => [...[...lines.values()].flatMap((line) => line.entries.slice(line.first)), ...dead.values()],
    next: () => heads.next(),
  }
}
