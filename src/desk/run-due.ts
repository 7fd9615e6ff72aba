import type { Effect } from '../core/effect/effect.js'
import type { DomainEvent } from '../core/thread/event.js'
import type { Timer } from '../core/thread/timers.js'
import type { Answer } from './answer.js'
import { type DeliveryRun, deliver, deliveryOf } from './deliver.js'
import { type Dispatching, dispatch } from './dispatch.js'
import type { DeskOptions } from './options.js'

/** What `runDue` did. Timers that only looked and will look again later are left out. */
export interface DueRun {
  readonly timers: readonly (Answer & { readonly timer: Timer })[]
  readonly deliveries: readonly DeliveryRun[]
  readonly events: readonly DomainEvent[]
  readonly effects: readonly Effect[]
}

const BATCH = 200

/** Everything due at `now`: timers in due order, then outgoing messages, until nothing is left. */
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
  while (!signal?.aborted) {
    const [timer] = await store.dueTimers(workspace, now, 1)
    if (timer !== undefined) {
      const answer = await ring(desk, timer, now)
      if (hasOnlyLooked(answer)) continue
      timers.push({ ...answer, timer })
      told.push(answer)
      continue
    }
    const entries = await store.dueOutbox(workspace, now, BATCH)
    if (entries.length === 0) break
    for (const entry of entries) {
      const run = await deliver(entry, store, workspace, options, now)
      deliveries.push(run)
      const delivery = deliveryOf(run)
      const { effect } = run
      if (effect.type !== 'send-message' || delivery === null) continue
      const ref = await store.threadOfChat(workspace, effect.chat)
      if (ref === null) continue
      const id = `${effect.id}/delivery/${run.attempt}`
      told.push(await dispatch(desk, ref, { type: 'delivery', id, at: now, messageId: effect.message, delivery }))
    }
  }
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
  const ref = await desk.store.threadOfChat(desk.workspace, timer.chat)
  if (ref === null) throw new Error(`Timer ${timer.id} belongs to chat ${timer.chat}, which is not stored`)
  const { kind, chat, key } = timer
  return dispatch(desk, ref, { type: 'timer', id: `timer:${timer.id}:${timer.due}`, at: now, kind, chat, key })
}
