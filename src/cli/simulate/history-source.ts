// Where the history comes from: files, a running desk, or a desk's database.
import type { HistoryEntry } from '../../history/entry.js'
import { readJsonLines } from '../../history/json-lines.js'
import { type HistoryProblem, strictly } from '../../history/problem.js'
import { readHistory } from '../../history/read.js'
import { recordedThreads } from '../../replay/journal-history.js'
import { type ApiFlags, callApi, streamApi } from '../api-client.js'
import { UsageError } from '../exit.js'
import { type HistoryFlags, readOptions } from '../options.js'
import { progressBar, progressCount, sizeOf } from '../progress.js'
import { spool } from '../spool.js'
import { type StoreFlags, withDesk } from '../store-options.js'
import type { Terminal } from '../terminal.js'

export interface SourceFlags extends HistoryFlags, StoreFlags, ApiFlags {
  readonly history?: readonly string[]
}

export interface Source {
  readonly entries: AsyncIterable<HistoryEntry>
  /** Whether one that is dated before the one in front of it came late. */
  readonly isInOrder: boolean
  readonly channels: readonly (readonly [id: string, kind: string])[]
}

export interface Trouble {
  readonly problems: HistoryProblem[]
  /** Of a desk's journal: commands that can't be played again. */
  left: number
}

export async function withHistory<T>(
  flags: SourceFlags,
  terminal: Terminal,
  trouble: Trouble,
  use: (source: Source) => Promise<T>,
): Promise<T> {
  const { history, limit } = flags
  const address = history?.find((path) => /^https?:/u.test(path)) ?? (history === undefined ? flags.url : undefined)
  if (address !== undefined) {
    if (history !== undefined && history.length > 1)
      throw new UsageError('A desk’s history can only be read by itself.')
    return use(await ofRunningDesk({ ...flags, url: address }, terminal, trouble))
  }
  if (history === undefined)
    return withDesk(
      flags,
      terminal,
      async (_desk, store) => {
        const { workspace = 'default' } = flags
        const accounts = await store.channels.accounts(workspace)
        async function* recorded(): AsyncGenerator<HistoryEntry> {
          for await (const { entries, left } of recordedThreads(store, workspace)) {
            trouble.left += left
            yield* entries
          }
        }
        const entries = counted(limited(recorded(), limit), terminal)
        return use({ entries, isInOrder: false, channels: accounts.map(({ id, kind }) => [id, kind]) })
      },
      { canAsk: true },
    )
  if (history.includes('-') && history.length > 1) throw new UsageError('Standard input can only be read by itself.')
  const stdin = history.includes('-') ? await spool() : null
  try {
    return await use(ofFiles(stdin?.paths ?? history, flags, terminal, trouble))
  } finally {
    await stdin?.remove()
  }
}

function ofFiles(paths: readonly string[], flags: SourceFlags, terminal: Terminal, trouble: Trouble): Source {
  const isInOrder = flags.sort !== true
  async function* entries(): AsyncGenerator<HistoryEntry> {
    const bar = progressBar(terminal, 'reading', sizeOf(paths))
    let bytes = 0
    const events = {
      ...eventsOf(flags, trouble),
      onBytes: (read: number): void => {
        bytes = read
      },
    }
    try {
      // Parts are put in order by themselves.
      for await (const entry of limited(
        readHistory(paths, events, { ...readOptions(flags), sort: false }),
        flags.limit,
      )) {
        bar.at(bytes, entry.at.slice(0, 10))
        yield entry
      }
    } finally {
      bar.stop()
    }
  }
  return { entries: entries(), isInOrder, channels: [] }
}

async function ofRunningDesk(
  flags: SourceFlags & { readonly url: string },
  terminal: Terminal,
  trouble: Trouble,
): Promise<Source> {
  const channels = kindsIn(await callApi(flags, 'GET', '/v1/channels'))
  const bytes = await streamApi(flags, '/v1/history.jsonl')
  const events = { ...eventsOf(flags, trouble), onBytes: () => undefined }
  const entries = counted(limited(readJsonLines(bytes, flags.url, events), flags.limit), terminal)
  return { entries, isInOrder: false, channels }
}

function eventsOf(flags: SourceFlags, { problems }: Trouble) {
  const isStrict = flags.strict === true
  return {
    onProblem: (problem: HistoryProblem): void => {
      // In order or not, that is no fault where it is to be put in order.
      if (flags.sort === true && problem.code === 'out-of-order') return
      if (isStrict) strictly(problem)
      problems.push(problem)
    },
    onSkip: () => undefined,
  }
}

async function* limited(entries: AsyncIterable<HistoryEntry>, limit = Number.POSITIVE_INFINITY) {
  let count = 0
  for await (const entry of entries) {
    if (count === limit) return
    count += 1
    yield entry
  }
}

async function* counted(entries: AsyncIterable<HistoryEntry>, terminal: Terminal): AsyncGenerator<HistoryEntry> {
  const progress = progressCount(terminal, 'reading')
  let count = 0
  try {
    for await (const entry of entries) {
      count += 1
      if (count % 1_000 === 0) progress.at(count)
      yield entry
    }
  } finally {
    progress.stop()
  }
}

function kindsIn(body: unknown): readonly (readonly [id: string, kind: string])[] {
  if (typeof body !== 'object' || body === null || !('items' in body) || !Array.isArray(body.items)) return []
  return body.items.flatMap((item: unknown): readonly (readonly [string, string])[] => {
    if (typeof item !== 'object' || item === null || !('id' in item) || !('kind' in item)) return []
    return [[String(item.id), String(item.kind)]]
  })
}
