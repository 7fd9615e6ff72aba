import type { NumberHold } from '../../src/ports/store.js'
import { areFound, type Broken } from './broken.js'

const FAR = '2999-01-01T00:00:00.000Z'
const LONG_AGO = '2000-01-01T00:00:00.000Z'

const NUMBERS: readonly Broken[] = [
  ['gives a number out that somebody holds', (store) => ({ holdNumber: (space) => store.holdNumber(space, FAR) })],
  ['never gives a released number out again', () => ({ releaseNumbers: async () => {} })],
  [
    'never gives an expired number out again',
    (store) => ({ holdNumber: (space) => store.holdNumber(space, LONG_AGO) }),
  ],
  [
    'doesn’t look at the number of a commit',
    (store) => ({ commit: (space, commit) => store.commit(space, { ...commit, hold: null }) }),
  ],
  [
    'releases what somebody else holds',
    (store) => {
      const holds = new Map<number, NumberHold>()
      return {
        holdNumber: async (...asked) => {
          const hold = await store.holdNumber(...asked)
          holds.set(hold.number, hold)
          return hold
        },
        releaseNumbers: (space, released) =>
          store.releaseNumbers(
            space,
            released.map((hold) => holds.get(hold.number) ?? hold),
          ),
      }
    },
  ],
  ['has one book of numbers for all workspaces', (store) => ({ holdNumber: (_, now) => store.holdNumber('one', now) })],
]

const TIMERS: readonly Broken[] = [
  [
    'gives a claimed timer to everybody',
    (store) => ({ claimTimers: (space, claim) => store.claimTimers(space, { ...claim, until: claim.now }) }),
  ],
  [
    'never gives a claimed timer again',
    (store) => ({ claimTimers: (space, claim) => store.claimTimers(space, { ...claim, until: FAR }) }),
  ],
  [
    'gives all timers of a thread',
    (store) => ({ claimTimers: (space, { now, limit }) => store.timers(space, { dueBy: now, limit }) }),
  ],
  ['releases no timer', () => ({ releaseTimers: async () => {} })],
  [
    'releases timers at once',
    (store) => ({ releaseTimers: (space, ids) => store.releaseTimers(space, ids, LONG_AGO) }),
  ],
  [
    'keeps the claim of a timer that is set anew',
    (store) => {
      const claims = new Map<string, string>()
      return {
        claimTimers: async (space, claim) => {
          const timers = await store.claimTimers(space, claim)
          const free = timers.filter(({ id }) => (claims.get(id) ?? '') <= claim.now)
          for (const { id } of free) claims.set(id, claim.until)
          return free
        },
        releaseTimers: async (space, ids, from) => {
          for (const id of ids) claims.set(id, from)
          await store.releaseTimers(space, ids, from)
        },
      }
    },
  ],
  [
    'ignores the limit of a claim of timers',
    (store) => ({ claimTimers: (space, claim) => store.claimTimers(space, { ...claim, limit: 1000 }) }),
  ],
  [
    'claims timers of whatever workspace',
    (store) => ({ claimTimers: (_, claim) => store.claimTimers('contract', claim) }),
  ],
  [
    'says as the next moment what is claimed',
    (store) => ({
      nextDue: async (space) => {
        const timers = await store.timers(space, { limit: 1 })
        const waiting = await store.outbox(space, { state: 'waiting', limit: 1 })
        return [...timers.map(({ due }) => due), ...waiting.map(({ notBefore }) => notBefore)].sort()[0] ?? null
      },
    }),
  ],
]

const LOOKS: readonly Broken[] = [
  [
    'takes the last command of any thread for this one’s',
    (store) => {
      let last: string | null = null
      return {
        load: async (...asked) => ({ ...(await store.load(...asked)), lastCommand: last }),
        commit: async (space, commit) => {
          const result = await store.commit(space, commit)
          if (result === 'committed') last = commit.command
          return result
        },
      }
    },
  ],
  [
    'remembers when it is asked to read',
    (store) => ({ load: async (...asked) => ({ ...(await store.load(...asked)), isRemembered: true }) }),
  ],
  [
    'takes a message for two threads',
    (store) => ({
      commit: async (space, commit) => {
        const result = await store.commit(space, commit)
        if (result !== 'duplicate') return result
        const messages = commit.messages.filter(({ seq }) => seq <= commit.before.lastSeq)
        return store.commit(space, { ...commit, messages })
      },
    }),
  ],
]

describe('the suite for stores of several nodes finds one that', () => areFound([...NUMBERS, ...TIMERS, ...LOOKS]))
