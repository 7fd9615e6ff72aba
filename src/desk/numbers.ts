// Chat numbers grow by one without gaps: one that was reserved for a decision which didn't happen is used by the next.
import type { Store } from '../ports/store.js'

export interface Numbers {
  readonly take: () => Promise<number>
  readonly giveBack: (number: number) => void
}

export function numbersOf(store: Store, workspace: string): Numbers {
  const spare: number[] = []
  return {
    take: async () => {
      const reused = spare.shift()
      return reused ?? store.reserveNumber(workspace)
    },
    giveBack: (number) => {
      spare.push(number)
      spare.sort((left, right) => left - right)
    },
  }
}
