// A store whose work is measured and traced: every decision of a desk ends in one of its calls, so nothing inside has to know.
import type { ServedStore } from '../ports/service-store.js'
import type { Metrics } from './metrics.js'
import type { Tracing } from './tracing.js'

export interface Observing {
  readonly metrics?: Metrics | undefined
  readonly tracing?: Tracing | undefined
}

export function observedStore(store: ServedStore, { metrics, tracing }: Observing): ServedStore {
  const inSpan: Tracing['inSpan'] = tracing?.inSpan ?? ((_name, _attributes, run) => run(() => {}))
  return {
    ...store,
    load: (workspace, request) =>
      inSpan('store.load', { 'caseline.workspace': workspace }, () => store.load(workspace, request)),
    commit: (workspace, commit) =>
      inSpan('store.commit', { 'caseline.workspace': workspace }, async (tell) => {
        const began = performance.now()
        const seconds = (): number => (performance.now() - began) / 1000
        try {
          const result = await store.commit(workspace, commit)
          tell({ 'caseline.result': result })
          metrics?.committed(result, seconds())
          if (result === 'committed') {
            for (const { type } of commit.journal?.events ?? []) metrics?.event(type)
            const counts = commit.journal?.trace?.counts
            if (counts !== undefined) metrics?.verdicts(counts)
          }
          return result
        } catch (error) {
          metrics?.committed('error', seconds())
          throw error
        }
      }),
    claimTimers: async (workspace, claim) => {
      const timers = await store.claimTimers(workspace, claim)
      for (const { due } of timers) metrics?.timer((Date.parse(claim.now) - Date.parse(due)) / 1000)
      return timers
    },
    settleOutbox: async (workspace, settlement) => {
      await store.settleOutbox(workspace, settlement)
      metrics?.delivery(settlement.next?.state ?? 'done')
    },
  }
}
