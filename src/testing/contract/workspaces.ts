import { present, same } from './check.js'
import { everything, holdsNothing } from './commits.js'
import { type ContractCase, promised } from './contract.js'
import { ANNA, ann, BORIS, message, minute, prepare, SPACE, say, talk } from './conversation.js'
import { dueAt, effectIds, rung, send, settle, taken, takeOne } from './planned.js'

const OTHER = 'other'
const FAR = { now: minute(1e6), until: minute(2e6), limit: 100 }

/** Every call is for one workspace. */
export const WORKSPACES: readonly ContractCase[] = [
  promised('lets nothing cross from one workspace to another', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    await holdsNothing(store, OTHER)
    same('the first number of the other', (await store.holdNumber(OTHER, minute(0))).number, 1)
    await store.settleOutbox(OTHER, { thread: ANNA.key, effect: 'none', attempt: 1, next: null })
    same('chats here', (await store.chats(SPACE, {})).length, 1)
  }),
  promised('has the same customers, messages and numbers in two workspaces', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const before = await everything(store)
    same('the same customer there', await say(store, ANNA, message(ANNA, 'm1'), minute(0), OTHER), 'committed')
    same('what is here', await everything(store), before)
    same('what is there', await everything(store, OTHER), before)
  }),
  promised('keeps what waits in one workspace from the other’s nodes', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    await talk(store, BORIS, message(BORIS, 'b1'))
    const [dead, sending] = [await send(store, ANNA, 1, 'One'), await send(store, BORIS, 2, 'Two')]
    for (const entry of await taken(store, 1, 10, 500))
      if (entry.effect.id === dead) await settle(store, entry, { state: 'failed' })
    await rung(store, 9, 1, 500)
    const hold = await store.holdNumber(SPACE, minute(0))
    const before = await everything(store)
    await holdsNothing(store, OTHER)
    await store.releaseTimers(OTHER, ['1/silence/', '2/silence/'], minute(0))
    await store.settleOutbox(OTHER, { thread: BORIS.key, effect: sending, attempt: 1, next: null })
    await store.releaseNumbers(OTHER, [hold])
    same('requeued there', await store.requeueOutbox(OTHER, dead, minute(0)), false)
    same('discarded there', await store.discardOutbox(OTHER, dead), false)
    const all = { journalBefore: FAR.now, messagesBefore: FAR.now, outboxBefore: FAR.now, limit: 100 }
    same('pruned there', await store.prune(OTHER, all), { journal: 0, messages: 0, outbox: 0 })
    same('what is here', await everything(store), before)
    same('the next number here', (await store.holdNumber(SPACE, minute(0))).number, hold.number + 1)
  }),
  promised('has timers and effects of the same ids in two workspaces', async (store) => {
    const reply = { type: 'agent.message' as const, chat: 1, ...ann, text: 'Hello', attachments: [] }
    const ids: string[] = []
    for (const space of [SPACE, OTHER]) {
      same('a message', await say(store, ANNA, message(ANNA, 'm1'), minute(0), space), 'committed')
      const { commit } = await prepare(store, ANNA, reply, minute(1), space)
      same('an answer', await store.commit(space, commit), 'committed')
      ids.push(present('an effect', commit.outbox[0]).id)
    }
    same('the ids', ids[0], ids[1])
    same('timers there', (await store.claimTimers(OTHER, FAR)).length, 1)
    same('timers here', (await rung(store, 20)).length, 1)
    same('entries there', effectIds(await store.claimOutbox(OTHER, FAR)), ids.slice(1))
    const head = await takeOne(store, 9, 60)
    await store.settleOutbox(OTHER, { thread: ANNA.key, effect: head.effect.id, attempt: 1, next: null })
    same('the outbox there', await store.outbox(OTHER, { limit: 10 }), [])
    same('the outbox here', effectIds(await store.outbox(SPACE, { limit: 10 })), ids.slice(0, 1))
    await say(store, ANNA, { type: 'finish', chat: 1, ...ann, status: 'closed' }, minute(2), OTHER)
    same('the timer there', await store.timers(OTHER, { limit: 10 }), [])
    same('the timer here', await dueAt(store, minute(9)), [''])
  }),
]
