import type { Effect } from '../core/effect/effect.js'
import type { DomainEvent } from '../core/thread/event.js'
import type { Timer } from '../core/thread/timers.js'
import type { Clock } from '../ports/clock.js'
import type { Answer } from './answer.js'
import { beginDeliveries, type Carried } from './carry.js'
import type { DeliveryRun } from './deliver.js'
import type { Dispatching } from './dispatch.js'
import type { DeskOptions } from './options.js'
import { type Rung, ringSome } from './ring.js'

/** What `runDue` did. Timers that only looked and will look again later are left out. */
export interface DueRun {
  readonly timers: readonly (Answer & { readonly timer: Timer })[]
  readonly deliveries: readonly DeliveryRun[]
  readonly events: readonly DomainEvent[]
  readonly effects: readonly Effect[]
}

/** Deliveries side by side, of different threads. */
const DELIVERIES_AT_ONCE = 16

export function deliveriesAtOnce(options: DeskOptions): number {
  return options.deliveriesAtOnce ?? DELIVERIES_AT_ONCE
}

/**
 * Everything due by the clock, which goes on meanwhile: timers in due order, then outgoing messages, until nothing is
 * left. What fails doesn't hold up the rest; the first failure is thrown at the end.
 */
export async function runDue(desk: Dispatching, options: DeskOptions, clock: Clock): Promise<DueRun> {
  const rung: Rung[] = []
  const carried: Carried[] = []
  const told: Answer[] = []
  const failures: unknown[] = []
  for (;;) {
    for (;;) {
      const timers = await ringSome(desk, clock, (error) => failures.push(error))
      if (timers === null) break
      rung.push(...timers)
      told.push(...timers)
    }
    const begun = await Promise.allSettled(await beginDeliveries(desk, options, clock, deliveriesAtOnce(options)))
    if (begun.length === 0) break
    for (const one of begun) {
      if (one.status === 'rejected') failures.push(one.reason)
      else {
        carried.push(one.value)
        told.push(...one.value.told)
      }
    }
  }
  if (failures.length > 0) throw failures[0]
  return {
    timers: rung,
    deliveries: carried.map(({ run }) => run),
    events: told.flatMap((answer) => answer.events),
    effects: told.flatMap((answer) => answer.effects),
  }
}
