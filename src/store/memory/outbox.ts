// What is to go out, in line per thread: only the head of a line may be tried, so that nothing overtakes. A head that
// waits for its next attempt holds up its own thread and no other.
import type { OutboxEntry } from '../../ports/store.js'
import { dueQueue } from './due-queue.js'

export interface Outbox {
  readonly add: (thread: string, entries: readonly OutboxEntry[]) => void
  /** The heads with `notBefore ≤ now`, earliest first. */
  readonly due: (now: string, limit: number) => readonly OutboxEntry[]
  /** When the earliest head may be tried. */
  readonly next: () => string | null
  /** `null`: done. One that failed for good leaves the line; what became of it is told by its message. */
  readonly settle: (thread: string, effect: string, next: OutboxEntry | null) => void
}

/** Entries before `first` are gone; they are cut off now and then, not one by one. */
interface Line {
  readonly entries: OutboxEntry[]
  first: number
}

const CUT_AT = 1000

export function outbox(): Outbox {
  const lines = new Map<string, Line>()
  const heads = dueQueue<{ readonly id: string; readonly due: string }>()

  const showHead = (thread: string, line: Line): void => {
    const head = line.entries[line.first]
    if (head === undefined) {
      heads.remove(thread)
      lines.delete(thread)
    } else heads.put({ id: thread, due: head.notBefore })
  }

  return {
    add: (thread, entries) => {
      if (entries.length === 0) return
      const known = lines.get(thread)
      const line = known ?? { entries: [], first: 0 }
      line.entries.push(...entries)
      if (known !== undefined) return
      lines.set(thread, line)
      showHead(thread, line)
    },
    due: (now, limit) =>
      heads.due(now, limit).flatMap(({ id }) => {
        const line = lines.get(id)
        return line?.entries[line.first] ?? []
      }),
    next: () => heads.next(),
    settle: (thread, effect, next) => {
      const line = lines.get(thread)
      const at = line?.entries.findIndex((one, index) => index >= line.first && one.effect.id === effect) ?? -1
      if (line === undefined || at === -1) return
      if (next?.state === 'waiting') line.entries[at] = next
      else if (at === line.first) line.first += 1
      else line.entries.splice(at, 1)
      if (line.first >= CUT_AT) line.first -= line.entries.splice(0, line.first).length
      showHead(thread, line)
    },
  }
}
