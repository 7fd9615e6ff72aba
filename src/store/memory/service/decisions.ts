import { sumCounts } from '../../../core/trace.js'
import type { ServiceStore, VersionDecisions } from '../../../ports/service-store.js'
import type { Workspace } from '../workspace.js'

export function decisionsIn(
  { threads }: Workspace,
  { from, to }: Parameters<ServiceStore['decisions']>[1],
): readonly VersionDecisions[] {
  const found = new Map<string | null, VersionDecisions>()
  for (const { journal } of threads.values()) {
    const seen = new Set<string | null>()
    for (const { command, ruleSetVersion: version, trace, events } of journal) {
      if (command.at < from || (to !== null && command.at >= to)) continue
      const before = found.get(version)
      found.set(version, {
        version,
        decisions: (before?.decisions ?? 0) + 1,
        threads: (before?.threads ?? 0) + (seen.has(version) ? 0 : 1),
        traced: (before?.traced ?? 0) + (trace === null ? 0 : 1),
        verdicts: sumCounts([before?.verdicts ?? {}, trace?.counts ?? {}]),
        automated: (before?.automated ?? 0) + events.filter(({ type }) => type === 'message.automated').length,
      })
      seen.add(version)
    }
  }
  return [...found.values()]
}
