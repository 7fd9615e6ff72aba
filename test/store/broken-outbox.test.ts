import type { Store } from '../../src/ports/store.js'
import { areFound, type Broken } from './broken.js'

const FAR = '2999-01-01T00:00:00.000Z'
const LONG_AGO = '2000-01-01T00:00:00.000Z'

const OUTBOX: readonly Broken[] = [
  ['counts no attempts', (store) => claimed(store, (entry) => ({ ...entry, attempts: 1 }))],
  ['hides that an attempt was interrupted', (store) => claimed(store, (entry) => ({ ...entry, isInterrupted: false }))],
  [
    'gives a claimed entry to everybody',
    (store) => ({ claimOutbox: (space, claim) => store.claimOutbox(space, { ...claim, until: claim.now }) }),
  ],
  [
    'never gives a claimed entry again',
    (store) => ({ claimOutbox: (space, claim) => store.claimOutbox(space, { ...claim, until: FAR }) }),
  ],
  [
    'sends before the moment',
    (store) => ({ claimOutbox: (space, claim) => store.claimOutbox(space, { ...claim, now: FAR, until: FAR }) }),
  ],
  [
    'ignores the limit of a claim of the outbox',
    (store) => ({ claimOutbox: (space, claim) => store.claimOutbox(space, { ...claim, limit: 1000 }) }),
  ],
  [
    'claims the outbox of whatever workspace',
    (store) => ({ claimOutbox: (_, claim) => store.claimOutbox('contract', claim) }),
  ],
  [
    'settles whatever attempt',
    (store) => ({
      settleOutbox: async (space, settlement) => {
        const [entry] = await store.outbox(space, { effect: settlement.effect, limit: 1 })
        await store.settleOutbox(space, { ...settlement, attempt: entry?.attempts ?? 0 })
      },
    }),
  ],
  [
    'forgets what failed for good',
    (store) => ({
      settleOutbox: (space, settlement) =>
        store.settleOutbox(space, settlement.next?.state === 'failed' ? { ...settlement, next: null } : settlement),
    }),
  ],
  [
    'tries again what may have been sent',
    (store) => ({
      settleOutbox: (space, settlement) =>
        store.settleOutbox(
          space,
          settlement.next?.state === 'maybe-sent'
            ? { ...settlement, next: { state: 'waiting', notBefore: LONG_AGO } }
            : settlement,
        ),
    }),
  ],
  [
    'believes no late success',
    (store) => ({
      settleOutbox: async (space, settlement) => {
        const [entry] = await store.outbox(space, { effect: settlement.effect, limit: 1 })
        if (entry?.state !== 'maybe-sent') await store.settleOutbox(space, settlement)
      },
    }),
  ],
  ['requeues nothing and says it did', () => ({ requeueOutbox: async () => true })],
  [
    'sends a requeued entry at once',
    (store) => ({ requeueOutbox: (space, effect) => store.requeueOutbox(space, effect, LONG_AGO) }),
  ],
  ['discards nothing and says it did', () => ({ discardOutbox: async () => true })],
  [
    'adds an effect again',
    (store) => ({
      commit: async (space, commit) => {
        const known = await store.outbox(space, { limit: 1000 })
        const isKnown = (id: string) => known.some(({ effect }) => effect.id === id)
        const outbox = commit.outbox.map((one) => (isKnown(one.id) ? { ...one, id: `${one.id}/again` } : one))
        return store.commit(space, { ...commit, outbox })
      },
    }),
  ],
  [
    'lists the outbox whatever the state',
    (store) => ({ outbox: (space, { state: _, ...filter }) => store.outbox(space, filter) }),
  ],
  [
    'lists the outbox whatever the message',
    (store) => ({ outbox: (space, { message: _, ...filter }) => store.outbox(space, filter) }),
  ],
  [
    'lists the outbox without end',
    (store) => ({ outbox: (space, filter) => store.outbox(space, { ...filter, limit: 1000 }) }),
  ],
]

const UPKEEP: readonly Broken[] = [
  ['counts timers of later as due', (store) => ({ health: (space) => store.health(space, FAR) })],
  [
    'counts what is being sent as not waiting',
    (store) => ({
      health: async (space, now) => {
        const { timers, outbox } = await store.health(space, now)
        return { timers, outbox: { ...outbox, waiting: outbox.waiting - outbox.sending } }
      },
    }),
  ],
  ['prunes all at once', (store) => ({ prune: (space, request) => store.prune(space, { ...request, limit: 1000 }) })],
  ['prunes nothing', () => ({ prune: async () => ({ journal: 0, messages: 0, outbox: 0 }) })],
  [
    'prunes the moment itself',
    (store) => ({
      prune: (space, { journalBefore = LONG_AGO, ...request }) =>
        store.prune(space, {
          ...request,
          journalBefore: new Date(Date.parse(journalBefore) + 1).toISOString(),
        }),
    }),
  ],
  [
    'prunes messages with the journal',
    (store) => ({
      prune: (space, request) => store.prune(space, { messagesBefore: request.journalBefore ?? LONG_AGO, ...request }),
    }),
  ],
  [
    'knows pruned messages as duplicates',
    (store) => {
      const seen = new Set<string>()
      return {
        commit: async (space, commit) => {
          const fresh = commit.messages.filter(({ seq }) => seq > commit.before.lastSeq)
          const key = (id: string) => `${space} ${commit.thread.channel} ${id}`
          if (fresh.some(({ id }) => seen.has(key(id)))) return 'duplicate'
          const result = await store.commit(space, commit)
          if (result === 'committed') for (const { id } of fresh) seen.add(key(id))
          return result
        },
      }
    },
  ],
  ['prunes whatever workspace', (store) => ({ prune: (_, request) => store.prune('contract', request) })],
]

type Claimed = Awaited<ReturnType<Store['claimOutbox']>>[number]

function claimed(store: Store, spoil: (entry: Claimed) => Claimed): Partial<Store> {
  return { claimOutbox: async (space, claim) => (await store.claimOutbox(space, claim)).map(spoil) }
}

describe('the suite for stores finds one whose outbox or upkeep', () => areFound([...OUTBOX, ...UPKEEP]))
