import { fail } from './problem.js'

/** Long reads that go on side by side on one node, so that they leave room for what customers are waiting for. */
export interface FewAtOnce {
  /** Takes a place, or refuses `rate-limited`; call what it returns when the work is over, once or more often. */
  readonly enter: () => () => void
}

/** Seconds. */
const PAUSE = 5

export function fewAtOnce(limit: number, what: string): FewAtOnce {
  let running = 0
  return {
    enter: () => {
      if (running >= limit) fail('rate-limited', `${limit} ${what} are being made here already`, { retryAfter: PAUSE })
      running += 1
      let isLeft = false
      return () => {
        if (isLeft) return
        isLeft = true
        running -= 1
      }
    },
  }
}
