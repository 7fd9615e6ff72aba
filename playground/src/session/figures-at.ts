// The figures of a session up to a frame: the engine's own counting, over the threads and entries that the tape holds.
import { countStatistics, type Schedule, type Statistics, type StatisticsRequest } from 'caseline/core'
import type { Session } from './session.js'
import { type Tape, type Track, threadAt } from './tape.js'

export interface Counted {
  readonly session: Session
  readonly tape: Tape
  readonly cursor: number
  /** Those that the request may name. */
  readonly schedules: readonly Schedule[]
  /** After each thread: gives the page its turn, or gives up by throwing. 40,000 frames are half a second of work. */
  readonly pause: () => Promise<void> | void
}

/** Rejects with what is wrong with the request. */
export async function figuresAt(counted: Counted, request: StatisticsRequest): Promise<Statistics> {
  const { tape, cursor, schedules, pause } = counted
  const opened = countStatistics(request, new Map(schedules.map((one) => [one.name, one])))
  if (!opened.ok) throw new RangeError(opened.message)
  for (const track of tape.tracks.values()) {
    const thread = threadAt(tape, track.key, cursor)?.thread
    if (thread !== undefined) opened.count.add(thread, journalOf(counted, track))
    await pause()
  }
  return opened.count.sum()
}

type Journal = Parameters<Extract<ReturnType<typeof countStatistics>, { ok: true }>['count']['add']>[1]

function journalOf({ session, tape, cursor }: Counted, { frames }: Track): Journal {
  const journal: Journal[number][] = []
  for (const index of frames) {
    if (index > cursor) break
    const frame = tape.frames[index]
    if (frame?.trace == null) continue
    const { type, at } = frame.trace.command
    const act = session.acts[frame.act]
    const from = act?.type === 'split' ? (act.from ?? null) : null
    journal.push({ command: { type, at, from }, events: frame.events, trace: frame.trace })
  }
  return journal
}
