// Reads a desk's journal, which is told forwards only, backwards: in windows of time, each four times as long as the one
// after it, until there is enough.
import { isJournalPage, type JournalItem, type JournalPage, type JournalThread } from '../session/desk-journal.js'
import type { DeskClient } from './desk-client.js'
import { DeskFault } from './desk-fault.js'

const PAGE = 200
/** Entries that one step back brings at least, where there are so many. */
const ENOUGH = 300
const FIRST_WINDOW_MS = 60_000
const GROWTH = 4
/** A window with more than that is taken in smaller ones: something was imported there. */
const MOST_OF_A_WINDOW = 4_000
const SHORTEST_WINDOW_MS = 1_000

export interface Read {
  readonly items: readonly JournalItem[]
  readonly threads: readonly JournalThread[]
  /** The journal goes on behind this place. */
  readonly next: string
  readonly isGap: boolean
}

export interface ReadBack extends Read {
  /** What is read begins here, in milliseconds. */
  readonly start: number
  readonly hasEarlier: boolean
}

/** All that came behind a place. */
export async function readBehind(client: DeskClient, after: string): Promise<Read> {
  return readPages(client, `after=${encodeURIComponent(after)}`, null, Number.POSITIVE_INFINITY)
}

/**
 * What was before the entry at `first`, which stands at `start`; `first` `null`: the newest, up to now. `beginning`: when
 * the journal's first entry was, `null` when it is empty.
 */
export async function readBack(
  client: DeskClient,
  first: string | null,
  start: number,
  beginning: number | null,
): Promise<ReadBack> {
  let items: readonly JournalItem[] = []
  const threads: JournalThread[] = []
  let [end, next, isGap, window] = [start, '', false, FIRST_WINDOW_MS]
  let border = first
  const floor = beginning ?? start
  while (true) {
    const from = Math.max(end - window, floor)
    const read = await readPages(client, `from=${new Date(from).toISOString()}`, border, MOST_OF_A_WINDOW)
    if (read.isCut && window > SHORTEST_WINDOW_MS) {
      window = Math.max(window / (GROWTH * 2), SHORTEST_WINDOW_MS)
      continue
    }
    items = [...read.items, ...items]
    threads.unshift(...read.threads)
    if (next === '') next = read.next
    isGap ||= read.isGap
    border = items[0]?.place ?? border
    end = from
    const hasEarlier = beginning !== null && from > floor
    if (!hasEarlier || items.length >= ENOUGH) return { items, threads, next, isGap, start: from, hasEarlier }
    window *= GROWTH
  }
}

/** When the journal's first entry was, in milliseconds; `null`: it is empty. */
export async function journalBeginning(client: DeskClient): Promise<number | null> {
  let query = 'limit=1'
  while (true) {
    const page = await pageOf(client, query)
    const at = page.items[0]?.command.at
    if (at !== undefined) return Date.parse(at)
    if (!page.isMore) return null
    query = `limit=${PAGE}&after=${encodeURIComponent(page.next)}`
  }
}

/** Up to the entry at `before`, or to the end. */
async function readPages(
  client: DeskClient,
  begin: string,
  before: string | null,
  most: number,
): Promise<Read & { readonly isCut: boolean }> {
  const items: JournalItem[] = []
  const threads: JournalThread[] = []
  let [query, isGap] = [begin, false]
  while (true) {
    const page = await pageOf(client, `limit=${PAGE}&${query}`)
    const border = page.items.findIndex(({ place }) => place === before)
    items.push(...(border === -1 ? page.items : page.items.slice(0, border)))
    threads.push(...page.threads)
    isGap ||= page.isGap
    const isDone = border !== -1 || !page.isMore
    if (isDone || items.length > most) return { items, threads, next: page.next, isGap, isCut: !isDone }
    query = `after=${encodeURIComponent(page.next)}`
  }
}

async function pageOf(client: DeskClient, query: string): Promise<JournalPage> {
  try {
    const page = await client.get<unknown>(`v1/journal?${query}`)
    if (isJournalPage(page)) return page
  } catch (error) {
    // Desks had no journal over HTTP before this one.
    if (!(error instanceof DeskFault) || error.code !== 'not-found') throw error
  }
  throw new DeskFault('foreign', `The desk at ${client.url} has no journal as this page reads it`)
}
