// Chat numbers: set aside for a decision, used up by its commit, given out again when they weren't.
import type { NumberHold } from '../../ports/store.js'

export interface NumberBook {
  readonly hold: (now: string) => NumberHold
  readonly isHeld: (hold: NumberHold) => boolean
  /** It is a chat's number now. */
  readonly use: (hold: NumberHold) => void
  readonly release: (hold: NumberHold) => void
  /** The highest number ever given out. */
  readonly last: () => number
}

/** Long enough for any decision; a node that died keeps its numbers back for no longer. */
const HOLD_MS = 60_000

export function numberBook(): NumberBook {
  const held = new Map<number, NumberHold>()
  let last = 0
  let count = 0
  const isHeld = (hold: NumberHold): boolean => held.get(hold.number)?.token === hold.token
  return {
    hold: (now) => {
      const free = [...held.values()]
        .filter((hold) => hold.until <= now)
        .reduce((lowest, hold) => Math.min(lowest, hold.number), last + 1)
      last = Math.max(last, free)
      count += 1
      const hold = { number: free, token: String(count), until: new Date(Date.parse(now) + HOLD_MS).toISOString() }
      held.set(free, hold)
      return hold
    },
    isHeld,
    use: (hold) => held.delete(hold.number),
    release: (hold) => {
      if (isHeld(hold)) held.set(hold.number, { ...hold, token: '', until: '' })
    },
    last: () => last,
  }
}
