import type { Timer } from '../../core/thread/timers.js'
import type { Commit, OutboxEntry, Store, ThreadRef } from '../../ports/store.js'
import { present, same } from './check.js'
import { type ContractCase, promised } from './contract.js'
import { ANNA, ann, BORIS, message, minute, prepare, SPACE, talk } from './conversation.js'

function timer(ref: ThreadRef, chat: number, key: string, due: string): Timer {
  return { id: `${chat}/rule/${key}`, thread: ref.key, chat, kind: 'rule', key, due }
}

/** Commits a message with other timers than its own. */
async function withTimers(store: Store, ref: ThreadRef, id: string, timers: Commit['timers']): Promise<void> {
  const { commit } = await prepare(store, ref, message(ref, id))
  same('the commit', await store.commit(SPACE, { ...commit, timers }), 'committed')
}

async function dueAt(store: Store, at: string, limit = 100): Promise<readonly string[]> {
  return (await store.dueTimers(SPACE, at, limit)).map((one) => one.key)
}

/** An agent's message, which goes into the outbox. */
async function send(store: Store, ref: ThreadRef, chat: number, text: string, at: string): Promise<string> {
  const { commit } = await prepare(store, ref, { type: 'agent.message', chat, ...ann, text, attachments: [] }, at)
  same('the commit', await store.commit(SPACE, commit), 'committed')
  return present('an effect', commit.outbox[0]).id
}

async function heads(store: Store, at: string, limit = 100): Promise<readonly OutboxEntry[]> {
  return store.dueOutbox(SPACE, at, limit)
}

const ids = (entries: readonly OutboxEntry[]) => entries.map((entry) => entry.effect.id)

/** Timers and the outbox. */
export const QUEUES: readonly ContractCase[] = [
  promised('gives due timers earliest first, the due moment included, at most so many', async (store) => {
    const set = [timer(ANNA, 1, 'c', minute(3)), timer(ANNA, 1, 'a', minute(1)), timer(ANNA, 1, 'b', minute(2))]
    await withTimers(store, ANNA, 'm1', { set, cancelled: [] })
    same('before any', await dueAt(store, minute(0.99)), [])
    same('at the second', await dueAt(store, minute(2)), ['a', 'b'])
    same('all', await dueAt(store, minute(9)), ['a', 'b', 'c'])
    same('at most two', await dueAt(store, minute(9), 2), ['a', 'b'])
    same('the whole timer', (await store.dueTimers(SPACE, minute(9), 1))[0], timer(ANNA, 1, 'a', minute(1)))
    same('reading again', await dueAt(store, minute(9)), ['a', 'b', 'c'])
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
    same('before the moment', await heads(store, minute(0.5)), [])
    same('the heads', ids(await heads(store, minute(9))).toSorted(), [one, other].toSorted())
    same('at most one', (await heads(store, minute(9), 1)).length, 1)
    const [first] = (await heads(store, minute(9))).filter((entry) => entry.effect.id === one)
    const { attempts, state, thread, notBefore } = present('the entry', first)
    same(
      'an entry',
      { attempts, state, thread, notBefore },
      { attempts: 0, state: 'waiting', thread: ANNA.key, notBefore: minute(1) },
    )
    await store.settleOutbox(SPACE, ANNA.key, one, null)
    same('the next', ids(await heads(store, minute(9))).toSorted(), [two, other].toSorted())
    await store.settleOutbox(SPACE, ANNA.key, two, null)
    await store.settleOutbox(SPACE, BORIS.key, other, null)
    same('nothing is left', await heads(store, minute(9)), [])
  }),
  promised('holds a thread’s entries back behind one that is tried again later', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const one = await send(store, ANNA, 1, 'One', minute(1))
    const two = await send(store, ANNA, 1, 'Two', minute(1))
    const entry = present('the entry', (await heads(store, minute(1)))[0])
    const later: OutboxEntry = { ...entry, attempts: 1, notBefore: minute(5), lastError: 'down' }
    await store.settleOutbox(SPACE, ANNA.key, one, later)
    same('meanwhile', await heads(store, minute(4)), [])
    same('at its moment', await heads(store, minute(5)), [later])
    await store.settleOutbox(SPACE, ANNA.key, one, { ...later, attempts: 2, state: 'failed' })
    same('after it failed for good', ids(await heads(store, minute(5))), [two])
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
    const seen: string[] = []
    for (let times = 0; times < 3; times += 1) {
      const head = present('a head', (await heads(store, minute(9)))[0])
      seen.push(head.effect.id)
      await store.settleOutbox(SPACE, ANNA.key, head.effect.id, null)
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
    const entry = present('the entry', (await heads(store, minute(3)))[0])
    await store.settleOutbox(SPACE, ANNA.key, entry.effect.id, { ...entry, attempts: 1, state: 'failed' })
    same('one that failed for good waits for nothing', await store.nextDue(SPACE), minute(7))
    await withTimers(store, ANNA, 'm2', { set: [], cancelled: ['1/rule/a'] })
    same('nothing', await store.nextDue(SPACE), null)
  }),
]
