import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { type Command, Option } from 'commander'
import { GROUPINGS, type Grouping } from '../core/statistics/statistics.js'
import type { Statistics, StatisticsRequest } from '../desk/statistics.js'
import { ApiError, type ApiFlags, apiOptions, streamApi } from './api-client.js'
import { EXIT } from './exit.js'
import { progressCount } from './progress.js'
import { reportStatistics } from './stats/report-statistics.js'
import { deskOptions, type StoreFlags, withDesk } from './store-options.js'
import type { Terminal } from './terminal.js'

interface StatsFlags extends StoreFlags, ApiFlags {
  readonly from?: string
  readonly to?: string
  readonly zone?: string
  readonly groupBy?: Grouping
  readonly channel?: string
  readonly json?: boolean
}

export function addStats(program: Command, terminal: Terminal): void {
  periodOptions(apiOptions(deskOptions(program.command('stats').description('figures of a period'))))
    .addOption(new Option('--group-by <what>', 'figures of each').choices(GROUPINGS))
    .option('--channel <id>', 'only this channel')
    .option('--json', 'for programs')
    .action(async (flags: StatsFlags) => {
      const found = await statistics(flags, terminal)
      if (flags.json) terminal.out(`${JSON.stringify(found, null, 2)}\n`)
      else terminal.out(reportStatistics(found, terminal.colours))
      process.exitCode = EXIT.fine
    })
}

export function periodOptions(command: Command): Command {
  return command
    .option('--from <when>', 'a day such as 2026-03-01 of the zone, or an ISO 8601 moment with its zone')
    .option('--to <when>', 'not included')
    .option('--zone <zone>', 'time zone of days, such as Europe/Moscow (without: UTC)')
}

async function statistics(flags: StatsFlags, terminal: Terminal): Promise<Statistics> {
  const { url, from, to, zone, groupBy, channel } = flags
  const asked = Object.entries({ from, to, zone, groupBy, channel }).filter(([, value]) => value !== undefined)
  if (url !== undefined) {
    const query = new URLSearchParams(asked.map(([name, value]): [string, string] => [name, String(value)]))
    const body = await streamApi({ ...flags, url }, `/v1/stats?${query}`)
    return statisticsIn(JSON.parse(await text(Readable.from(body))))
  }
  const request: StatisticsRequest = Object.fromEntries(asked)
  const progress = progressCount(terminal, 'threads')
  try {
    return await withDesk(flags, terminal, (desk) => desk.stats(request, { onProgress: progress.at }), {
      canAsk: true,
    })
  } finally {
    progress.stop()
  }
}

function statisticsIn(body: unknown): Statistics {
  if (isStatistics(body)) return body
  throw new ApiError('unavailable', 'The answer is none of a Caseline desk')
}

function isStatistics(body: unknown): body is Statistics {
  return typeof body === 'object' && body !== null && 'total' in body && 'coverage' in body
}
