// A history of any size, divided by customers into files that are each small enough to be simulated in memory: customers have
// nothing to do with each other. What is late is known only of the whole, so it is written beside the entry; edits name a
// message and no customer, so they stand in a file of their own, from which each part picks its messages'.
import { createReadStream } from 'node:fs'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { textHash } from '../../core/rules/text-hash.js'
import type { HistoryEntry } from '../../history/entry.js'

/** Of JSON text; what a simulation makes of it takes some twenty times as much. */
const MOST_BYTES = 4 * 1024 * 1024
/** Less isn't worth a desk of its own. */
const LEAST_BYTES = 128 * 1024
/** Parts of a history that is smaller than `MOST_BYTES` for each of them. */
const PARTS = 8
const BUCKETS = 256
/** Kept before it is written, for each bucket. */
const KEPT_BYTES = 32 * 1024

/** Numbered in the order in which they came. */
export type NumberedEntry = readonly [number: number, entry: HistoryEntry]

export interface HistoryParts {
  /** Files of one part, with lines of `NumberedEntry` as JSON. */
  readonly parts: readonly (readonly string[])[]
  /** Edits of all parts; `null`: there are none. */
  readonly edits: string | null
  readonly entries: number
  readonly editCount: number
  /** The last moment. */
  readonly until: string | null
  /** It names chats by number, so it is one part. */
  readonly isWhole: boolean
  readonly remove: () => Promise<void>
}

/** `isInOrder`: an entry that is dated before the one in front of it came late. Else the order is that of time. */
export async function historyParts(
  history: AsyncIterable<HistoryEntry>,
  { isInOrder }: { readonly isInOrder: boolean },
): Promise<HistoryParts> {
  const folder = await mkdtemp(join(tmpdir(), 'caseline-simulate-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const buckets = spools(folder, 'part', BUCKETS)
    const edits = spools(folder, 'edits', 1)
    const counts = { entries: 0, editCount: 0 }
    let until: string | null = null
    let isWhole = false
    for await (const { place: _, truth: __, ...entry } of history) {
      counts.entries += 1
      const isLate = isInOrder && until !== null && entry.at < until
      if (until === null || entry.at > until) until = entry.at
      const line = JSON.stringify([counts.entries, isLate ? { ...entry, arrivedAt: until } : entry])
      const customer = customerOf(entry)
      isWhole ||= customer === null && entry.type !== 'edit'
      if (entry.type === 'edit') counts.editCount += 1
      if (customer === null && entry.type === 'edit') await edits.add(0, line)
      else await buckets.add(textHash(customer ?? '') % BUCKETS, line)
    }
    const files = await buckets.done()
    const [edited] = await edits.done()
    const parts = isWhole ? [files.map(({ path }) => path)] : gathered(await small(files, folder))
    return { parts, edits: edited?.path ?? null, ...counts, until, isWhole, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

/** `null`: it names a message, or a chat by its number. */
function customerOf(entry: HistoryEntry): string | null {
  if ('customer' in entry) return entry.customer.id
  return 'target' in entry && entry.target.chat === undefined ? entry.target.customer.id : null
}

interface Spooled {
  readonly path: string
  readonly bytes: number
}

function spools(folder: string, name: string, count: number) {
  const kept = Array.from({ length: count }, () => ({ lines: [] as string[], size: 0, bytes: 0 }))
  const pathOf = (index: number) => join(folder, `${name}-${index}`)
  const flush = async (index: number): Promise<void> => {
    const bucket = kept[index]
    if (bucket === undefined || bucket.lines.length === 0) return
    const text = `${bucket.lines.splice(0).join('\n')}\n`
    bucket.bytes += Buffer.byteLength(text)
    bucket.size = 0
    await appendFile(pathOf(index), text)
  }
  return {
    add: async (index: number, line: string): Promise<void> => {
      const bucket = kept[index]
      if (bucket === undefined) return
      bucket.lines.push(line)
      bucket.size += line.length
      if (bucket.size > KEPT_BYTES) await flush(index)
    },
    /** Those that hold anything. */
    done: async (): Promise<readonly Spooled[]> => {
      for (const index of kept.keys()) await flush(index)
      return kept.flatMap(({ bytes }, index) => (bytes === 0 ? [] : [{ path: pathOf(index), bytes }]))
    },
  }
}

/** A bucket that is too large is divided once more; a single customer stays whole. */
async function small(files: readonly Spooled[], folder: string): Promise<readonly Spooled[]> {
  const found: Spooled[] = []
  for (const [index, file] of files.entries()) {
    const count = Math.ceil(file.bytes / MOST_BYTES)
    if (count === 1) {
      found.push(file)
      continue
    }
    const smaller = spools(folder, `part-${index}-of`, 2 * count)
    for await (const line of linesOf(file.path)) {
      const [, entry]: NumberedEntry = JSON.parse(line)
      await smaller.add(textHash(customerOf(entry) ?? '', index + 1) % (2 * count), line)
    }
    await rm(file.path)
    found.push(...(await smaller.done()))
  }
  return found
}

function gathered(files: readonly Spooled[]): readonly (readonly string[])[] {
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const most = Math.min(MOST_BYTES, Math.max(LEAST_BYTES, all / PARTS))
  const parts: { readonly paths: string[]; bytes: number }[] = []
  for (const { path, bytes } of files) {
    const last = parts.at(-1)
    if (last !== undefined && last.bytes + bytes <= most) {
      last.paths.push(path)
      last.bytes += bytes
    } else parts.push({ paths: [path], bytes })
  }
  return parts.map(({ paths }) => paths)
}

export function linesOf(path: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
}
