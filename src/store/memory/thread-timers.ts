// Pending timers, in line per thread: only a thread's earliest may be claimed, so that they fire in order of their moments.
import type { Timer } from '../../core/thread/timers.js'
import type { Claim } from '../../ports/store.js'
import { dueQueue } from './due-queue.js'

export interface ThreadTimers {
  readonly set: (timer: Timer) => void
  readonly cancel: (id: string) => void
  readonly claim: (claim: Claim) => readonly Timer[]
  readonly release: (id: string, from: string) => void
  /** Earliest first, claimed ones too. */
  readonly all: () => readonly Timer[]
  /** When the next may be claimed. */
  readonly next: () => string | null
}

interface Line {
  readonly timers: Map<string, Timer>
  /** The claimed timer, as it was then: one that is set anew is another. */
  claimed: { readonly timer: Timer; readonly until: string } | null
}

export function threadTimers(): ThreadTimers {
  const lines = new Map<string, Line>()
  const threadOf = new Map<string, string>()
  const heads = dueQueue<{ readonly id: string; readonly due: string }>()

  const show = (thread: string, line: Line): void => {
    const head = headOf(line)
    if (head === undefined) {
      lines.delete(thread)
      heads.remove(thread)
      return
    }
    if (line.claimed !== null && line.timers.get(line.claimed.timer.id) !== line.claimed.timer) line.claimed = null
    const until = line.claimed?.until
    heads.put({ id: thread, due: until !== undefined && until > head.due ? until : head.due })
  }

  const forget = (id: string): void => {
    const thread = threadOf.get(id)
    const line = thread === undefined ? undefined : lines.get(thread)
    if (thread === undefined || line === undefined) return
    threadOf.delete(id)
    line.timers.delete(id)
    show(thread, line)
  }

  return {
    set: (timer) => {
      if (threadOf.get(timer.id) !== timer.thread) forget(timer.id)
      const line = lines.get(timer.thread) ?? { timers: new Map(), claimed: null }
      lines.set(timer.thread, line)
      threadOf.set(timer.id, timer.thread)
      line.timers.set(timer.id, timer)
      show(timer.thread, line)
    },
    cancel: forget,
    claim: ({ now, until, limit }) => {
      const claimed = heads.due(now, limit).flatMap(({ id: thread }) => {
        const line = lines.get(thread)
        const head = line === undefined ? undefined : headOf(line)
        if (line === undefined || head === undefined) return []
        line.claimed = { timer: head, until }
        show(thread, line)
        return [head]
      })
      return claimed.toSorted(byMoment)
    },
    release: (id, from) => {
      const thread = threadOf.get(id)
      const line = thread === undefined ? undefined : lines.get(thread)
      if (thread === undefined || line?.claimed?.timer.id !== id) return
      line.claimed = { timer: line.claimed.timer, until: from }
      show(thread, line)
    },
    all: () => [...lines.values()].flatMap((line) => [...line.timers.values()]).sort(byMoment),
    next: () => heads.next(),
  }
}

function headOf(line: Line): Timer | undefined {
  let head: Timer | undefined
  for (const timer of line.timers.values()) if (head === undefined || byMoment(timer, head) < 0) head = timer
  return head
}

function byMoment(left: Timer, right: Timer): number {
  if (left.due !== right.due) return left.due < right.due ? -1 : 1
  return left.id < right.id ? -1 : 1
}
