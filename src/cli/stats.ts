import { type Command, Option } from 'commander'
import { GROUPINGS, type Grouping } from '../core/statistics/grouping.js'
import { apiOptions } from './api-client.js'
import { EXIT } from './exit.js'
import { csvMap, gather } from './options.js'
import { reportStatistics } from './stats/report-statistics.js'
import { type SourceFlags, statisticsOf } from './stats/statistics-of.js'
import { deskOptions } from './store-options.js'
import type { Terminal } from './terminal.js'

interface StatsFlags extends SourceFlags {
  readonly from?: string
  readonly to?: string
  readonly groupBy?: Grouping
  readonly channel?: string
  readonly schedule?: string
  readonly compare?: boolean
  readonly json?: boolean
}

export function addStats(program: Command, terminal: Terminal): void {
  periodOptions(apiOptions(deskOptions(program.command('stats').description('figures of a period'))))
    .addOption(new Option('--group-by <what>', 'figures of each').choices(GROUPINGS))
    .option('--channel <id>', 'only this channel')
    .option('--schedule <name>', 'durations also in the open hours of this schedule of the rules')
    .option('--compare', 'beside it: the same messages as one endless chat')
    .option('--history <path...>', 'figures of recorded conversations (as replay reads them) in place of a desk')
    .option('-r, --rules <path...>', 'rules that have the schedule, or that the history is played with')
    .option('--agent <name>', 'history of Telegram or CSV: someone who answers; repeat', gather)
    .option('--map <columns>', 'history of CSV: at=Date,customer=Client,text=Body,author=Side', csvMap)
    .option('--json', 'for programs')
    .action(async (flags: StatsFlags) => {
      const { from, to, zone, groupBy, channel, schedule, compare } = flags
      const asked = { from, to, zone, groupBy, channel, schedule, compare }
      const request = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
      const found = await statisticsOf(request, flags, terminal)
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
