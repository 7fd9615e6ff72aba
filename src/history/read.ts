import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import { readBytes } from './bytes.js'
import { readCsv } from './csv.js'
import type { CsvMap } from './csv-row.js'
import type { HistoryEntry } from './entry.js'
import { readJsonLines } from './json-lines.js'
import { mergeByTime, reportDisorder, sorted } from './ordered.js'
import type { ReadingEvents } from './problem.js'
import { isFullExport, readTelegram } from './telegram.js'

export type HistoryFormat = 'jsonl' | 'telegram' | 'csv'

export interface ReadOptions {
  /** Left out: by the name, then by how the file begins. */
  readonly format?: HistoryFormat | undefined
  /** IANA zone of dates without one. */
  readonly zone?: string | undefined
  /** Channel of entries that name none. */
  readonly channel?: string | undefined
  /** Field that holds the true case (JSON Lines; in CSV map the column to `truth`). */
  readonly truth?: string | undefined
  /** Telegram: who answers. CSV: values of the author column that mean an agent. */
  readonly agents?: readonly string[]
  readonly map?: CsvMap | undefined
  readonly delimiter?: string | undefined
  readonly dateFormat?: string | undefined
  /** Puts the whole history in order of time first, in memory. A full Telegram export always is. */
  readonly sort?: boolean | undefined
  readonly stdin?: Readable
}

const HEAD_BYTES = 4096

/** Several histories as one, in order of time. Throws HistoryError when a file can't be read at all. */
export function readHistory(
  paths: readonly string[],
  events: ReadingEvents,
  options: ReadOptions = {},
): AsyncGenerator<HistoryEntry> {
  const only = paths[0]
  if (paths.length === 1 && only !== undefined) return readOne(only, events, options)
  const bytes = new Map<string, number>()
  const sum = (path: string): ReadingEvents => ({
    ...events,
    onBytes(count) {
      bytes.set(path, count)
      events.onBytes([...bytes.values()].reduce((total, one) => total + one, 0))
    },
  })
  return mergeByTime(paths.map((path) => readOne(path, sum(path), options)))
}

async function* readOne(path: string, events: ReadingEvents, options: ReadOptions): AsyncGenerator<HistoryEntry> {
  const source = path === '-' ? 'stdin' : basename(path)
  const stream = readBytes(path, source, events, options.stdin)
  const { head, whole } = await peek(stream)
  const format = options.format ?? formatOf(path, head)
  let inOrder = options.sort !== true
  let entries: AsyncGenerator<HistoryEntry>
  switch (format) {
    case 'jsonl':
      entries = readJsonLines(whole, source, events, options)
      break
    case 'csv':
      entries = readCsv(whole, source, events, { ...options, map: options.map ?? {} })
      break
    case 'telegram':
      if (isFullExport(head)) inOrder = false
      entries = readTelegram(decode(whole), source, events, options)
      break
    default:
      format satisfies never
      return
  }
  yield* inOrder ? reportDisorder(entries, source, events) : sorted(entries)
}

/** Looks at the beginning and gives the whole stream back. */
async function peek(stream: AsyncGenerator<Uint8Array>) {
  const taken: Uint8Array[] = []
  let size = 0
  while (size < HEAD_BYTES) {
    const next = await stream.next()
    if (next.done === true) break
    taken.push(next.value)
    size += next.value.length
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield* taken.splice(0)
    yield* stream
  }
  const head = new TextDecoder().decode(Buffer.concat(taken).subarray(0, HEAD_BYTES))
  return { head, whole: whole() }
}

function formatOf(path: string, head: string): HistoryFormat {
  const name = path.toLowerCase().replace(/\.gz$/u, '')
  if (/\.(?:jsonl|ndjson)$/u.test(name)) return 'jsonl'
  if (/\.(?:csv|tsv)$/u.test(name)) return 'csv'
  const start = head.trimStart()
  if (!start.startsWith('{')) return 'csv'
  const line = start.split('\n', 1)[0] ?? ''
  return /"type"\s*:\s*"[a-z.]+"/u.test(line) && /\}\s*$/u.test(line)
    ? 'jsonl'
    : name.endsWith('.json')
      ? 'telegram'
      : guess(start)
}

function guess(start: string): HistoryFormat {
  return /^\{\s*"(?:about|name|personal_information|chats)"/u.test(start) ? 'telegram' : 'jsonl'
}

async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
