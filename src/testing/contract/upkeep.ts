import type { PruneRequest, Store } from '../../ports/store.js'
import { same } from './check.js'
import { everything } from './commits.js'
import { type ContractCase, promised } from './contract.js'
import { ANNA, ann, BORIS, fresh, message, minute, SPACE, say, talk } from './conversation.js'
import { effectIds, rung, send, settle, taken, takeOne, timer, withTimers } from './planned.js'

const FAR = minute(1e6)
const NONE = { journal: 0, messages: 0, outbox: 0 }
const finish = (chat: number, status: 'open' | 'closed') => ({ type: 'finish' as const, chat, ...ann, status })

/** Prunes until nothing is pruned any more; answers what each call took. */
async function pruned(store: Store, request: Omit<PruneRequest, 'limit'>, limit: number): Promise<readonly unknown[]> {
  const counts: unknown[] = []
  for (let calls = 0; calls < 20; calls += 1) {
    const count = await store.prune(SPACE, { ...request, limit })
    if (count.journal + count.messages + count.outbox === 0) return counts
    counts.push(count)
  }
  return counts
}

async function stored(store: Store): Promise<readonly string[]> {
  const all = await store.messages(SPACE, ANNA.key, { fromSeq: 0, toSeq: 100, chats: [] })
  return all.map(({ id }) => id)
}

/** Numbers for those who watch, and room for what comes. */
export const UPKEEP: readonly ContractCase[] = [
  promised('tells timers and outbox as numbers', async (store) => {
    const keys = ['a', 'b', 'c'].map((key, index) => timer(ANNA, 1, key, minute(index + 4)))
    await withTimers(store, ANNA, 'm1', { set: keys, cancelled: [] })
    await withTimers(store, BORIS, 'b1', { set: [timer(BORIS, 2, 'x', minute(3))], cancelled: [] })
    for (const text of ['One', 'Two', 'Three', 'Four']) await send(store, ANNA, 1, text, minute(2))
    await send(store, BORIS, 2, 'Other', minute(1))
    same('at first', await store.health(SPACE, minute(5)), {
      timers: { pending: 4, due: 3, oldestDue: minute(3) },
      outbox: { waiting: 5, sending: 0, failed: 0, maybeSent: 0, oldestWaiting: minute(1) },
    })
    for (const entry of await taken(store, 2))
      await settle(store, entry, entry.thread === ANNA.key ? { state: 'failed' } : { state: 'maybe-sent' })
    await settle(store, await takeOne(store, 2), { state: 'waiting', notBefore: minute(4) }, 'down')
    await takeOne(store, 4)
    await rung(store, 3)
    same('later', await store.health(SPACE, minute(2)), {
      timers: { pending: 4, due: 0, oldestDue: null },
      outbox: { waiting: 3, sending: 1, failed: 1, maybeSent: 1, oldestWaiting: minute(2) },
    })
  }),
  promised('prunes the journal by age, in batches, and nothing else', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'), finish(1, 'closed'), message(ANNA, 'm2'), message(ANNA, 'm3'))
    await talk(store, BORIS, message(BORIS, 'b1'))
    same('what went', await pruned(store, { journalBefore: minute(2) }, 2), [
      { ...NONE, journal: 2 },
      { ...NONE, journal: 1 },
    ])
    const outcomes = (await store.journal(SPACE, ANNA.key)).map(({ outcome }) => outcome)
    same('what is left', outcomes, ['started', 'appended'])
    same('the entry of m1', await store.journalOfMessage(SPACE, ANNA.key, 'm1'), null)
    same('the entry of m3', (await store.journalOfMessage(SPACE, ANNA.key, 'm3'))?.outcome, 'appended')
    same('the messages', await stored(store), ['m1', 'm2', 'm3'])
  }),
  promised('prunes messages by age, in batches, but not those of live chats', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'), message(ANNA, 'm2'), message(ANNA, 'm3'), finish(1, 'closed'))
    await say(store, ANNA, message(ANNA, 'm4'), minute(4))
    const request = { messagesBefore: minute(2) }
    same('what went', await pruned(store, request, 1), [
      { ...NONE, messages: 1 },
      { ...NONE, messages: 1 },
    ])
    same('what is left', await stored(store), ['m3', 'm4'])
    same('one that is gone', await store.message(SPACE, ANNA.key, 'm1'), null)
    same('what went later', await pruned(store, { messagesBefore: FAR }, 10), [{ ...NONE, messages: 1 }])
    same('those of the live chat', await stored(store), ['m4'])
    same('the journal', (await store.journal(SPACE, ANNA.key)).length, 5)
  }),
  promised('keeps all messages of a chat that was reopened, and takes those of a finished one', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'), finish(1, 'open'), message(ANNA, 'm2'))
    same('while it waits for a split', await pruned(store, { messagesBefore: FAR }, 10), [])
    await say(store, ANNA, finish(1, 'open'), minute(3))
    same('when it is finished', await pruned(store, { messagesBefore: FAR }, 10), [{ ...NONE, messages: 2 }])
    same('what is left', await stored(store), [])
    same('the next message', await say(store, ANNA, message(ANNA, 'm3'), minute(4)), 'committed')
    same('what is there then', await stored(store), ['m3'])
    same('its seq', (await store.message(SPACE, ANNA.key, 'm3'))?.seq, 3)
  }),
  promised('takes the id of a pruned message for a new one', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'), finish(1, 'closed'))
    await pruned(store, { messagesBefore: FAR }, 10)
    same('the duplicate', (await fresh(store, ANNA, { messageId: 'm1' })).duplicateSeq, null)
    same('its threads', await store.threadsOfMessage(SPACE, 'm1'), [])
    same('the commit', await say(store, BORIS, message(BORIS, 'm1'), minute(3)), 'committed')
    same('its thread', await store.threadsOfMessage(SPACE, 'm1'), [BORIS])
  }),
  promised('prunes dead letters by age, in batches, and nothing that is in line', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const texts = ['One', 'Two', 'Three', 'Four', 'Five']
    const sent: string[] = []
    for (const [index, text] of texts.entries()) sent.push(await send(store, ANNA, 1, text, minute(index + 1)))
    for (const state of ['failed', 'maybe-sent', 'failed'] as const)
      await settle(store, await takeOne(store, 9), { state })
    same('what went', await pruned(store, { outboxBefore: minute(3) }, 1), [
      { ...NONE, outbox: 1 },
      { ...NONE, outbox: 1 },
    ])
    const left = effectIds(await store.outbox(SPACE, { limit: 10 }))
    same('what is left', [...left].sort(), sent.slice(2).sort())
    await takeOne(store, 9, 60)
    same('what went later', await pruned(store, { outboxBefore: FAR }, 10), [{ ...NONE, outbox: 1 }])
  }),
  promised('prunes nothing that isn’t asked for', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'), finish(1, 'closed'))
    const before = await everything(store)
    same('what went', await store.prune(SPACE, { limit: 100 }), NONE)
    same('what is stored', await everything(store), before)
  }),
]
