import type { FigureStore, LiveChats, StaleThread } from '../../ports/figure-store.js'
import { type Ask, present } from './ask.js'
import { historyOf, type StoredHistory } from './service-histories.js'
import { COVERAGE, FACT_DAYS, FACTS, KEEP, LIVE, STALE } from './statements/figures.js'

interface StoredStale {
  readonly count: number
  readonly last: string | null
  readonly threads: readonly (StoredHistory & { readonly token: string })[] | null
}

/** What statistics are made of, beside the threads. */
export function figureStore(ask: Ask): FigureStore {
  return {
    stale: async (workspace, page) => {
      const { count, last, threads } = present(await ask.value<StoredStale>(workspace, STALE, page))
      const read = (threads ?? []).map(({ token, ...one }): StaleThread => ({ token, ...historyOf(one) }))
      return { threads: read, next: count < page.limit ? null : last }
    },
    keep: async (workspace, threads) => {
      const rows = threads.map(({ days, ...thread }) => ({
        ...thread,
        days: days.map(({ endless, ...day }) => ({ ...day, ...(endless.length === 0 ? {} : { endless }) })),
      }))
      return Number(await ask.text(workspace, KEEP, rows))
    },
    factDays: (workspace, days) => ask.list(workspace, FACT_DAYS, { fromDay: '-infinity', toDay: 'infinity', ...days }),
    facts: (workspace, request) => ask.list(workspace, FACTS, request),
    live: async (workspace, request) =>
      (
        await ask.list<{ [name in keyof Required<LiveChats>]: Required<LiveChats>[name] | null }>(
          workspace,
          LIVE,
          request,
        )
      ).map(({ channel, customer, agent, count }) => ({
        ...(channel === null ? {} : { channel }),
        ...(customer === null ? {} : { customer }),
        agent,
        count: count ?? 0,
      })),
    coverage: async (workspace, request) => present(await ask.value(workspace, COVERAGE, request)),
  }
}
