// A month's statistics of one desk: what the desk takes, what Postgres takes to read the same rows and nothing else, and what
// it takes to read every thread that moved since.
import type { Desk } from 'caseline'
import type pg from 'pg'
import { measured } from './measured.js'

export const JUNE = { from: '2026-06-01', to: '2026-07-01' }
const TRIES = 5

export interface MonthFigures {
  readonly chats: number
  /** Seconds, the median of five. */
  readonly kept: number
  readonly byDay: number
  readonly compared: number
  /** The same rows, their lengths added up in SQL: they are all looked at. */
  readonly limit: number
  /** The same rows, only counted, by the index. */
  readonly count: number
  /** Every thread read, once. */
  readonly read: number
}

export async function monthFigures(desk: Desk, reading: Desk, client: pg.Client): Promise<MonthFigures> {
  const month = `from caseline.day_facts where workspace = 'default' and day between '2026-06-01' and '2026-06-30'`
  const whole = await desk.stats(JUNE)
  const { answer, seconds: read } = await measured(() => reading.stats(JUNE))
  if (JSON.stringify(answer) !== JSON.stringify(whole)) throw new Error('What is kept and what is read differ')
  return {
    chats: whole.total.chats.started.total,
    kept: await median(() => desk.stats(JUNE)),
    byDay: await median(() => desk.stats({ ...JUNE, groupBy: 'day' })),
    compared: await median(() => desk.stats({ ...JUNE, compare: true })),
    limit: await median(() => client.query(`select sum(length(facts::text)) ${month}`)),
    count: await median(() => client.query(`select count(*) ${month}`)),
    read,
  }
}

async function median(run: () => Promise<unknown>): Promise<number> {
  const all: number[] = []
  for (let time = 0; time < TRIES; time += 1) {
    const begun = performance.now()
    await run()
    all.push(Math.max(1, Math.round(performance.now() - begun)) / 1_000)
  }
  return all.toSorted((left, right) => left - right)[Math.floor(TRIES / 2)] ?? Number.NaN
}
