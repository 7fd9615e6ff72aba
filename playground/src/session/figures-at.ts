// The figures of a session up to a frame: the engine's own counting, over the threads and entries that the tape holds.
import { countStatistics, type Schedule, type Statistics, type StatisticsRequest } from 'caseline/core'
import type { Session } from './session.js'
import { type Tape, threadAt } from './tape.js'

/** `schedules`: those that the request may name. Throws what is wrong with the request. */
export function figuresAt(
  session: Session,
  tape: Tape,
  cursor: number,
  request: StatisticsRequest,
  schedules: readonly Schedule[],
): Statistics {
  const opened = countStatistics(request, new Map(schedules.map((one) => [one.name, one])))
  if (!opened.ok) throw new RangeError(opened.message)
  for (const { key, frames } of tape.tracks.values()) {
    const thread = threadAt(tape, key, cursor)?.thread
    if (thread === undefined) continue
    const journal = frames.flatMap((index) => {
      const frame = index > cursor ? undefined : tape.frames[index]
      if (frame?.trace == null) return []
      const { type, at } = frame.trace.command
      const act = session.acts[frame.act]
      const from = act?.type === 'split' ? (act.from ?? null) : null
      return [{ command: { type, at, from }, events: frame.events, trace: frame.trace }]
    })
    opened.count.add(thread, journal)
  }
  return opened.count.sum()
}
