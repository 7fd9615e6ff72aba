import type { PackedDay } from '../../../core/statistics/packed-facts.js'
import type { CountedThread, FigureStore } from '../../../ports/figure-store.js'
import type { ServedStore } from '../../../ports/service-store.js'
import { present, same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { ANNA, ann, BORIS, fresh, message, minute, prepare, refTo, SPACE, say } from '../conversation.js'

const CLARA = refTo('vk', 'clara')
const finish = (chat: number) => ({ type: 'finish' as const, chat, ...ann, status: 'closed' as const })
const DAYS = { fromDay: '2026-03-01', toDay: '2026-03-31' }

/** A store that keeps no figures promises nothing of them. */
function ofFigures(name: string, check: (store: ServedStore, figures: FigureStore) => Promise<void>) {
  return promised<ServedStore>(name, async (store) => {
    const { figures } = store.service
    if (figures !== undefined) await check(store, figures)
  })
}

const stale = async (figures: FigureStore, more: { readonly since?: string; readonly channel?: string } = {}) =>
  (await figures.stale(SPACE, { after: null, limit: 100, ...more })).threads

const keys = async (...asked: Parameters<typeof stale>) => (await stale(...asked)).map(({ thread }) => thread.key)

function day(channel: string, customer: string, of: string, fact: number): PackedDay {
  return { day: of, facts: [channel, customer, 0, [], [fact, 0, 0]], endless: [] }
}

async function keepAll(figures: FigureStore, days: readonly PackedDay[] = []): Promise<number> {
  const counted = (await stale(figures)).map(
    ({ thread: { key, chats }, token }): CountedThread => ({
      key,
      token,
      chats: chats.length,
      prunedChats: 0,
      days,
    }),
  )
  return figures.keep(SPACE, counted)
}

async function facts(figures: FigureStore, more: { readonly channel?: string; readonly hasEndless?: boolean } = {}) {
  const found = await figures.facts(SPACE, { ...DAYS, hasEndless: false, ...more })
  return found.toSorted(([one], [other]) => (one < other ? -1 : 1))
}

/** What statistics are made of. */
export const FIGURES: readonly ContractCase<ServedStore>[] = [
  ofFigures('tells which threads moved since their facts were made, page by page', async (store, figures) => {
    for (const ref of [ANNA, BORIS, CLARA]) await say(store, ref, message(ref, `${ref.key}-1`))
    const expected = [ANNA.key, BORIS.key, CLARA.key].toSorted()
    const found: string[] = []
    let after: string | null = null
    do {
      const { threads, next }: Awaited<ReturnType<FigureStore['stale']>> = await figures.stale(SPACE, {
        after,
        limit: 1,
      })
      found.push(...threads.map(({ thread }) => thread.key))
      after = next
    } while (after !== null)
    same('one at a time', found, expected)
    same('of a channel', await keys(figures, { channel: 'vk' }), [CLARA.key])
    same(
      'what they are made of',
      (await stale(figures)).map(({ token: _, ...one }) => one),
      (await store.service.histories(SPACE, { after: null, limit: 100 })).threads,
    )
    same('kept', await keepAll(figures), 3)
    same('nothing moved', await keys(figures), [])
    await say(store, BORIS, { type: 'note', chat: 2, ...ann, text: 'A note', attachments: [] }, minute(1))
    same('one moved', await keys(figures), [BORIS.key])
    await say(store, BORIS, finish(2), minute(2))
    same('since', await keys(figures, { since: minute(2) }), [BORIS.key])
    same('not since', await keys(figures, { since: minute(3) }), [])
    same('of nobody', await figures.stale('elsewhere', { after: null, limit: 10 }), { threads: [], next: null })
  }),
  ofFigures(
    'takes a thread for stale that got an entry and no version, or whose journal was pruned',
    async (store, figures) => {
      await say(store, ANNA, message(ANNA, 'a1'))
      await say(store, ANNA, finish(1), minute(1))
      await keepAll(figures)
      const { commit } = await prepare(
        store,
        ANNA,
        { type: 'note', chat: 1, ...ann, text: 'A note', attachments: [] },
        minute(2),
      )
      const { thread, contact } = await fresh(store, ANNA, { chat: 1 })
      const before = present('the thread', thread)
      const whose = present('the customer', contact)
      const looked = {
        ...commit,
        before,
        thread: before,
        contactBefore: whose,
        contact: whose,
        messages: [],
        outbox: [],
      }
      same('looked', await store.commit(SPACE, { ...looked, timers: { set: [], cancelled: [] } }), 'committed')
      same('an entry', await keys(figures), [ANNA.key])
      await keepAll(figures)
      same('kept', await keys(figures), [])
      await store.prune(SPACE, { journalBefore: minute(1), limit: 10 })
      same('pruned', await keys(figures), [ANNA.key])
      await keepAll(figures)
      await store.prune(SPACE, { messagesBefore: minute(9), journalBefore: minute(1), limit: 10 })
      same('nothing was pruned', await keys(figures), [])
      await store.prune(SPACE, { journalBefore: minute(9), limit: 10 })
      await keepAll(figures)
      await say(store, ANNA, { type: 'note', chat: 1, ...ann, text: 'A note', attachments: [] }, minute(3))
      same('nothing was left of it', await keys(figures, { since: minute(9) }), [ANNA.key])
      await keepAll(figures)
      same('it rests', (await figures.coverage(SPACE, { since: minute(9) })).threads, 0)
    },
  ),
  ofFigures('keeps nothing of a thread that moved or was pruned meanwhile', async (store, figures) => {
    await say(store, ANNA, message(ANNA, 'a1'))
    await say(store, BORIS, message(BORIS, 'b1'))
    await say(store, CLARA, message(CLARA, 'c1'))
    const counted = (await stale(figures)).map(
      ({ thread: { key }, token }): CountedThread => ({
        key,
        token,
        chats: 1,
        prunedChats: 0,
        days: [day('x', key, '2026-03-02', 5)],
      }),
    )
    await say(store, ANNA, finish(1), minute(1))
    same(
      'one of them was kept already',
      await figures.keep(
        SPACE,
        counted.filter(({ key }) => key === CLARA.key),
      ),
      1,
    )
    same('the one that rests', await figures.keep(SPACE, counted), 1)
    same('stale', await keys(figures), [ANNA.key])
    const again = (await stale(figures)).map(({ thread: { key }, token }) => ({
      key,
      token,
      chats: 1,
      prunedChats: 0,
      days: [],
    }))
    await store.prune(SPACE, { journalBefore: minute(1), limit: 10 })
    same('pruned meanwhile', await figures.keep(SPACE, again), 0)
    same(
      'of whom facts are kept',
      (await facts(figures)).map(([, [, customer]]) => customer).toSorted(),
      [BORIS.key, CLARA.key].toSorted(),
    )
  }),
  ofFigures('hands out what was kept last, by days', async (store, figures) => {
    await say(store, ANNA, message(ANNA, 'a1'))
    const [first, second, third] = ['2026-03-01', '2026-03-02', '2026-04-01'].map((of, index) =>
      day('tg', 'anna "☃"\n', of, index),
    )
    if (first === undefined || second === undefined || third === undefined) return
    await keepAll(figures, [{ ...first, endless: [1, 2, 3] }, second, third])
    same('of March', await facts(figures), [
      [first.day, first.facts, null],
      [second.day, second.facts, null],
    ])
    same(
      'as one endless chat',
      (await facts(figures, { hasEndless: true })).map(([, , endless]) => endless),
      [[1, 2, 3], null],
    )
    same('of another channel', await facts(figures, { channel: 'vk' }), [])
    same('of nobody', await figures.facts('elsewhere', { ...DAYS, hasEndless: true }), [])
    same(
      'days',
      await figures.factDays(SPACE, {}),
      [first, second, third].map((one) => [one.day, 1]),
    )
    same('days of a stretch', await figures.factDays(SPACE, { fromDay: '2026-03-02', toDay: '2026-03-31' }), [
      [second.day, 1],
    ])
    await say(store, ANNA, finish(1), minute(1))
    const moved = day('tg', 'anna', second.day, 7)
    await keepAll(figures, [moved, third])
    same('in their place', await facts(figures), [[moved.day, moved.facts, null]])
  }),
  ofFigures('counts live chats, and the threads whose facts are kept', async (store, figures) => {
    await say(store, ANNA, message(ANNA, 'a1'))
    await say(store, ANNA, { type: 'update', chat: 1, ...ann, changes: { assignee: ann } }, minute(1))
    await say(store, BORIS, message(BORIS, 'b1'), minute(2))
    await say(store, CLARA, message(CLARA, 'c1'), minute(2))
    await say(store, CLARA, finish(3), minute(3))
    const live = async (by: Parameters<FigureStore['live']>[1]['by'], channel?: string) =>
      (await figures.live(SPACE, { by, ...(channel === undefined ? {} : { channel }) }))
        .map(({ channel: its = '', customer = '', agent = null, count }) => `${its} ${customer} ${agent} ${count}`)
        .toSorted()
    same('all', await live(null), ['  null 2'])
    same('by channel', await live('channel'), ['tg  null 2'])
    same('by customer', await live('customer'), ['tg anna null 1', 'tg boris null 1'])
    same('by agent', await live('agent'), ['  ann 1', '  null 1'])
    same('of a channel', await live(null, 'vk'), [])
    same('nothing is kept yet', await figures.coverage(SPACE, {}), { threads: 0, chats: 0, prunedChats: 0 })
    await keepAll(figures)
    const threads = async (request: Parameters<FigureStore['coverage']>[1]) =>
      (await figures.coverage(SPACE, request)).threads
    same('all that is kept', await figures.coverage(SPACE, {}), { threads: 3, chats: 3, prunedChats: 0 })
    same('of a channel', await threads({ channel: 'tg' }), 2)
    same('moved since', await threads({ since: minute(3) }), 3)
    same('live ones', await threads({ since: minute(4) }), 2)
    await store.prune(SPACE, { journalBefore: minute(9), limit: 100 })
    await keepAll(figures)
    same('pruned ones may have moved', await threads({ since: minute(9) }), 3)
    same('of nobody', await figures.coverage('elsewhere', {}), { threads: 0, chats: 0, prunedChats: 0 })
  }),
]
