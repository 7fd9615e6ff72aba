import { type Answer, createDesk, type Desk, memoryStore, type RuleSet, type TraceDepth } from 'caseline'
import type { Timed } from './messages.js'
import { CHANNELS } from './rule-mix.js'

export interface BenchDesk {
  readonly desk: Desk
  readonly receive: (timed: Timed) => Promise<Answer>
}

/** A desk in memory whose clock stands where the message says. Nothing is sent anywhere; timers are set, none is run. */
export async function benchDesk(rules: RuleSet, journal: TraceDepth): Promise<BenchDesk> {
  let now = ''
  let ids = 0
  const desk = await createDesk({
    store: memoryStore(),
    ...(rules.rules?.length === 0 ? {} : { rules }),
    channels: CHANNELS,
    clock: { now: () => now, sleep: async () => {} },
    ids: () => {
      ids += 1
      return `id-${ids}`
    },
    journal,
  })
  return {
    desk,
    receive: (timed) => {
      now = timed.at
      return desk.receive(timed.message)
    },
  }
}
