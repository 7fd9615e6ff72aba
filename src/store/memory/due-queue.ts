// Timers, and threads with something to send, by due moment: a binary heap with lazy removal, so that a replay of a million messages doesn't sort anything.
export interface Due {
  readonly id: string
  /** ISO 8601 UTC. */
  readonly due: string
}

export interface DueQueue<T extends Due> {
  /** Adds one, or moves the one with its id. */
  readonly put: (one: T) => void
  readonly remove: (id: string) => void
  /** The due moment of the earliest. */
  readonly next: () => string | null
  /** Those with `due ≤ now`, earliest first; they stay until removed. */
  readonly due: (now: string, limit: number) => readonly T[]
}

export function dueQueue<T extends Due>(): DueQueue<T> {
  const pending = new Map<string, T>()
  const heap: T[] = []

  const isBefore = (left: T, right: T): boolean =>
    left.due < right.due || (left.due === right.due && left.id < right.id)
  const isStale = (timer: T): boolean => pending.get(timer.id) !== timer

  const push = (timer: T): void => {
    let at = heap.push(timer) - 1
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = heap[above]
      if (parent === undefined || !isBefore(timer, parent)) break
      heap[at] = parent
      at = above
    }
    heap[at] = timer
  }

  const pop = (): void => {
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]]
      if (left === undefined) break
      const isRight = right !== undefined && isBefore(right, left)
      const child = isRight ? right : left
      if (!isBefore(child, last)) break
      heap[at] = child
      at = 2 * at + (isRight ? 2 : 1)
    }
    heap[at] = last
  }

  const head = (): T | undefined => {
    for (let first = heap[0]; first !== undefined; first = heap[0]) {
      if (!isStale(first)) return first
      pop()
    }
    return undefined
  }

  return {
    put: (timer) => {
      pending.set(timer.id, timer)
      push(timer)
    },
    remove: (id) => {
      pending.delete(id)
    },
    next: () => head()?.due ?? null,
    due: (now, limit) => {
      const found: T[] = []
      for (let first = head(); first !== undefined && first.due <= now && found.length < limit; first = head()) {
        found.push(first)
        pop()
      }
      for (const timer of found) push(timer)
      return found
    },
  }
}
