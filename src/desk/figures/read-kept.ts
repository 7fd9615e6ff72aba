import type { StatisticsCount } from '../../core/statistics/count-statistics.js'
import { isOfTime } from '../../core/statistics/grouping.js'
import type { Period } from '../../core/statistics/period.js'
import type { FactDays, FigureStore } from '../../ports/figure-store.js'
import { isoOf, sinceOf } from '../writable-moment.js'
import { refreshFigures } from './refresh-figures.js'

/** Threads' days in one answer, some 200 bytes each; a day is never divided. */
const ROWS = 4_000

export interface KeptRequest {
  readonly isCompared: boolean
  readonly channel: string | undefined
  readonly signal: AbortSignal | undefined
  readonly onProgress: ((threads: number) => void) | undefined
  /** Between two pages: ends it by throwing. */
  readonly check: () => void
}

/** Into the count what is kept of the period, after what moved since was counted anew. */
export async function readKept(
  figures: FigureStore,
  workspace: string,
  count: StatisticsCount,
  { isCompared, channel, signal, onProgress, check }: KeptRequest,
): Promise<void> {
  const { period, groupBy } = count
  const only = channel === undefined ? {} : { channel }
  await refreshFigures(figures, workspace, { since: period.from, ...only, signal, onProgress })
  await Promise.all([readNow(), readFacts()])

  /** What doesn't hang on the period's days. */
  async function readNow(): Promise<void> {
    const by = groupBy === null || isOfTime(groupBy) ? null : groupBy
    const [coverage, live] = await Promise.all([
      figures.coverage(workspace, { ...only, ...sinceOf(period.from) }),
      figures.live(workspace, { ...only, by }),
    ])
    count.addCoverage(coverage)
    for (const { channel: its = '', customer = '', agent = null, count: chats } of live)
      count.addLive({ channel: its, customer, agent }, chats)
    check()
  }

  async function readFacts(): Promise<void> {
    const asked = { ...only, hasEndless: isCompared }
    const [first, ...rest] = stretchesOf(await figures.factDays(workspace, daysOf(period)))
    if (first === undefined) return
    let reading = figures.facts(workspace, { ...asked, ...first })
    for (const stretch of [...rest, null]) {
      signal?.throwIfAborted()
      const facts = await reading
      // The next ones are on their way while these are added up; should that fail, nobody waits for them.
      if (stretch !== null) reading = figures.facts(workspace, { ...asked, ...stretch })
      reading.catch(() => undefined)
      for (const [day, its, endless] of facts)
        count.addDay({ day, facts: its, ...(endless === null ? {} : { endless }) })
      check()
    }
  }
}

/** Days that are read together. */
function stretchesOf(days: Awaited<ReturnType<FigureStore['factDays']>>): readonly Required<FactDays>[] {
  const stretches: { fromDay: string; toDay: string; rows: number }[] = []
  for (const [day, threads] of days) {
    const last = stretches.at(-1)
    if (last === undefined || last.rows + threads > ROWS) stretches.push({ fromDay: day, toDay: day, rows: threads })
    else Object.assign(last, { toDay: day, rows: last.rows + threads })
  }
  return stretches.map(({ fromDay, toDay }) => ({ fromDay, toDay }))
}

function daysOf({ from, to }: Period): FactDays {
  const [fromDay, toDay] = [isoOf(from), isoOf(to - 1)].map((at) => at?.slice(0, 10))
  return { ...(fromDay === undefined ? {} : { fromDay }), ...(toDay === undefined ? {} : { toDay }) }
}
