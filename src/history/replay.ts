// Recorded conversations through the engine in virtual time: before each entry the clock walks through every due moment,
// so the gaps that people left finish chats by silence, wake time rules and send what was delayed, just as they would have.
import { type HistoryEntry, isMessageEntry } from './entry.js'
import { perform } from './perform.js'
import { type Closings, closingsAfter, isPlayed, POLICY_AGENT, type Policy } from './policy.js'
import type { Answer, ReplayClock, ReplayDesk } from './replay-desk.js'
import { type ThreadOfReplay, type Threads, threadsOfReplay } from './threads.js'

/** One message of the history and what it became. */
export interface ReplayedMessage {
  /** The desk's id. */
  readonly id: string
  readonly thread: string
  /** The id in the history. */
  readonly historyId?: string
  readonly truth?: string
}

/** A command of the history that the desk refused. */
export interface ReplayRefusal {
  readonly entry: HistoryEntry
  readonly code: string
  readonly message: string
}

export interface Replayed {
  /** Entries played, and those that the policy leaves out. */
  readonly entries: number
  readonly left: number
  readonly late: number
  readonly duplicates: number
  readonly from: string | null
  readonly until: string | null
  readonly messages: readonly ReplayedMessage[]
  readonly threads: readonly ThreadOfReplay[]
  readonly refusals: readonly ReplayRefusal[]
}

export interface ReplayOptions {
  readonly policy?: Policy
  /** Policy `finish`: milliseconds of silence after which the agent closes. Default 3 hours. */
  readonly closeAfterMs?: number
  /** How long the clock goes on after the last entry, in milliseconds, so that what is live gets finished. Default 7 days. */
  readonly settleMs?: number
  /** When the whole history ends, where this is a part of it: settling begins then, if the last entry isn't later. */
  readonly until?: string
  /** After each entry. */
  readonly onEntry?: (entry: HistoryEntry, answers: readonly Answer[], refusal: ReplayRefusal | null) => void
  /** After each due moment at which something was done. */
  readonly onDue?: (at: string, answers: readonly Answer[]) => void
}

const HOUR = 3_600_000

export async function replay(
  entries: AsyncIterable<HistoryEntry>,
  desk: ReplayDesk,
  clock: ReplayClock,
  options: ReplayOptions = {},
): Promise<Replayed> {
  const { policy = 'silence', closeAfterMs = 3 * HOUR, settleMs = 7 * 24 * HOUR } = options
  const closings = policy === 'finish' ? closingsAfter(closeAfterMs) : null
  const threads = threadsOfReplay()
  const messages: ReplayedMessage[] = []
  const refusals: ReplayRefusal[] = []
  const deskIds = new Map<string, string>()
  const walk = walker(desk, clock, threads, closings, options)
  const counts = { entries: 0, left: 0, late: 0, duplicates: 0 }
  let from: string | null = null

  for await (const entry of entries) {
    if (!isPlayed(entry, policy)) {
      counts.left++
      continue
    }
    counts.entries++
    if (from === null) {
      from = entry.arrivedAt ?? entry.at
      clock.set(from)
    }
    const arrives = entry.arrivedAt ?? later(entry.at, clock.now())
    const isLate = entry.at < arrives
    if (isLate) counts.late++
    if (!isLate || arrives > clock.now()) {
      await walk(arrives)
      clock.set(arrives)
    }
    const answers: Answer[] = []
    let refusal: ReplayRefusal | null = null
    try {
      const answer = await perform(entry, desk, threads, deskIds, isLate)
      answers.push(answer)
      threads.learn(answer)
      if (answer.outcome === 'duplicate') counts.duplicates++
      else if (isMessageEntry(entry)) {
        messages.push(replayedMessage(entry, answer, threads, deskIds))
        closings?.add(threads.of(entry.channel, entry.customer).key, clock.now())
      }
      if (policy === 'split' && answer.outcome === 'reopened') {
        const split = await desk.split(answer.chat.number, { agent: POLICY_AGENT })
        threads.learn(split)
        answers.push(split)
      }
    } catch (error) {
      if (!isRefused(error)) throw error
      refusal = { entry, code: error.code, message: error.message }
      refusals.push(refusal)
    }
    options.onEntry?.(entry, answers, refusal)
  }
  const until = from === null ? null : clock.now()
  if (until !== null) {
    const end = options.until !== undefined && options.until > until ? options.until : until
    await walk(new Date(Date.parse(end) + settleMs).toISOString())
  }
  return { ...counts, from, until, messages, threads: [...threads.all()], refusals }
}

/** Walks the clock through everything that is due up to a moment, that moment included (spec L4). */
function walker(
  desk: ReplayDesk,
  clock: ReplayClock,
  threads: Threads,
  closings: Closings | null,
  options: ReplayOptions,
) {
  return async (until: string): Promise<void> => {
    for (;;) {
      const due = earlier(await desk.nextDue(), closings?.next() ?? null)
      if (due === null || due > until) return
      if (due > clock.now()) clock.set(due)
      const answers = [...(await desk.runDue())]
      for (const key of closings?.take(clock.now()) ?? []) {
        const answer = await close(desk, threads.byKey(key)?.current ?? null)
        if (answer !== null) answers.push(answer)
      }
      for (const answer of answers) threads.learn(answer)
      options.onDue?.(clock.now(), answers)
    }
  }
}

/** Only a live chat can be finished, and only a finished one given another status. */
async function close(desk: ReplayDesk, number: number | null): Promise<Answer | null> {
  if (number === null) return null
  const { state } = await desk.chat(number)
  const how = { agent: POLICY_AGENT, status: 'closed' } as const
  if (state === 'closed' || state === 'merged') return null
  return state === 'active' || state === 'awaiting-split' ? desk.finish(number, how) : desk.setStatus(number, how)
}

function replayedMessage(
  entry: Extract<HistoryEntry, { type: 'customer.message' | 'agent.message' | 'start' }>,
  answer: Answer,
  threads: Threads,
  deskIds: Map<string, string>,
): ReplayedMessage {
  const wanted = entry.type === 'customer.message' ? 'message.received' : 'message.sent'
  let id = entry.id ?? ''
  for (const event of answer.events) if (event.type === wanted && 'message' in event) id = event.message
  if (entry.id !== undefined && entry.id !== id) deskIds.set(entry.id, id)
  return {
    id,
    thread: threads.of(entry.channel, entry.customer).key,
    ...(entry.id === undefined ? {} : { historyId: entry.id }),
    ...(entry.truth === undefined ? {} : { truth: entry.truth }),
  }
}

function later(left: string, right: string): string {
  return left > right ? left : right
}

function earlier(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right
  return left < right ? left : right
}

/** The desk's typed refusal, known by its shape: this folder imports nothing but the core. */
export function isRefused(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && error.name === 'RefusedError' && 'code' in error && typeof error.code === 'string'
}
