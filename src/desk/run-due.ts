import type { Effect } from '../core/effect/effect.js'
import type { DomainEvent } from '../core/thread/event.js'
import type { Timer } from '../core/thread/timers.js'
import type { ClaimedEntry } from '../ports/store.js'
import type { Answer } from './answer.js'
import { attempt, type DeliveryRun, deliveryOf, deliveryTimeout, settlementOf } from './deliver.js'
import { type Dispatching, dispatch } from './dispatch.js'
import type { DeskOptions } from './options.js'

/** What `runDue` did. Timers that only looked and will look again later are left out. */
export interface DueRun {
  readonly timers: readonly (Answer & { readonly timer: Timer })[]
  readonly deliveries: readonly DeliveryRun[]
  readonly events: readonly DomainEvent[]
  readonly effects: readonly Effect[]
}

/** Timers of one round; those of different threads are decided side by side. */
const TIMERS_AT_ONCE = 200
const DELIVERIES_AT_ONCE = 16
/** What a node that died had claimed is taken over by another after this time. */
const LEASE_MS = 30_000
/** A timer whose decision failed is tried again after this time. */
const PAUSE_AFTER_FAILURE_MS = 5_000

/**
 * Everything due at `now`: timers in due order, then outgoing messages, until nothing is left. What fails doesn't hold
 * up the rest; the first failure is thrown at the end.
 */
export async function runDue(
  desk: Dispatching,
  options: DeskOptions,
  now: string,
  signal: AbortSignal | null = null,
): Promise<DueRun> {
  const { store, workspace } = desk
  const timers: (Answer & { readonly timer: Timer })[] = []
  const deliveries: DeliveryRun[] = []
  const told: Answer[] = []
  const failures: unknown[] = []
  while (!signal?.aborted) {
    const due = await store.claimTimers(workspace, { now, until: later(now, LEASE_MS), limit: TIMERS_AT_ONCE })
    if (due.length > 0) {
      const rung = await Promise.allSettled(due.map((timer) => ring(desk, timer, now)))
      for (const [index, timer] of due.entries()) {
        const one = rung[index]
        if (one?.status === 'rejected') failures.push(one.reason)
        if (one?.status !== 'fulfilled' || hasOnlyLooked(one.value)) continue
        timers.push({ ...one.value, timer })
        told.push(one.value)
      }
      continue
    }
    const until = later(now, deliveryTimeout(options) + LEASE_MS)
    const limit = options.deliveriesAtOnce ?? DELIVERIES_AT_ONCE
    const entries = await store.claimOutbox(workspace, { now, until, limit })
    if (entries.length === 0) break
    const sent = await Promise.allSettled(entries.map((entry) => carry(desk, options, entry, now)))
    for (const one of sent) {
      if (one.status === 'rejected') failures.push(one.reason)
      else {
        deliveries.push(one.value.run)
        told.push(...one.value.told)
      }
    }
  }
  if (failures.length > 0) throw failures[0]
  return {
    timers,
    deliveries,
    events: told.flatMap((answer) => answer.events),
    effects: told.flatMap((answer) => answer.effects),
  }
}

/** Nothing was due yet, nothing judged. */
function hasOnlyLooked(answer: Answer): boolean {
  return (
    answer.outcome === 'looked' &&
    answer.events.length + answer.effects.length === 0 &&
    (answer.trace?.passes.length ?? 0) === 0
  )
}

async function ring(desk: Dispatching, timer: Timer, now: string): Promise<Answer> {
  const { id, kind, chat, key } = timer
  try {
    const ref = await desk.store.threadOfChat(desk.workspace, chat)
    if (ref === null) throw new Error(`Timer ${id} belongs to chat ${chat}, which is not stored`)
    return await dispatch(desk, ref, { type: 'timer', id: `timer:${id}:${timer.due}`, at: now, kind, chat, key })
  } catch (error) {
    // Should this fail too, the lease brings the timer back.
    await desk.store.releaseTimers(desk.workspace, [id], later(now, PAUSE_AFTER_FAILURE_MS)).catch(() => undefined)
    throw error
  }
}

/**
 * Sends one, writes into its message what became of it, then settles the outbox. A node that dies in between leaves a
 * message that knows its fate: whoever takes the entry over settles it and sends nothing.
 */
async function carry(
  desk: Dispatching,
  options: DeskOptions,
  entry: ClaimedEntry,
  now: string,
): Promise<{ readonly run: DeliveryRun; readonly told: readonly Answer[] }> {
  const { store, workspace } = desk
  const { effect, thread } = entry
  const known = entry.isInterrupted ? await knownFate(desk, entry) : null
  const run = known ?? (await attempt(entry, options, now))
  const delivery = known === null && effect.type === 'send-message' ? deliveryOf(run) : null
  const told: Answer[] = []
  if (delivery !== null && effect.type === 'send-message') {
    const ref = await store.threadOfChat(workspace, effect.chat)
    const id = `${effect.id}/delivery/${run.attempt}`
    if (ref !== null)
      told.push(await dispatch(desk, ref, { type: 'delivery', id, at: now, messageId: effect.message, delivery }))
  }
  await store.settleOutbox(workspace, settlementOf(thread, run))
  return { run, told }
}

/** The fate that the message of an interrupted attempt already has. */
async function knownFate(desk: Dispatching, { effect, thread, attempts }: ClaimedEntry): Promise<DeliveryRun | null> {
  if (effect.type !== 'send-message') return null
  const message = await desk.store.message(desk.workspace, thread, effect.message)
  const run = { effect, attempt: attempts, retryAt: null }
  switch (message?.delivery) {
    case 'sent':
      return { ...run, result: { ok: true } }
    case 'maybe-sent':
      return { ...run, result: { ok: false, class: 'unknown', detail: 'Interrupted' } }
    case 'failed':
      return { ...run, result: { ok: false, class: 'permanent', detail: 'Interrupted' } }
    default:
      return null
  }
}

function later(now: string, ms: number): string {
  return new Date(Date.parse(now) + ms).toISOString()
}
