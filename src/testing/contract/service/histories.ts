import type { VerdictCounts } from '../../../core/rules/verdict.js'
import type { Trace } from '../../../core/trace.js'
import type { ServedStore } from '../../../ports/service-store.js'
import type { ThreadHistory } from '../../../ports/thread-history.js'
import { same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { ANNA, ann, BORIS, message, minute, prepare, refTo, SPACE, say } from '../conversation.js'

const CLARA = refTo('vk', 'clara')
const finish = (chat: number) => ({ type: 'finish' as const, chat, ...ann, status: 'closed' as const })

type Page = Parameters<ServedStore['service']['histories']>[1]

async function readAll({ service }: ServedStore, page: Omit<Page, 'after'>): Promise<readonly ThreadHistory[]> {
  const found: ThreadHistory[] = []
  let after: string | null = null
  do {
    const { threads, next }: Awaited<ReturnType<typeof service.histories>> = await service.histories(SPACE, {
      ...page,
      after,
    })
    found.push(...threads)
    after = next
  } while (after !== null)
  return found.toSorted((left, right) => (left.thread.key < right.thread.key ? -1 : 1))
}

const keys = (all: readonly ThreadHistory[]) => all.map(({ thread }) => thread.key)

const DECIDED = { traced: 0, verdicts: {}, automated: 0 }

/** Threads with what happened in them. */
export const HISTORIES: readonly ContractCase<ServedStore>[] = [
  promised('hands every thread out once with its chain and what happened, however it is paged', async (store) => {
    const letter = refTo('mail', 'anna', '<root@x>')
    await say(store, ANNA, message(ANNA, 'm1'))
    await say(store, ANNA, finish(1), minute(1))
    await say(store, ANNA, message(ANNA, 'm2'), minute(2))
    await say(store, letter, message(letter, 'l1'))
    const { commit } = await prepare(store, letter, message(letter, 'l2'), minute(1))
    // As if it had been a split: all that matters here is that the journal says where it began.
    const split = { type: 'split' as const, id: commit.command, at: minute(1), chat: 3, ...ann, from: 'l2' }
    await store.commit(SPACE, { ...commit, journal: commit.journal && { ...commit.journal, command: split } })
    await say(store, BORIS, message(BORIS, 'b1'))
    const expected = [ANNA.key, BORIS.key, letter.key].toSorted()
    for (const limit of [1, 2, 3, 100]) same(`${limit} at a time`, keys(await readAll(store, { limit })), expected)
    const all = await readAll(store, { limit: 100 })
    for (const { thread, journal } of all) {
      same('the chain', thread, await store.chain(SPACE, thread.key))
      const told = (await store.journal(SPACE, thread.key)).filter(({ events }) => events.length > 0)
      same(
        'what happened',
        journal.filter(({ events }) => events.length > 0).map(({ command, events }) => [command.type, events]),
        told.map(({ command, events }) => [command.type, events]),
      )
    }
    const found = all.flatMap(({ journal }) => journal).find(({ command }) => command.type === 'split')
    same('where a split begins', found?.command.from, 'l2')
    const named = await store.service.historiesOf(SPACE, [BORIS.key, 'nobody', ANNA.key])
    same('named ones', keys(named).toSorted(), [ANNA.key, BORIS.key].toSorted())
    same('none', await store.service.historiesOf(SPACE, []), [])
    same('of nobody', await store.service.histories('elsewhere', { after: null, limit: 10 }), {
      threads: [],
      next: null,
    })
  }),
  promised('counts what was decided with each version of the rules', async (store) => {
    const as = async (
      ref: typeof ANNA,
      id: string,
      at: string,
      version: string | null,
      verdicts: VerdictCounts | null,
    ) => {
      const { commit } = await prepare(store, ref, message(ref, id), at)
      const { journal } = commit
      if (journal === null) throw new Error('A message has an entry')
      const { id: command, type } = journal.command
      const trace: Trace | null =
        verdicts === null
          ? null
          : {
              command: { id: command, type, at },
              ruleSet: null,
              outcome: journal.outcome,
              counts: verdicts,
              before: null,
              after: null,
              transition: null,
              passes: [],
            }
      const sent = { type: 'message.automated' as const, chat: 1, at, message: 'x', rule: 'r' }
      const events = verdicts?.matched === undefined ? journal.events : [...journal.events, sent]
      await store.commit(SPACE, { ...commit, journal: { ...journal, ruleSetVersion: version, trace, events } })
    }
    await as(ANNA, 'm1', minute(1), 'one', { matched: 1, failed: 3 })
    await as(ANNA, 'm2', minute(2), 'one', { 'ruled-out': 4 })
    await as(BORIS, 'b1', minute(3), 'one', null)
    await as(BORIS, 'b2', minute(4), 'two', { matched: 2, withheld: 1 })
    await as(CLARA, 'c1', minute(5), null, null)
    const decided = async (from: string, to: string | null, space = SPACE) =>
      (await store.service.decisions(space, { from, to })).toSorted((one, other) =>
        (one.version ?? '') < (other.version ?? '') ? -1 : 1,
      )
    const none = { ...DECIDED, version: null, decisions: 1, threads: 1 }
    const two = {
      version: 'two',
      decisions: 1,
      threads: 1,
      traced: 1,
      verdicts: { matched: 2, withheld: 1 },
      automated: 1,
    }
    const verdicts = { matched: 1, failed: 3, 'ruled-out': 4 }
    same('all', await decided(minute(0), null), [
      none,
      { version: 'one', decisions: 3, threads: 2, traced: 2, verdicts, automated: 1 },
      two,
    ])
    same('a stretch', await decided(minute(3), minute(5)), [
      { ...DECIDED, version: 'one', decisions: 1, threads: 1 },
      two,
    ])
    same('elsewhere', await decided(minute(0), null, 'elsewhere'), [])
  }),
  promised('leaves out threads of other channels, and those that rest since a moment', async (store) => {
    await say(store, ANNA, message(ANNA, 'm1'))
    await say(store, ANNA, finish(1), minute(1))
    await say(store, CLARA, message(CLARA, 'c1'))
    await say(store, BORIS, message(BORIS, 'b1'))
    await say(store, BORIS, finish(3), minute(9))
    same('a channel', keys(await readAll(store, { limit: 1, channel: 'vk' })), [CLARA.key])
    same('since', keys(await readAll(store, { limit: 1, since: minute(9) })), [BORIS.key, CLARA.key].toSorted())
    same('live ones', keys(await readAll(store, { limit: 10, since: minute(10) })), [CLARA.key])
    await store.prune(SPACE, { journalBefore: minute(5), limit: 100 })
    same('a pruned one may have moved', keys(await readAll(store, { limit: 10, since: minute(10) })), [
      ANNA.key,
      CLARA.key,
    ])
  }),
]
