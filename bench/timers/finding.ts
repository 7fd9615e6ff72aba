// What it costs to find what is due among very many that aren't.
import type { Store } from 'caseline'
import { median } from '../ingest/rounds.js'

export interface Finding {
  readonly what: string
  /** Milliseconds: median and worst. */
  readonly median: number
  readonly worst: number
}

const TIMES = 15
const CLAIMED = 200
const MANY = 10_000

/** The first pending timer is due at `firstDue`, the others every `everyMs`. */
export async function finding(store: Store, firstDue: number, everyMs: number): Promise<readonly Finding[]> {
  const iso = (ms: number): string => new Date(ms).toISOString()
  const claim = (due: number) => {
    // Half a step behind the last one that is to be due.
    const now = iso(firstDue + (due - 0.5) * everyMs)
    return store.claimTimers('default', { now, until: iso(Date.parse(now) + 30_000), limit: CLAIMED })
  }
  const release = (ids: readonly string[]) => store.releaseTimers('default', ids, iso(firstDue - 1))
  const found: Finding[] = []
  const measure = async <T>(what: string, run: () => Promise<T>, after: (answer: T) => Promise<unknown>) => {
    const times: number[] = []
    for (let time = 0; time <= TIMES; time += 1) {
      const begun = performance.now()
      const answer = await run()
      if (time > 0) times.push(performance.now() - begun)
      await after(answer)
    }
    found.push({ what, median: median(times), worst: Math.max(...times) })
  }
  const expected = (amount: number) => async (timers: readonly { readonly id: string }[]) => {
    if (timers.length !== amount) throw new Error(`${timers.length} timers were claimed, not ${amount}`)
    if (amount > 0) await release(timers.map(({ id }) => id))
  }
  await measure(
    'nextDue',
    () => store.nextDue('default'),
    async () => {},
  )
  await measure('claim 200, none due', () => claim(0), expected(0))
  await measure(`claim 200, ${CLAIMED} due`, () => claim(CLAIMED), expected(CLAIMED))
  await measure(`claim 200, ${MANY} due`, () => claim(MANY), expected(CLAIMED))
  // Nodes that have claimed nearly all of them and are still at work.
  const held: (readonly string[])[] = []
  for (let n = 0; n < MANY / CLAIMED - 1; n += 1) held.push((await claim(MANY)).map(({ id }) => id))
  await measure(`claim the last 200 of ${MANY}, the others claimed`, () => claim(MANY), expected(CLAIMED))
  await measure(
    `nextDue, ${MANY - CLAIMED} claimed`,
    () => store.nextDue('default'),
    async () => {},
  )
  const begun = performance.now()
  for (const ids of held) await release(ids)
  const each = (performance.now() - begun) / held.length
  found.push({ what: `release ${CLAIMED} of ${MANY} claimed`, median: each, worst: each })
  return found
}
