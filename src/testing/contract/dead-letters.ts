import type { Settlement, Store } from '../../ports/store.js'
import { present, same } from './check.js'
import { type ContractCase, promised } from './contract.js'
import { ANNA, ann, BORIS, message, minute, prepare, SPACE, talk } from './conversation.js'
import { effectIds, NO_TIMERS, send, settle, taken, takeOne, withTimers } from './planned.js'

const FAILED: Settlement['next'] = { state: 'failed' }
const MAYBE: Settlement['next'] = { state: 'maybe-sent' }

async function listed(store: Store, filter: Omit<Parameters<Store['outbox']>[1], 'limit'> = {}, limit = 100) {
  return effectIds(await store.outbox(SPACE, { ...filter, limit }))
}

/** What was given up, and the list of what is in the outbox. */
export const DEAD_LETTERS: readonly ContractCase[] = [
  promised('keeps what was given up outside of the line, with its error', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const one = await send(store, ANNA, 1, 'One')
    const two = await send(store, ANNA, 1, 'Two')
    const three = await send(store, ANNA, 1, 'Three')
    await settle(store, await takeOne(store, 1), FAILED, 'blocked')
    await settle(store, await takeOne(store, 1), MAYBE, 'connection lost')
    same('failed', await listed(store, { state: 'failed' }), [one])
    same('maybe sent', await listed(store, { state: 'maybe-sent' }), [two])
    same('waiting', await listed(store, { state: 'waiting' }), [three])
    const seen = await store.outbox(SPACE, { effect: one, limit: 1 })
    const { attempts, lastError, thread } = present('the dead letter', seen[0])
    same('as it is seen', { attempts, lastError, thread }, { attempts: 1, lastError: 'blocked', thread: ANNA.key })
    same('the line goes on', (await takeOne(store, 9)).effect.id, three)
    same('dead letters are not taken', await taken(store, 9), [])
  }),
  promised('lists by state, effect and message, at most so many, each line in its order', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    await talk(store, BORIS, message(BORIS, 'b1'))
    const ids = [await send(store, ANNA, 1, 'One'), await send(store, ANNA, 1, 'Two'), await send(store, ANNA, 1, '3')]
    const other = await send(store, BORIS, 2, 'Other', minute(5))
    same('all', [...(await listed(store))].sort(), [...ids, other].sort())
    const ofAnna = (await store.outbox(SPACE, { limit: 100 })).filter((entry) => entry.thread === ANNA.key)
    same('a line', effectIds(ofAnna), ids)
    same('two', (await listed(store, {}, 2)).length, 2)
    await takeOne(store, 1)
    same('being sent', await listed(store, { state: 'sending' }), ids.slice(0, 1))
    const [found] = await store.outbox(SPACE, { effect: other, limit: 1 })
    const { effect } = present('an entry', found)
    same('an effect', effect.id, other)
    const id = effect.type === 'send-message' ? effect.message : ''
    same('of a message', await listed(store, { message: id }), [other])
    same('of a message, in a state', await listed(store, { message: id, state: 'failed' }), [])
    same('an unknown effect', await listed(store, { effect: 'unknown' }), [])
    same('an unknown message', await listed(store, { message: 'unknown' }), [])
  }),
  promised('forgets that something may have been sent when the late attempt says that it was', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    await send(store, ANNA, 1, 'One')
    const old = await takeOne(store, 1, 2)
    await settle(store, await takeOne(store, 2, 3), MAYBE, 'the node died')
    const before = await store.outbox(SPACE, { limit: 10 })
    await settle(store, old, FAILED, 'late')
    await settle(store, old, { state: 'waiting', notBefore: minute(3) }, 'late')
    same('after late trouble', await store.outbox(SPACE, { limit: 10 }), before)
    await settle(store, old, null)
    same('after late success', await store.outbox(SPACE, { limit: 10 }), [])
  }),
  promised(
    'puts a dead letter at the end of its line and counts its attempts anew, without giving their numbers twice',
    async (store) => {
      await withTimers(store, ANNA, 'm1', NO_TIMERS)
      const one = await send(store, ANNA, 1, 'One')
      const two = await send(store, ANNA, 1, 'Two')
      await settle(store, await takeOne(store, 1), FAILED, 'blocked')
      same('requeued', await store.requeueOutbox(SPACE, one, minute(7)), true)
      same('again', await store.requeueOutbox(SPACE, one, minute(7)), false)
      same('the line', await listed(store), [two, one])
      const [, entry] = await store.outbox(SPACE, { limit: 10 })
      same(
        'the entry',
        [entry?.state, entry?.attempts, entry?.attemptsBefore, entry?.notBefore],
        ['waiting', 1, 1, minute(7)],
      )
      await settle(store, await takeOne(store, 1), MAYBE)
      same('the next moment', await store.nextDue(SPACE), minute(7))
      same('before its moment', await taken(store, 6.99), [])
      const again = await takeOne(store, 7)
      same('taken', [again.effect.id, again.attempts, again.attemptsBefore, again.isInterrupted], [one, 2, 1, false])
      await settle(store, again, null)
      same('the other, into an empty line', await store.requeueOutbox(SPACE, two, minute(8)), true)
      same('the next moment then', await store.nextDue(SPACE), minute(8))
      same('the other, taken', (await takeOne(store, 8)).effect.id, two)
    },
  ),
  promised('takes a dead letter away once', async (store) => {
    await withTimers(store, ANNA, 'm1', NO_TIMERS)
    const one = await send(store, ANNA, 1, 'One')
    await settle(store, await takeOne(store, 1), MAYBE)
    same('discarded', await store.discardOutbox(SPACE, one), true)
    same('again', await store.discardOutbox(SPACE, one), false)
    same('requeued', await store.requeueOutbox(SPACE, one, minute(1)), false)
    same('what is left', [await listed(store), await store.nextDue(SPACE)], [[], null])
  }),
  promised('neither requeues nor discards what is still in line', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const ids = [await send(store, ANNA, 1, 'One'), await send(store, ANNA, 1, 'Two')]
    await takeOne(store, 1, 60)
    const before = await store.outbox(SPACE, { limit: 10 })
    for (const id of ids) {
      same('requeued', await store.requeueOutbox(SPACE, id, minute(9)), false)
      same('discarded', await store.discardOutbox(SPACE, id), false)
    }
    same('the outbox', await store.outbox(SPACE, { limit: 10 }), before)
  }),
  promised('adds an effect once, whatever became of it', async (store) => {
    await withTimers(store, ANNA, 'm1', NO_TIMERS)
    await send(store, ANNA, 1, 'One')
    const [first] = await store.outbox(SPACE, { limit: 1 })
    const { effect } = present('the entry', first)
    const addAgain = async (what: string): Promise<void> => {
      const before = [await store.outbox(SPACE, { limit: 10 }), await store.nextDue(SPACE)]
      const { commit } = await prepare(store, ANNA, { type: 'note', chat: 1, ...ann, text: 'x', attachments: [] })
      same('the commit', await store.commit(SPACE, { ...commit, outbox: [effect, effect] }), 'committed')
      same(what, [await store.outbox(SPACE, { limit: 10 }), await store.nextDue(SPACE)], before)
    }
    await addAgain('while it waits')
    const head = await takeOne(store, 1, 60)
    await addAgain('while it is being sent')
    await settle(store, head, FAILED)
    await addAgain('after it was given up')
    same('what can be taken', await taken(store, 9), [])
  }),
]
