// Due timers become commands, by the same front door as everything else.
import type { Timer } from '../core/thread/timers.js'
import type { Clock } from '../ports/clock.js'
import type { Answer } from './answer.js'
import { type Dispatching, dispatch } from './dispatch.js'
import { later } from './later.js'

/** What a timer's command did. */
export type Rung = Answer & { readonly timer: Timer }

/** Timers of one round; those of different threads are decided side by side. */
const TIMERS_AT_ONCE = 200
/** What a node that died had claimed is taken over by another after this time. */
export const LEASE_MS = 30_000
/** A timer whose decision failed is tried again after this time. */
const PAUSE_AFTER_FAILURE_MS = 5_000

/** Rings one batch of what is due, in due order; `null`: nothing was. Timers that only looked are left out of the answer. */
export async function ringSome(
  desk: Dispatching,
  clock: Clock,
  onError: (error: unknown) => void,
): Promise<readonly Rung[] | null> {
  const now = clock.now()
  const claim = { now, until: later(now, LEASE_MS), limit: TIMERS_AT_ONCE }
  const due = await desk.store.claimTimers(desk.workspace, claim)
  if (due.length === 0) return null
  const rung = await Promise.allSettled(due.map((timer) => ring(desk, timer, now)))
  return rung.flatMap((one) => {
    if (one.status === 'fulfilled') return hasOnlyLooked(one.value) ? [] : [one.value]
    onError(one.reason)
    return []
  })
}

/** Nothing was due yet, nothing judged. */
function hasOnlyLooked(answer: Answer): boolean {
  return (
    answer.outcome === 'looked' &&
    answer.events.length + answer.effects.length === 0 &&
    (answer.trace?.passes.length ?? 0) === 0
  )
}

async function ring(desk: Dispatching, timer: Timer, now: string): Promise<Rung> {
  const { id, kind, chat, key } = timer
  try {
    const ref = await desk.store.threadOfChat(desk.workspace, chat)
    if (ref === null) throw new Error(`Timer ${id} belongs to chat ${chat}, which is not stored`)
    const command = { type: 'timer' as const, id: `timer:${id}:${timer.due}`, at: now, kind, chat, key }
    return { ...(await dispatch(desk, ref, command)), timer }
  } catch (error) {
    // Should this fail too, the lease brings the timer back.
    await desk.store.releaseTimers(desk.workspace, [id], later(now, PAUSE_AFTER_FAILURE_MS)).catch(() => undefined)
    throw error
  }
}
