// The store on SQL: statements, grouped where callers wait, and what this node remembers. What runs the statements is
// the driver's business.
import type { Chat } from '../../core/chat/chat.js'
import { searchNumber, searchPattern } from '../../core/chat/search-pattern.js'
import type { Contact } from '../../core/thread/contact.js'
import { chatOf, type Thread } from '../../core/thread/thread.js'
import type { ServedStore } from '../../ports/service-store.js'
import type {
  ClaimedEntry,
  CommitResult,
  Loaded,
  LoadRequest,
  NumberHold,
  OutboxEntry,
  Settlement,
  ThreadRef,
} from '../../ports/store.js'
import { StoreError } from '../../ports/store-error.js'
import { asking, decode, present } from './ask.js'
import { channelStore } from './channel-store.js'
import { type EncodedCommit, encodeCommit, paramsOf } from './commit-rows.js'
import { type Driver, UndoneError } from './driver.js'
import { encode } from './encode.js'
import { type Grouped, grouped } from './grouped.js'
import { entryOf, type StoredEntry } from './journal-doc.js'
import { serviceStore } from './service-store.js'
import { alone } from './sql-trouble.js'
import { chatsStatement } from './statements/chats.js'
import { COMMIT, COMMIT_TOGETHER, GROUP_PATIENCE, OWN_PATIENCE } from './statements/commit.js'
import { HOLD_NUMBERS } from './statements/hold-numbers.js'
import { JOURNAL, JOURNAL_OF_MESSAGE } from './statements/journal.js'
import { LOAD } from './statements/load.js'
import { MESSAGE, MESSAGES } from './statements/messages.js'
import { CLAIM_OUTBOX, DISCARD_OUTBOX, outboxStatement, REQUEUE_OUTBOX, SETTLE_OUTBOX } from './statements/outbox.js'
import { RELEASE_NUMBERS } from './statements/release-numbers.js'
import type { Statement } from './statements/statement.js'
import { CHAIN, THREADS_OF_CHATS, THREADS_OF_MESSAGE } from './statements/threads.js'
import { CLAIM_TIMERS, NEXT_DUE, RELEASE_TIMERS, TIMERS } from './statements/timers.js'
import { HEALTH, PRUNE } from './statements/upkeep.js'
import { threadCache } from './thread-cache.js'

export interface SqlStoreOptions {
  /** Threads whose state this node remembers, so that their messages need no read; about 5 kB each. Default 5,000; 0: none. */
  readonly remembered?: number
}

/** Commits and reads that go together at most. */
const GROUP_LIMIT = 200
/** About the characters of a group's JSON: a statement that takes long holds its rows' locks as long. */
const GROUP_WEIGHT = 4_000_000
/** How long a number that isn't used stays out of others' hands. */
const HOLD_MS = 60_000
const REMEMBERED = 5_000

interface Lanes {
  readonly loads: Grouped<LoadRequest, Loaded>
  readonly commits: Grouped<EncodedCommit, CommitResult>
  readonly numbers: Grouped<string, NumberHold>
  readonly chatThreads: Grouped<number, ThreadRef | null>
  readonly settlements: Grouped<Settlement, null>
}

export function sqlStore(driver: Driver, options: SqlStoreOptions = {}): ServedStore {
  const spaces = new Map<string, Lanes>()
  const cache = threadCache(options.remembered ?? REMEMBERED)
  let lastCommit = 0
  // Different within a group is enough; the statement's numbers have 32 bits.
  const nextCommit = (): number => {
    lastCommit = (lastCommit + 1) % 2 ** 30
    return lastCommit
  }
  const lanesOf = (workspace: string): Lanes => {
    const known = spaces.get(workspace)
    if (known !== undefined) return known
    const lanes = makeLanes(driver, workspace)
    spaces.set(workspace, lanes)
    return lanes
  }
  const ask = asking(driver)

  return {
    load: async (workspace, request) => {
      const remembered = cache.recall(workspace, request)
      if (remembered !== null) return remembered
      const loaded = await lanesOf(workspace).loads.run(request)
      cache.learn(workspace, request, loaded)
      return loaded
    },
    commit: async (workspace, commit) => {
      try {
        const result = await lanesOf(workspace).commits.run(encodeCommit(commit, nextCommit()))
        if (result === 'committed') cache.committed(workspace, commit)
        else cache.forget(workspace, commit)
        return result
      } catch (error) {
        // A database that was away may come back as a replica or a backup that is behind: its versions begin anew.
        if (error instanceof StoreError && error.code === 'unavailable') cache.clear()
        else cache.forget(workspace, commit)
        throw error
      }
    },
    holdNumber: (workspace, now) => lanesOf(workspace).numbers.run(now),
    releaseNumbers: async (workspace, holds) => {
      await ask.text(
        workspace,
        RELEASE_NUMBERS,
        holds.map(({ number, token }) => ({ number, token })),
      )
    },
    threadOfChat: async (workspace, number) => lanesOf(workspace).chatThreads.run(number),
    threadsOfMessage: async (workspace, id, channel) =>
      (await ask.list<StoredRef>(workspace, THREADS_OF_MESSAGE, { id, channel })).map(refOf),
    message: (workspace, thread, id) => ask.value(workspace, MESSAGE, { thread, id }),
    messages: (workspace, thread, range) => ask.list(workspace, MESSAGES, { thread, ...range }),
    chain: async (workspace, thread) => {
      const stored = await ask.value<StoredThread>(workspace, CHAIN, thread)
      return stored === null ? null : threadOf(stored)
    },
    chats: async (workspace, filter) => {
      const asked = {
        ...filter,
        ...(filter.q === undefined ? {} : { pattern: searchPattern(filter.q), number: searchNumber(filter.q) }),
        limit: Math.min(Math.max(filter.limit ?? 100, 1), 1000),
      }
      const found = await ask.list<StoredThread & { readonly number: number }>(workspace, chatsStatement(filter), asked)
      return found.flatMap((one) => {
        const thread = threadOf(one)
        const chat = chatOf(thread, one.number)
        return chat === null ? [] : [{ thread, chat }]
      })
    },
    journalOfMessage: async (workspace, thread, id) => {
      const stored = await ask.value<StoredEntry>(workspace, JOURNAL_OF_MESSAGE, { thread, id })
      return stored === null ? null : entryOf(stored)
    },
    journal: async (workspace, thread) => (await ask.list<StoredEntry>(workspace, JOURNAL, thread)).map(entryOf),
    timers: (workspace, filter) => ask.list(workspace, TIMERS, filter),
    claimTimers: (workspace, claim) => ask.list(workspace, CLAIM_TIMERS, claim),
    releaseTimers: async (workspace, ids, from) => {
      await ask.text(workspace, RELEASE_TIMERS, { ids, from })
    },
    outbox: async (workspace, filter) =>
      (await ask.list<Stored<OutboxEntry>>(workspace, outboxStatement(filter), filter)).map(queuedOf),
    claimOutbox: async (workspace, { now, until, limit }) =>
      (await ask.list<Stored<ClaimedEntry>>(workspace, CLAIM_OUTBOX, { now, until, at_most: limit })).map(queuedOf),
    settleOutbox: async (workspace, settlement) => {
      await lanesOf(workspace).settlements.run(settlement)
    },
    requeueOutbox: (workspace, effect, notBefore) => ask.did(workspace, REQUEUE_OUTBOX, { effect, notBefore }),
    discardOutbox: (workspace, effect) => ask.did(workspace, DISCARD_OUTBOX, effect),
    nextDue: (workspace) => ask.text(workspace, NEXT_DUE),
    health: async (workspace, now) => present(await ask.value(workspace, HEALTH, now)),
    prune: async (workspace, request) => present(await ask.value(workspace, PRUNE, request)),
    service: serviceStore(driver),
    channels: channelStore(driver),
    close: () => driver.close(),
  }
}

function makeLanes(driver: Driver, workspace: string): Lanes {
  const call = async <R>(statement: Statement, ...params: readonly string[]): Promise<R> =>
    present(decode<R>(await driver.call(workspace, statement, params)))
  const lane = <T, R>(
    keys: (one: T) => readonly string[],
    together: (group: readonly T[]) => Promise<readonly R[]>,
    weight: (one: T) => number = () => 0,
  ) =>
    grouped<T, R>({
      turns: driver.turns,
      limit: GROUP_LIMIT,
      weightLimit: GROUP_WEIGHT,
      weight,
      keys,
      // A group that took too long may have waited for a row of one of them.
      mayBlameOne: (error) =>
        error instanceof UndoneError ||
        (error instanceof StoreError && error.code === 'timeout' && !error.isOutcomeUnknown),
      together: async (group) => {
        try {
          return await together(group)
        } catch (error) {
          throw error instanceof UndoneError && group.length === 1 ? alone(error) : error
        }
      },
    })
  return {
    loads: lane(
      () => [],
      async (group) => {
        const rows = group.map(({ key, channel, customer, chat, messageId, namedMessage }, i) => {
          return { i, key, channel, customer, chat, messageId, namedMessage }
        })
        return (await call<readonly StoredLoad[]>(LOAD, encode(rows))).map(loadedOf)
      },
    ),
    commits: lane(
      ({ keys }) => keys,
      async (group) => {
        try {
          const [statement, patience] = group.length > 1 ? [COMMIT_TOGETHER, GROUP_PATIENCE] : [COMMIT, OWN_PATIENCE]
          const others = await call<{ readonly [i: number]: CommitResult }>(statement, ...paramsOf(group), patience)
          return group.map(({ i }) => others[i] ?? 'committed')
        } catch (error) {
          // Alone, and part of it was taken by somebody in the same moment: what is there now decides.
          if (error instanceof UndoneError && TAKEN.has(error.sqlState) && group.length === 1) return ['conflict']
          throw error
        }
      },
      ({ weight }) => weight,
    ),
    numbers: lane(
      () => [],
      async (moments) => {
        const now = moments.toSorted().at(-1) ?? ''
        const token = crypto.randomUUID()
        const until = new Date(Date.parse(now) + HOLD_MS).toISOString()
        const numbers = await call<readonly number[]>(
          HOLD_NUMBERS,
          encode({ count: moments.length, now, until, token }),
        )
        return numbers.map((number) => ({ number, token, until }))
      },
    ),
    chatThreads: lane(
      () => [],
      async (numbers) =>
        (await call<readonly (StoredRef | null)[]>(THREADS_OF_CHATS, encode(numbers))).map((ref) =>
          ref === null ? null : refOf(ref),
        ),
    ),
    settlements: lane(
      ({ thread }) => [thread],
      async (group) => {
        const rows = group.map(({ next, ...one }) => ({ ...one, ...next }))
        await driver.call(workspace, SETTLE_OUTBOX, [encode(rows)])
        return group.map(() => null)
      },
    ),
  }
}

/** SQLSTATE of `caseline.undo`, and of a key that is there already. */
const TAKEN = new Set(['CL001', '23505'])

interface StoredThread {
  readonly thread: Omit<Thread, 'chats' | 'root'> & { readonly root: string | null }
  readonly chats: readonly Chat[]
}

type StoredRef = Omit<ThreadRef, 'root'> & { readonly root: string | null }

interface StoredLoad {
  readonly thread: StoredThread['thread'] | null
  readonly chats: readonly Chat[] | null
  readonly contact: Contact | null
  readonly duplicateSeq: number | null
  readonly lastCommand: string | null
}

function loadedOf({ thread, chats, contact, duplicateSeq, lastCommand }: StoredLoad): Loaded {
  return {
    thread: thread === null ? null : threadOf({ thread, chats: chats ?? [] }),
    contact,
    duplicateSeq,
    lastCommand,
  }
}

function threadOf({ thread: { root, ...head }, chats }: StoredThread): Thread {
  return { ...head, ...(root === null ? {} : { root }), chats }
}

function refOf({ root, ...ref }: StoredRef): ThreadRef {
  return root === null ? ref : { ...ref, root }
}

type Stored<T extends OutboxEntry> = Omit<T, 'lastError'> & { readonly lastError: string | null }

function queuedOf<T extends OutboxEntry>({ lastError, ...entry }: Stored<T>): T {
  return { ...entry, ...(lastError === null ? {} : { lastError }) } as T
}
