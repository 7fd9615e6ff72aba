import type { Commit, Store } from '../../src/ports/store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { serviceStoreContract } from '../../src/testing/service-store-contract.js'
import { storeContract } from '../../src/testing/store-contract.js'
import { areFound, type Broken } from './broken.js'

describe('the store in memory keeps the promise that it', () => {
  for (const { name, run } of storeContract()) {
    it(name, () => run(async () => memoryStore()))
  }
  for (const { name, run } of serviceStoreContract()) {
    it(name, () => run(async () => memoryStore()))
  }
})

const FAR = '2999-01-01T00:00:00.000Z'

/** What somebody who writes a store may get wrong, each with a case that has to find it. */
const BROKEN: readonly Broken[] = [
  [
    'doesn’t check the thread’s version',
    (store) =>
      commits(store, async (commit, space) => ({
        ...commit,
        before: { ...commit.before, version: (await stored(store, space, commit)).thread },
      })),
  ],
  [
    'doesn’t check the contact’s version',
    (store) =>
      commits(store, async (commit, space) => ({
        ...commit,
        contactBefore: { ...commit.contactBefore, version: (await stored(store, space, commit)).contact },
      })),
  ],
  [
    'writes messages of a commit that it refuses',
    (store) => ({
      commit: async (space, commit) => {
        const result = await store.commit(space, commit)
        if (result === 'conflict') {
          const { thread: version } = await stored(store, space, commit)
          await store.commit(space, { ...commit, before: { ...commit.before, version } })
        }
        return result
      },
    }),
  ],
  [
    'forgets the timers',
    (store) => commits(store, async (commit) => ({ ...commit, timers: { set: [], cancelled: [] } })),
  ],
  [
    'cancels no timer',
    (store) => commits(store, async (commit) => ({ ...commit, timers: { ...commit.timers, cancelled: [] } })),
  ],
  ['forgets the outbox', (store) => commits(store, async (commit) => ({ ...commit, outbox: [] }))],
  [
    'turns the outbox round',
    (store) => commits(store, async (commit) => ({ ...commit, outbox: [...commit.outbox].reverse() })),
  ],
  ['forgets the journal', (store) => commits(store, async (commit) => ({ ...commit, journal: null }))],
  [
    'gives a number twice',
    (store) => ({ holdNumber: async (...asked) => ({ ...(await store.holdNumber(...asked)), number: 1 }) }),
  ],
  [
    'leaves numbers out',
    (store) => ({
      holdNumber: async (...asked) => {
        await store.holdNumber(...asked)
        return store.holdNumber(...asked)
      },
    }),
  ],
  [
    'has one workspace for all',
    (store) => ({
      load: (_, request) => store.load('contract', request),
      chain: (_, key) => store.chain('contract', key),
    }),
  ],
  [
    'knows no duplicates',
    (store) => ({ load: async (space, request) => ({ ...(await store.load(space, request)), duplicateSeq: null }) }),
  ],
  [
    'includes the end of a range',
    (store) => ({ messages: (space, key, range) => store.messages(space, key, { ...range, toSeq: range.toSeq + 1 }) }),
  ],
  [
    'leaves out notes of older chats',
    (store) => ({ messages: (space, key, range) => store.messages(space, key, { ...range, chats: [] }) }),
  ],
  [
    'gives a window of the current chat alone',
    (store) => ({
      load: async (space, request) => {
        const { thread, ...rest } = await store.load(space, request)
        return {
          ...rest,
          thread:
            thread === null
              ? null
              : { ...thread, chats: thread.chats.filter((chat) => chat.number === thread.current) },
        }
      },
    }),
  ],
  [
    'lists the oldest first',
    (store) => ({ chats: async (space, filter) => [...(await store.chats(space, filter))].reverse() }),
  ],
  [
    'lists whatever the assignee',
    (store) => ({ chats: (space, { assignee: _, ...filter }) => store.chats(space, filter) }),
  ],
  [
    'rings before the moment',
    (store) => ({ claimTimers: (space, claim) => store.claimTimers(space, { ...claim, now: FAR, until: FAR }) }),
  ],
  [
    'rings after the moment only',
    (store) => ({
      claimTimers: async (space, claim) => {
        const now = new Date(Date.parse(claim.now) - 1).toISOString()
        return store.claimTimers(space, { ...claim, now })
      },
    }),
  ],
  ['lists timers that aren’t due', (store) => ({ timers: (space, { limit }) => store.timers(space, { limit }) })],
  [
    'lists timers without the moment that is asked for',
    (store) => ({
      timers: async (space, filter) =>
        (await store.timers(space, filter)).filter((timer) => timer.due !== filter.dueBy),
    }),
  ],
  [
    'ignores the limit of timers',
    (store) => ({ timers: (space, filter) => store.timers(space, { ...filter, limit: 1000 }) }),
  ],
  [
    'forgets a failed delivery’s error',
    (store) => ({ settleOutbox: (space, { error: _, ...settlement }) => store.settleOutbox(space, settlement) }),
  ],
  [
    'gives up an entry that failed once',
    (store) => ({ settleOutbox: (space, settlement) => store.settleOutbox(space, { ...settlement, next: null }) }),
  ],
  ['never says what is next', () => ({ nextDue: async () => null })],
  [
    'forgets the root of a correspondence',
    (store) => ({
      threadOfChat: async (space, number) => {
        const ref = await store.threadOfChat(space, number)
        return ref === null ? null : { key: ref.key, channel: ref.channel, customer: ref.customer }
      },
    }),
  ],
]

function commits(store: Store, spoil: (commit: Commit, space: string) => Promise<Commit>): Partial<Store> {
  return { commit: async (space, commit) => store.commit(space, await spoil(commit, space)) }
}

async function stored(store: Store, space: string, { thread, contact }: Commit) {
  const loaded = await store.load(space, { ...thread, customer: contact.id })
  return { thread: loaded.thread?.version ?? 0, contact: loaded.contact?.version ?? 0 }
}

describe('the suite for stores finds one that', () => areFound(BROKEN))
