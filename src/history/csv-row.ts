// A row of a table with columns of any name: `map` says which column is what. One row is one message; a row is the agent's
// when its `author` says so, or (without `author`) when its `agent` column isn't empty.
import { readMoment } from './moment.js'
import { parseEntry } from './parse-entry.js'
import { HistoryError } from './problem.js'

/** What a column can be mapped to. `type` takes our own names of entries and makes every command possible. */
export const CSV_FIELDS = [
  'at',
  'customer',
  'text',
  'channel',
  'author',
  'agent',
  'id',
  'customerName',
  'email',
  'phone',
  'language',
  'truth',
  'type',
  'status',
] as const

export type CsvField = (typeof CSV_FIELDS)[number]
export type CsvMap = { readonly [field in CsvField]?: string }

export interface CsvOptions {
  readonly map: CsvMap
  readonly delimiter?: string | undefined
  readonly zone?: string | undefined
  /** luxon tokens, such as `dd.MM.yyyy HH:mm`. */
  readonly dateFormat?: string | undefined
  readonly channel?: string | undefined
  /** Values of the `author` column, besides the usual ones, that mean an agent. */
  readonly agents?: readonly string[]
}

const AGENT_WORDS = ['agent', 'operator', 'support', 'staff', 'manager', 'admin', 'out', 'outgoing', 'outbound']
const RUSSIAN_AGENT_WORDS = ['агент', 'оператор', 'сотрудник', 'поддержка', 'менеджер', 'исходящее']
const DEFAULT_CHANNEL = 'csv'
/** Larger rows are left out. */
const MAX_ROW_BYTES = 4 * 1024 * 1024

/** How a table is read, as it comes and as a whole. */
export const CSV_READING = {
  bom: true,
  info: true,
  skip_empty_lines: true,
  skip_records_with_error: true,
  max_record_size: MAX_ROW_BYTES,
} as const
export const CSV_DELIMITERS = [',', ';', '\t']

export type CsvRow = { readonly [column: string]: string | undefined }

/** Columns that carry one of our own names need no mapping. Throws HistoryError `no-column`. */
export function resolveColumns(header: readonly string[], given: CsvMap, source: string): CsvMap {
  const own = CSV_FIELDS.filter((field) => header.includes(field)).map((field) => [field, field])
  const map: CsvMap = { ...Object.fromEntries(own), ...given }
  const names = header.map((name) => `"${name}"`).join(', ')
  for (const column of Object.values(map)) {
    if (header.includes(column)) continue
    const message = `there is no column "${column}"; the file has ${names}`
    throw new HistoryError({ code: 'no-column', message, source, line: 1, field: column })
  }
  for (const field of ['at', 'customer'] as const) {
    if (map[field] !== undefined) continue
    const message = `no column is mapped to "${field}" (map it: ${field}=column); the file has ${names}`
    throw new HistoryError({ code: 'no-column', message, source, line: 1, field })
  }
  return map
}

export function entryOfRow(
  row: CsvRow,
  place: { readonly source: string; readonly line: number },
  options: CsvOptions,
) {
  const cell = (field: CsvField) => {
    const column = options.map[field]
    const value = column === undefined ? undefined : row[column]
    return value === undefined || value === '' ? undefined : value
  }
  const at = cell('at')
  if (options.dateFormat !== undefined && at !== undefined) {
    const moment = readMoment(at, { zone: options.zone, format: options.dateFormat })
    if (!moment.ok) return { fault: { code: moment.code, message: moment.message, field: 'at' } }
    return parseEntry(objectOf(cell, moment.at, options), { truth: 'truth' }, place)
  }
  return parseEntry(objectOf(cell, at, options), { zone: options.zone, truth: 'truth' }, place)
}

function objectOf(cell: (field: CsvField) => string | undefined, at: string | undefined, options: CsvOptions) {
  const agent = cell('agent')
  const author = cell('author')
  const isAgent =
    author === undefined ? options.map.author === undefined && agent !== undefined : saysAgent(author, options)
  const status = cell('status')
  return {
    type: cell('type') ?? (isAgent ? 'agent.message' : 'customer.message'),
    at,
    channel: cell('channel') ?? options.channel ?? DEFAULT_CHANNEL,
    customer: {
      id: cell('customer'),
      name: cell('customerName'),
      email: cell('email'),
      phone: cell('phone'),
      language: cell('language'),
    },
    agent: agent ?? (isAgent ? author : undefined),
    id: cell('id'),
    text: cell('text') ?? '',
    truth: cell('truth'),
    status,
  }
}

function saysAgent(author: string, options: CsvOptions): boolean {
  if (options.agents?.includes(author) === true) return true
  const word = author.trim().toLowerCase()
  return AGENT_WORDS.includes(word) || RUSSIAN_AGENT_WORDS.includes(word)
}
