import type { Store } from '../../ports/store.js'
import { same } from './check.js'
import { type ContractCase, promised } from './contract.js'
import { ANNA, BORIS, minute, refTo, SPACE } from './conversation.js'
import { dueAt, rung, timer, withTimers } from './planned.js'

/** A thread each for so many customers, with one timer at minute 1. */
async function manyTimers(store: Store, count: number): Promise<readonly string[]> {
  const keys = Array.from({ length: count }, (_, index) => `t${10 + index}`)
  for (const [index, key] of keys.entries()) {
    const ref = refTo('tg', key)
    await withTimers(store, ref, `m-${key}`, { set: [timer(ref, index + 1, key, minute(1))], cancelled: [] })
  }
  return keys
}

/** Several nodes that take what is due. */
export const TIMER_CLAIMS: readonly ContractCase[] = [
  promised('gives due timers to one claimer, the due moment included, whole', async (store) => {
    await withTimers(store, ANNA, 'm1', { set: [timer(ANNA, 1, 'a', minute(2))], cancelled: [] })
    same('before the moment', await rung(store, 1.99), [])
    const claimed = await store.claimTimers(SPACE, { now: minute(2), until: minute(3), limit: 10 })
    same('at the moment', claimed, [timer(ANNA, 1, 'a', minute(2))])
    same('what is pending', await dueAt(store, minute(2)), ['a'])
  }),
  promised('gives a claimed timer to nobody else until the claim ends, then to the next', async (store) => {
    await withTimers(store, ANNA, 'm1', { set: [timer(ANNA, 1, 'a', minute(1))], cancelled: [] })
    same('the first claimer', await rung(store, 1, 10, 5), ['a'])
    same('another at once', await rung(store, 1), [])
    same('another shortly before the end', await rung(store, 4.99), [])
    same('another at the end', await rung(store, 5, 10, 8), ['a'])
    same('one more', await rung(store, 7.99), [])
  }),
  promised('gives of each thread only the earliest timer', async (store) => {
    const set = [timer(ANNA, 1, 'b', minute(2)), timer(ANNA, 1, 'a', minute(1)), timer(ANNA, 1, 'c', minute(2))]
    await withTimers(store, ANNA, 'm1', { set, cancelled: [] })
    await withTimers(store, BORIS, 'b1', { set: [timer(BORIS, 2, 'x', minute(3))], cancelled: [] })
    same('the first round', await rung(store, 9), ['a', 'x'])
    same('while they are being done', await rung(store, 9), [])
    await withTimers(store, ANNA, 'm2', { set: [], cancelled: ['1/rule/a'] })
    same('when the first is done, of two of one moment that with the lower id', await rung(store, 9), ['b'])
    await withTimers(store, ANNA, 'm3', { set: [], cancelled: ['1/rule/b'] })
    same('when the second is done', await rung(store, 9), ['c'])
  }),
  promised('holds a thread’s timers back behind an earlier one that is still claimed, due or not', async (store) => {
    const set = [timer(ANNA, 1, 'a', minute(1)), timer(ANNA, 1, 'b', minute(2))]
    await withTimers(store, ANNA, 'm1', { set, cancelled: [] })
    await rung(store, 1, 10, 60)
    same('the second', await rung(store, 50), [])
    await store.releaseTimers(SPACE, ['1/rule/a'], minute(70))
    same('the second, when the first was released for later', await rung(store, 65), [])
  }),
  promised('gives claimed timers earliest first, at most so many', async (store) => {
    for (const [index, [ref, key, due]] of (
      [
        [ANNA, 'late', 3],
        [BORIS, 'early', 1],
        [refTo('vk', 'anna'), 'middle', 2],
      ] as const
    ).entries())
      await withTimers(store, ref, key, { set: [timer(ref, index + 1, key, minute(due))], cancelled: [] })
    same('the earliest two', await rung(store, 9, 2), ['early', 'middle'])
    same('the rest', await rung(store, 9, 2), ['late'])
  }),
  promised('gives many claimers at once different timers, and all of them', async (store) => {
    const keys = await manyTimers(store, 12)
    const claims = await Promise.all(Array.from({ length: 6 }, () => rung(store, 1, 3)))
    const rest = await rung(store, 1)
    same('each once', [...claims.flat(), ...rest].sort(), keys)
  }),
  promised('gives a released timer from the moment on that is named', async (store) => {
    await withTimers(store, ANNA, 'm1', { set: [timer(ANNA, 1, 'a', minute(1))], cancelled: [] })
    await rung(store, 1, 10, 60)
    await store.releaseTimers(SPACE, ['1/rule/a', '1/rule/unknown'], minute(5))
    await store.releaseTimers(SPACE, [], minute(2))
    same('before', await rung(store, 4.99), [])
    same('then', await rung(store, 5), ['a'])
  }),
  promised('gives a claimed timer that is set anew at its new moment, whatever the claim', async (store) => {
    const set = [timer(ANNA, 1, 'a', minute(1))]
    await withTimers(store, ANNA, 'm1', { set, cancelled: [] })
    await rung(store, 1, 10, 60)
    await withTimers(store, ANNA, 'm2', { set: [timer(ANNA, 1, 'a', minute(4))], cancelled: [] })
    same('before its moment', await rung(store, 3), [])
    same('at its moment', await rung(store, 4, 10, 60), ['a'])
    await withTimers(store, ANNA, 'm3', { set: [timer(ANNA, 1, 'a', minute(4))], cancelled: [] })
    same('set for the same moment', await rung(store, 4, 10, 60), ['a'])
  }),
  promised('forgets a claimed timer that is cancelled', async (store) => {
    await withTimers(store, ANNA, 'm1', { set: [timer(ANNA, 1, 'a', minute(1))], cancelled: [] })
    await rung(store, 1, 10, 5)
    await withTimers(store, ANNA, 'm2', { set: [], cancelled: ['1/rule/a'] })
    await store.releaseTimers(SPACE, ['1/rule/a'], minute(2))
    same('after the claim', await rung(store, 9), [])
    same('what is pending', await store.timers(SPACE, { limit: 10 }), [])
    same('the next moment', await store.nextDue(SPACE), null)
  }),
  promised('says as the next moment when a claimed timer may be taken again', async (store) => {
    const set = [timer(ANNA, 1, 'a', minute(1)), timer(ANNA, 1, 'b', minute(2))]
    await withTimers(store, ANNA, 'm1', { set, cancelled: [] })
    await rung(store, 1, 10, 5)
    same('the end of the claim', await store.nextDue(SPACE), minute(5))
    await store.releaseTimers(SPACE, ['1/rule/a'], minute(3))
    same('when it was released', await store.nextDue(SPACE), minute(3))
    await withTimers(store, BORIS, 'b1', { set: [timer(BORIS, 2, 'x', minute(2.5))], cancelled: [] })
    same('an earlier one of another thread', await store.nextDue(SPACE), minute(2.5))
  }),
]
