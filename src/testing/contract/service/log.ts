import type { ServedStore } from '../../../ports/service-store.js'
import { same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { ANNA, ann, BORIS, message, minute, prepare, refTo, SPACE, say, talk } from '../conversation.js'
import { fails, HOSTILE } from './hostile.js'
import { beginning, readOn } from './reading.js'

const finish = (chat: number) => ({ type: 'finish' as const, chat, ...ann, status: 'closed' as const })

/** What happened, in order. */
export const LOG: readonly ContractCase<ServedStore>[] = [
  promised('tells what each command brought about, in order, with its thread', async (store) => {
    const letter = refTo('mail', 'anna', '<root@x>')
    const said = [
      [ANNA, message(ANNA, 'm1')],
      [letter, message(letter, 'l1')],
      [ANNA, finish(1)],
      [ANNA, message(ANNA, 'm2')],
    ] as const
    const from = await beginning(store)
    for (const [index, [ref, one]] of said.entries()) await say(store, ref, one, minute(index))
    const { entries, gaps } = await readOn(store, from)
    const [anna, mail] = [await store.journal(SPACE, ANNA.key), await store.journal(SPACE, letter.key)]
    const expected = [anna[0], mail[0], anna[1], anna[2]]
    same(
      'entries',
      entries.map(({ place: _, ...entry }) => entry),
      expected.map((entry, index) => ({
        at: entry?.command.at,
        command: entry?.command.id,
        thread: said[index]?.[0].key,
        channel: said[index]?.[0].channel,
        chat: entry?.chat,
        events: entry?.events,
      })),
    )
    same('gaps', gaps, 0)
  }),
  promised('is read page by page to the same end, and finds each entry by its place', async (store) => {
    const from = await beginning(store)
    await talk(store, ANNA, ...Array.from({ length: 7 }, (_, index) => message(ANNA, `m${index}`)))
    const whole = await readOn(store, from)
    same('how many', whole.entries.length, 7)
    for (const limit of [1, 2, 3, 7]) {
      const paged = await readOn(store, from, limit)
      same(`${limit} at a time`, paged.entries, whole.entries)
      same(`the end of ${limit} at a time`, paged.next, whole.next)
    }
    for (const [index, { place }] of whole.entries.entries()) {
      same('behind it', (await readOn(store, place, 2)).entries, whole.entries.slice(index + 1))
      same('it', await store.service.logEntry(SPACE, place), whole.entries[index])
      same('is a place', store.service.isLogPlace(place), true)
    }
    same('no entry’s place', await store.service.logEntry(SPACE, from), null)
  }),
  promised('moves on over commands without events, which it doesn’t tell', async (store) => {
    const from = await beginning(store)
    await say(store, ANNA, message(ANNA, 'm1'))
    for (let time = 1; time <= 3; time += 1) {
      const { commit } = await prepare(store, ANNA, message(ANNA, `q${time}`), minute(time))
      const journal = commit.journal === null ? null : { ...commit.journal, events: [] }
      same('committed', await store.commit(SPACE, { ...commit, journal }), 'committed')
    }
    await say(store, ANNA, message(ANNA, 'm2'), minute(4))
    const { entries } = await readOn(store, from, 1)
    same(
      'entries',
      entries.map(({ at }) => at),
      [minute(0), minute(4)],
    )
  }),
  promised('tells nothing twice and nothing before its end', async (store) => {
    const { service } = store
    const empty = await service.logEnd(SPACE)
    same('an empty log', await service.log(SPACE, empty, 10), { entries: [], next: empty, isGap: false })
    await talk(store, ANNA, message(ANNA, 'm1'), message(ANNA, 'm2'))
    const end = await service.logEnd(SPACE)
    same('at the end', (await readOn(store, end)).entries, [])
    await say(store, ANNA, message(ANNA, 'm3'), minute(2))
    await say(store, BORIS, message(BORIS, 'b1'), minute(3))
    const later = await readOn(store, end)
    same(
      'behind the end',
      later.entries.map(({ at }) => at),
      [minute(2), minute(3)],
    )
    same('behind that', await readOn(store, later.next), { entries: [], next: later.next, gaps: 0 })
    same('all', (await readOn(store, empty)).entries.length, 4)
  }),
  promised('finds the place of a moment', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'), message(ANNA, 'm2'), message(ANNA, 'm3'))
    const from = async (moment: string) =>
      (await readOn(store, await store.service.logAt(SPACE, moment))).entries.map(({ at }) => at)
    same('before all', await from(minute(-1)), [minute(0), minute(1), minute(2)])
    same('at the second', await from(minute(1)), [minute(1), minute(2)])
    same('between two', await from(minute(1.5)), [minute(2)])
    same('without fractions', await from('2026-03-02T12:02:00Z'), [minute(2)])
    same('behind all', await from(minute(3)), [])
  }),
  promised('misses nothing and tells nothing twice while many write', async (store) => {
    const from = await store.service.logEnd(SPACE)
    let isWriting = true
    const read = (async () => {
      const seen: string[] = []
      let place = from
      for (let isLast = false; !isLast; ) {
        isLast = !isWriting
        const more = await readOn(store, place, 3)
        seen.push(...more.entries.map(({ command }) => command))
        place = more.next
      }
      return seen
    })()
    const writers = Array.from({ length: 12 }, async (_, index) => {
      const ref = refTo('tg', `c${index}`)
      await talk(store, ref, ...Array.from({ length: 5 }, (__, time) => message(ref, `m${index}-${time}`)))
      return (await store.journal(SPACE, ref.key)).map(({ command }) => command.id)
    })
    const written = (await Promise.all(writers)).flat()
    isWriting = false
    const seen = await read
    same('what was seen', [...seen].sort(), [...written].sort())
    same(
      'again, in one go',
      (await readOn(store, from)).entries.map(({ command }) => command),
      seen,
    )
  }),
  promised('knows what is no place', async (store) => {
    const { service } = store
    const end = await service.logEnd(SPACE)
    const wrong = [
      ...HOSTILE,
      '',
      '1',
      '-1',
      `${end}.1`,
      ` ${end}`,
      `${end} `,
      `0${end}`,
      `-${end}`,
      `+${end}`,
      `${end}n`,
    ]
    wrong.push(`${end}\n`, `${end}e1`, end.replaceAll('.', ','), `${end}${'9'.repeat(40)}`, '9'.repeat(1_000_000))
    for (const text of wrong) {
      same(`a place: ${text.slice(0, 50)}`, service.isLogPlace(text), false)
      same('read from there', await fails(service.log(SPACE, text, 1)), true)
      same('the entry there', await fails(service.logEntry(SPACE, text)), true)
    }
  }),
]
