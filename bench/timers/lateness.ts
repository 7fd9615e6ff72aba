// How late timers are under load: a worker as users run it, the machine's clock, so many due every second.
import { setTimeout as pause } from 'node:timers/promises'
import { createDesk } from 'caseline'
import { percentiles } from '../ingest/callers.js'
import { CHANNEL, pendingSql } from './pending.js'
import type { Place } from './place.js'

export interface Lateness {
  readonly perSecond: number
  readonly seconds: number
  /** Milliseconds from the due moment to the answer after the commit. */
  readonly p50: number
  readonly p99: number
  readonly max: number
  readonly errors: number
}

export async function lateness(place: Place, from: number, perSecond: number, seconds: number): Promise<Lateness> {
  const count = perSecond * seconds
  const everyMs = 1_000 / perSecond
  const filled = performance.now()
  // Filling takes 0.1 ms a chat at most, opening PGlite some seconds.
  const firstDue = Date.now() + 6_000 + count / 5
  await place.sql(pendingSql({ from, count, firstDue, everyMs }))
  const store = await place.open()
  let errors = 0
  const desk = await createDesk({
    store,
    channels: [CHANNEL],
    onError: () => {
      errors += 1
    },
  })
  if (Date.now() > firstDue) throw new Error(`${place.name} took ${performance.now() - filled} ms to fill and open`)
  const late: number[] = []
  desk.subscribe(({ chat }) => {
    if (chat.number >= from) late.push(Date.now() - Math.trunc(firstDue + (chat.number - from) * everyMs))
  })
  desk.start()
  const patience = firstDue + seconds * 1_000 + 30_000
  while (late.length < count && Date.now() < patience) await pause(50)
  await desk.stop()
  await store.close()
  if (late.length !== count) throw new Error(`${place.name}: ${late.length} of ${count} timers fired`)
  return { perSecond, seconds, ...percentiles(late), max: late.reduce((most, one) => Math.max(most, one), 0), errors }
}
