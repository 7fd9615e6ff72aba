import type fc from 'fast-check'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import type { Store } from '../../src/ports/store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { counter, makeDesk, type Place } from './make-desk.js'

export const GREET: RuleSet = {
  rules: [{ id: 'greet', on: ['chat.started', 'message.received'], then: [{ do: 'send-message', text: 'Hello' }] }],
}
/** A store whose reads and writes come back in the order that fast-check decides. */
function scheduled(store: Store, scheduler: fc.Scheduler): Store {
  return {
    ...store,
    load: scheduler.scheduleFunction(store.load),
    commit: scheduler.scheduleFunction(store.commit),
    holdNumber: scheduler.scheduleFunction(store.holdNumber),
    claimTimers: scheduler.scheduleFunction(store.claimTimers),
    claimOutbox: scheduler.scheduleFunction(store.claimOutbox),
    settleOutbox: scheduler.scheduleFunction(store.settleOutbox),
  }
}

/** Nodes of one helpdesk: desks of their own over one store. */
export async function nodes(
  count: number,
  scheduler: fc.Scheduler,
  rules = GREET,
  spoil = (store: Store, _node: number): Store => store,
): Promise<readonly Place[]> {
  const store = memoryStore()
  return Promise.all(
    Array.from({ length: count }, (_, node) =>
      makeDesk({ store: spoil(scheduled(store, scheduler), node), rules, ids: counter(`node${node}-`) }).then(
        (place) => ({
          ...place,
          store,
        }),
      ),
    ),
  )
}
