import type { ServedStore } from '../../../ports/service-store.js'
import { same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { ANNA, BORIS, message, minute, SPACE, say, talk } from '../conversation.js'
import { beginning, readOn } from './reading.js'

/** Anna at 0, 1, 2, 3, then Boris at 1: the last is pruned before some that came earlier. */
async function mixed(store: ServedStore): Promise<void> {
  await talk(store, ANNA, ...['m1', 'm2', 'm3', 'm4'].map((id) => message(ANNA, id)))
  await say(store, BORIS, message(BORIS, 'b1'), minute(1))
}

/** What readers hear of what was pruned before they came. */
export const LOG_GAPS: readonly ContractCase<ServedStore>[] = [
  promised('tells of a gap once, and only those whom it concerns', async (store) => {
    const from = await beginning(store)
    await talk(store, ANNA, ...['m1', 'm2', 'm3'].map((id) => message(ANNA, id)))
    const [first, second] = (await readOn(store, from)).entries.map(({ place }) => place)
    same('pruned', (await store.prune(SPACE, { journalBefore: minute(2), limit: 10 })).journal, 2)
    for (const limit of [1, 10]) {
      const late = await readOn(store, from, limit)
      same('who was before it', [late.gaps, late.entries.map(({ at }) => at)], [1, [minute(2)]])
    }
    same('who was in it', (await readOn(store, first ?? '')).gaps, 1)
    same('who was behind it', (await readOn(store, second ?? '')).gaps, 0)
    same('the entry', await store.service.logEntry(SPACE, second ?? ''), null)
    same('who comes now', (await readOn(store, await store.service.logEnd(SPACE))).gaps, 0)
  }),
  promised('tells of a gap when nothing is left', async (store) => {
    const from = await beginning(store)
    await mixed(store)
    same('pruned', (await store.prune(SPACE, { journalBefore: minute(9), limit: 10 })).journal, 5)
    const late = await readOn(store, from)
    same('once', [late.gaps, late.entries], [1, []])
    same('then no more', await readOn(store, late.next), { entries: [], next: late.next, gaps: 0 })
    await say(store, ANNA, message(ANNA, 'm5'), minute(4))
    same(
      'what comes then',
      (await readOn(store, late.next)).entries.map(({ at }) => at),
      [minute(4)],
    )
  }),
  promised('tells of a gap between entries that stay', async (store) => {
    const from = await beginning(store)
    await mixed(store)
    for (let calls = 0; calls < 3; calls += 1) await store.prune(SPACE, { journalBefore: minute(2), limit: 1 })
    for (const limit of [1, 2, 10]) {
      const late = await readOn(store, from, limit)
      same(`${limit} at a time`, [late.gaps, late.entries.map(({ at }) => at)], [1, [minute(2), minute(3)]])
    }
  }),
  promised('tells of a gap to who asks from a moment whose entries are gone', async (store) => {
    await mixed(store)
    await store.prune(SPACE, { journalBefore: minute(2), limit: 10 })
    const from = async (moment: string) => {
      const { gaps, entries } = await readOn(store, await store.service.logAt(SPACE, moment))
      return [gaps, entries.map(({ at }) => at)]
    }
    same('from the beginning', await from(minute(0)), [1, [minute(2), minute(3)]])
    same('from the last that is gone', await from(minute(1)), [1, [minute(2), minute(3)]])
    same('from where nothing is left', (await from(minute(5)))[1], [])
  }),
  promised('tells of a gap to who comes with a place that this log never gave', async (store) => {
    await mixed(store)
    const end = await store.service.logEnd(SPACE)
    const [era, ...rest] = end.split('.')
    const future = [Number(era) + 1, ...rest].join('.')
    const page = await store.service.log(SPACE, future, 10)
    same('a place to come', page, { entries: [], next: end, isGap: true })
    await say(store, ANNA, message(ANNA, 'm5'), minute(9))
    same(
      'from there on',
      (await readOn(store, page.next)).entries.map(({ at }) => at),
      [minute(9)],
    )
  }),
]
