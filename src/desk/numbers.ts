// Chat numbers grow by one: one that was set aside for a decision which didn't happen is used by the next.
import type { NumberHold, Store } from '../ports/store.js'

export interface Numbers {
  readonly take: (now: string) => Promise<NumberHold>
  /** It wasn't used; this node's next decision may. */
  readonly giveBack: (hold: NumberHold) => void
  /** It may not be ours any more (a crash forgot it, a clock that is ahead took it over): the store knows. */
  readonly handBack: (hold: NumberHold) => Promise<void>
  /** Hands what is left back to the store, for other nodes. */
  readonly release: () => Promise<void>
}

/** A spare one that other nodes may be given so soon isn't used any more. */
const MARGIN_MS = 10_000

export function numbersOf(store: Store, workspace: string): Numbers {
  let spare: readonly NumberHold[] = []
  return {
    take: async (now) => {
      const safe = new Date(Date.parse(now) + MARGIN_MS).toISOString()
      const [lowest, ...rest] = spare.filter((hold) => hold.until > safe)
      spare = rest
      return lowest ?? store.holdNumber(workspace, now)
    },
    giveBack: (hold) => {
      spare = [...spare, hold].sort((left, right) => left.number - right.number)
    },
    handBack: (hold) => store.releaseNumbers(workspace, [hold]).catch(() => undefined),
    release: async () => {
      const left = spare
      spare = []
      if (left.length > 0) await store.releaseNumbers(workspace, left)
    },
  }
}
