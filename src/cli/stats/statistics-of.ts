// Where the figures come from: a running desk, a desk's database, or recorded conversations that are played in memory.
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { RuleSet } from '../../core/rules/rule-set.js'
import type { Statistics, StatisticsRequest } from '../../core/statistics/count-statistics.js'
import type { DeskRules } from '../../desk/options.js'
import { loadRules } from '../../desk/rule-files.js'
import type { CsvMap } from '../../history/csv-row.js'
import { strictly } from '../../history/problem.js'
import { readHistory } from '../../history/read.js'
import type { ServedStore } from '../../ports/service-store.js'
import { playHistory } from '../../replay/play-history.js'
import { ApiError, type ApiFlags, streamApi } from '../api-client.js'
import { UsageError } from '../exit.js'
import { progressBar, progressCount, sizeOf } from '../progress.js'
import { type StoreFlags, withDesk } from '../store-options.js'
import type { Terminal } from '../terminal.js'

export interface SourceFlags extends StoreFlags, ApiFlags {
  readonly history?: readonly string[]
  readonly rules?: readonly string[]
  readonly zone?: string
  readonly agent?: readonly string[]
  readonly map?: CsvMap
}

export async function statisticsOf(
  request: StatisticsRequest,
  flags: SourceFlags,
  terminal: Terminal,
): Promise<Statistics> {
  const { url, history, rules } = flags
  if (history !== undefined) {
    if (url !== undefined) throw new UsageError('--history or --url, not both.')
    return ofHistory(history, request, flags, terminal)
  }
  if (flags.agent !== undefined || flags.map !== undefined)
    throw new UsageError('--agent and --map are for --history only.')
  if (url !== undefined) {
    if (rules !== undefined) throw new UsageError('A running desk has its own rules: --rules is for others.')
    return ofRunningDesk(request, { ...flags, url })
  }
  const progress = progressCount(terminal, 'threads')
  try {
    return await withDesk(
      flags,
      terminal,
      async (desk, store) => {
        if (rules !== undefined) desk.setRules(await loadRules(...rules))
        else if (request.schedule !== undefined) desk.setRules(await publishedSchedules(store, flags.workspace))
        return desk.stats(request, { onProgress: progress.at })
      },
      { canAsk: true },
    )
  } finally {
    progress.stop()
  }
}

async function ofRunningDesk(
  request: StatisticsRequest,
  flags: SourceFlags & { readonly url: string },
): Promise<Statistics> {
  const query = new URLSearchParams(
    Object.entries(request).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const body = await streamApi(flags, `/v1/stats?${query}`)
  return statisticsIn(JSON.parse(await text(Readable.from(body))))
}

/** Played on a desk in memory, as `replay` does; a bad line ends it. */
async function ofHistory(
  paths: readonly string[],
  request: StatisticsRequest,
  flags: SourceFlags,
  terminal: Terminal,
): Promise<Statistics> {
  const rules = flags.rules === undefined ? undefined : await loadRules(...flags.rules)
  const bar = progressBar(terminal, 'playing', sizeOf(paths))
  let bytes = 0
  const events = {
    onProblem: strictly,
    onSkip: () => {},
    onBytes: (count: number) => {
      bytes = count
    },
  }
  const how = { zone: flags.zone, map: flags.map, ...(flags.agent === undefined ? {} : { agents: flags.agent }) }
  try {
    const played = await playHistory(readHistory(paths, events, how), {
      ...(rules === undefined ? {} : { rules }),
      onEntry: ({ at }) => bar.at(bytes, at.slice(0, 10)),
    })
    return await played.stats(request)
  } finally {
    bar.stop()
  }
}

/** Schedules alone: whatever else the published rules name may be known to their own desk only. */
async function publishedSchedules(
  { service }: Pick<ServedStore, 'service'>,
  workspace = 'default',
): Promise<DeskRules | undefined> {
  const { number } = await service.currentRules(workspace)
  const version = number === 0 ? null : await service.ruleVersion(workspace, number)
  return version?.sets.map(
    ({ schedules }): RuleSet => ({ rules: [], ...(schedules === undefined ? {} : { schedules }) }),
  )
}

function statisticsIn(body: unknown): Statistics {
  if (isStatistics(body)) return body
  throw new ApiError('unavailable', 'The answer is none of a Caseline desk')
}

function isStatistics(body: unknown): body is Statistics {
  return typeof body === 'object' && body !== null && 'total' in body && 'coverage' in body
}
