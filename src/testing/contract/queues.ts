import { present, same } from './check.js'
import { type ContractCase, promised } from './contract.js'
import { ANNA, ann, BORIS, message, minute, prepare, SPACE, talk } from './conversation.js'
import { dueAt, effectIds, send, settle, taken, takeOne, timer, withTimers } from './planned.js'

/** Timers and the outbox as commits fill them. Who may take what is in claims of timers and of the outbox. */
export const QUEUES: readonly ContractCase[] = [
  promised('gives due timers earliest first, the due moment included, at most so many', async (store) => {
    const set = [timer(ANNA, 1, 'c', minute(3)), timer(ANNA, 1, 'a', minute(1)), timer(ANNA, 1, 'b', minute(2))]
    await withTimers(store, ANNA, 'm1', { set, cancelled: [] })
    same('before any', await dueAt(store, minute(0.99)), [])
    same('at the second', await dueAt(store, minute(2)), ['a', 'b'])
    same('all', await dueAt(store, minute(9)), ['a', 'b', 'c'])
    same('at most two', await dueAt(store, minute(9), 2), ['a', 'b'])
    const [first] = await store.timers(SPACE, { dueBy: minute(9), limit: 1 })
    same('the whole timer', first, timer(ANNA, 1, 'a', minute(1)))
    same('reading again', await dueAt(store, minute(9)), ['a', 'b', 'c'])
    const pending = (await store.timers(SPACE, { limit: 2 })).map((one) => one.key)
    same('two of all that are pending, due or not', pending, ['a', 'b'])
  }),
  promised('moves a timer that is set again, and forgets one that is cancelled', async (store) => {
    const set = [timer(ANNA, 1, 'a', minute(1)), timer(ANNA, 1, 'b', minute(2))]
    await withTimers(store, ANNA, 'm1', { set, cancelled: [] })
    await withTimers(store, ANNA, 'm2', {
      set: [timer(ANNA, 1, 'a', minute(5))],
      cancelled: ['1/rule/b', '1/rule/unknown'],
    })
    same('in between', await dueAt(store, minute(4)), [])
    same('later', await dueAt(store, minute(5)), ['a'])
    await withTimers(store, ANNA, 'm3', { set: [timer(ANNA, 1, 'a', minute(2))], cancelled: [] })
    same('earlier again', await dueAt(store, minute(2)), ['a'])
  }),
  promised('orders the timers of all threads by their moments', async (store) => {
    await withTimers(store, ANNA, 'm1', { set: [timer(ANNA, 1, 'late', minute(3))], cancelled: [] })
    await withTimers(store, BORIS, 'b1', { set: [timer(BORIS, 2, 'early', minute(1))], cancelled: [] })
    same('both', await dueAt(store, minute(3)), ['early', 'late'])
  }),
  promised('gives the first entry of each thread’s outbox, and the next when it is done', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    await talk(store, BORIS, message(BORIS, 'b1'))
    const one = await send(store, ANNA, 1, 'One', minute(1))
    const two = await send(store, ANNA, 1, 'Two', minute(2))
    const other = await send(store, BORIS, 2, 'Other', minute(1))
    same('before the moment', await taken(store, 0.5), [])
    const [first, ...none] = await taken(store, 3, 1)
    same('at most one', none, [])
    const heads = [present('the first head', first), ...(await taken(store, 3))]
    same('the heads', [...effectIds(heads)].sort(), [one, other].sort())
    const head = present(
      'the head',
      heads.find((entry) => entry.effect.id === one),
    )
    const { attempts, state, thread, notBefore, isInterrupted, effect } = head
    same(
      'an entry',
      { attempts, state, thread, notBefore, isInterrupted, type: effect.type },
      {
        attempts: 1,
        state: 'sending',
        thread: ANNA.key,
        notBefore: minute(1),
        isInterrupted: false,
        type: 'send-message',
      },
    )
    await settle(store, head, null)
    const next = await takeOne(store, 3)
    same('the next', next.effect.id, two)
    await settle(store, next, null)
    for (const entry of heads) if (entry !== head) await settle(store, entry, null)
    same('nothing is left to take', await taken(store, 9), [])
    same('nothing is left', await store.outbox(SPACE, { limit: 10 }), [])
  }),
  promised('holds a thread’s entries back behind one that is tried again later', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const one = await send(store, ANNA, 1, 'One', minute(1))
    const two = await send(store, ANNA, 1, 'Two', minute(1))
    const { isInterrupted: _, ...entry } = await takeOne(store, 1)
    await settle(store, { ...entry, isInterrupted: false }, { state: 'waiting', notBefore: minute(5) }, 'down')
    same('meanwhile', await taken(store, 4), [])
    const waiting = { ...entry, state: 'waiting', attempts: 1, notBefore: minute(5), lastError: 'down' }
    same('as it waits', (await store.outbox(SPACE, { effect: one, limit: 1 }))[0], waiting)
    const again = await takeOne(store, 5)
    same('at its moment', again, { ...waiting, state: 'sending', attempts: 2, isInterrupted: false })
    await settle(store, again, { state: 'failed' })
    same('after it failed for good', (await takeOne(store, 5)).effect.id, two)
  }),
  promised('keeps the order of effects of one commit', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const { commit } = await prepare(store, ANNA, {
      type: 'agent.message',
      chat: 1,
      ...ann,
      text: 'x',
      attachments: [],
    })
    const effect = present('an effect', commit.outbox[0])
    const three = ['z', 'a', 'm'].map((id) => ({ ...effect, id }))
    await store.commit(SPACE, { ...commit, outbox: three })
    same('the outbox', effectIds(await store.outbox(SPACE, { limit: 10 })), ['z', 'a', 'm'])
    const seen: string[] = []
    for (let times = 0; times < 3; times += 1) {
      const head = await takeOne(store, 9)
      seen.push(head.effect.id)
      await settle(store, head, null)
    }
    same('the order', seen, ['z', 'a', 'm'])
  }),
  promised('knows the next moment of timers and outbox', async (store) => {
    await withTimers(store, ANNA, 'm1', { set: [timer(ANNA, 1, 'a', minute(7))], cancelled: [] })
    same('a timer', await store.nextDue(SPACE), minute(7))
    const { commit } = await prepare(
      store,
      ANNA,
      { type: 'agent.message', chat: 1, ...ann, text: 'x', attachments: [] },
      minute(3),
    )
    await store.commit(SPACE, { ...commit, timers: { set: [], cancelled: [] } })
    same('a message to send', await store.nextDue(SPACE), minute(3))
    await settle(store, await takeOne(store, 3), { state: 'failed' })
    same('one that failed for good waits for nothing', await store.nextDue(SPACE), minute(7))
    await withTimers(store, ANNA, 'm2', { set: [], cancelled: ['1/rule/a'] })
    same('nothing', await store.nextDue(SPACE), null)
  }),
]
