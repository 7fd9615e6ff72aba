// Options that several commands share, with their checks: a wrong value is wrong usage (exit code 2).
import { type Command, InvalidArgumentError, Option } from 'commander'
import { parseSpan } from '../core/rules/duration.js'
import { CSV_FIELDS, type CsvField, type CsvMap } from '../history/csv-row.js'
import { isZone } from '../history/moment.js'
import { POLICIES, type Policy } from '../history/policy.js'
import type { HistoryFormat, ReadOptions } from '../history/read.js'

export interface HistoryFlags {
  readonly format?: HistoryFormat
  readonly zone?: string
  readonly channel?: string
  readonly channelKind?: string
  readonly agent?: readonly string[]
  readonly map?: CsvMap
  readonly delimiter?: string
  readonly dates?: string
  readonly sort?: boolean
  readonly strict?: boolean
  readonly silence?: string
  readonly rules?: readonly string[]
  readonly limit?: number
}

export function historyOptions(command: Command): Command {
  return command
    .option('-r, --rules <path...>', 'rule files or folders (without: no rules)')
    .addOption(
      new Option('--format <name>', 'what the history is (without: seen by itself)').choices([
        'jsonl',
        'telegram',
        'csv',
      ]),
    )
    .option('--zone <zone>', 'time zone of dates that name none, such as Europe/Moscow', zone)
    .option('--channel <id>', 'channel of messages that name none')
    .option('--channel-kind <kind>', 'kind of the channels (without: from their ids)')
    .option(
      '--agent <name>',
      'Telegram: from_id or name of someone who answers; CSV: author who is an agent; repeat',
      gather,
    )
    .option('--map <columns>', 'CSV: at=Date,customer=Client,text=Body,author=Side,agent=Operator', csvMap)
    .option('--delimiter <sign>', 'CSV: what separates columns (without: comma, semicolon or tab)')
    .option('--dates <format>', 'CSV: how dates are written, in luxon tokens such as "dd.MM.yyyy HH:mm"')
    .option('--sort', 'put the history in order of time first, in memory')
    .option('--strict', 'stop at the first bad line')
    .option('--limit <count>', 'at most so many entries', count)
    .option('--silence <duration>', 'silence that finishes a chat, ISO 8601 (default: PT10M)', duration)
}

export function readOptions(flags: HistoryFlags, truth?: string): ReadOptions {
  const map = truth === undefined || flags.map?.truth !== undefined ? flags.map : flags.map && { ...flags.map, truth }
  return {
    format: flags.format,
    zone: flags.zone,
    channel: flags.channel,
    truth,
    ...(flags.agent === undefined ? {} : { agents: flags.agent }),
    map: map ?? (truth === undefined ? undefined : { truth }),
    delimiter: flags.delimiter,
    dateFormat: flags.dates,
    sort: flags.sort,
  }
}

export function policyOption(): Option {
  return new Option(
    '--policy <name>',
    Object.entries(POLICIES)
      .map((pair) => pair.join(': '))
      .join('; '),
  )
    .choices(Object.keys(POLICIES))
    .default('silence' satisfies Policy)
}

export function duration(text: string): string {
  const span = parseSpan(text)
  if (span === undefined || span.months !== 0 || span.ms <= 0) {
    throw new InvalidArgumentError('Give an ISO 8601 duration without months, such as PT10M.')
  }
  return text
}

/** How old something may be: months and years too. */
export function age(text: string): string {
  const span = parseSpan(text)
  if (span === undefined || span.months + span.ms <= 0) {
    throw new InvalidArgumentError('Give an ISO 8601 duration such as P90D or P1Y.')
  }
  return text
}

export function durationMs(text: string): number {
  return parseSpan(duration(text))?.ms ?? 0
}

export function count(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw new InvalidArgumentError('Give a whole number from 1.')
  return value
}

export function port(text: string): number {
  const value = Number(text)
  if (!/^\d{1,5}$/u.test(text) || value > 65_535) throw new InvalidArgumentError('Give a port from 0 to 65535.')
  return value
}

function zone(text: string): string {
  if (!isZone(text)) throw new InvalidArgumentError('Give an IANA time zone such as Europe/Moscow.')
  return text
}

export function gather(one: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), one]
}

export function csvMap(text: string): CsvMap {
  const map: { [field in CsvField]?: string } = {}
  for (const part of text.split(',')) {
    const [name, ...column] = part.split('=')
    const field = CSV_FIELDS.find((one) => one === name?.trim())
    if (field === undefined || column.length === 0 || column.join('=') === '') {
      throw new InvalidArgumentError(`"${part}" is not field=Column; fields are ${CSV_FIELDS.join(', ')}.`)
    }
    map[field] = column.join('=')
  }
  return map
}
