// What is exported as a whole desk and imported again is the same desk: every view, message, figure and reason.
import { expect } from 'chai'
import fc from 'fast-check'
import type { CopiedThread } from '../../../src/desk/copy/copied-thread.js'
import { copyIn } from '../../../src/desk/copy/copy-in.js'
import { copyLines } from '../../../src/desk/copy/copy-lines.js'
import { copyOut } from '../../../src/desk/copy/copy-out.js'
import { type CopyPart, readCopy } from '../../../src/desk/copy/read-copy.js'
import type { Desk } from '../../../src/desk/desk.js'
import type { Store } from '../../../src/ports/store.js'
import { memoryStore } from '../../../src/store/memory/memory-store.js'
import { converse, steps, WORKSPACE } from '../../core/statistics/conversations.js'
import { CHANNELS, RULES } from '../../properties/place.js'
import { type PostgresPlace, postgresPlace } from '../../store/sql/postgres-place.js'
import { makeDesk, type Place, refusalOf, START } from '../make-desk.js'

const RUNS = Number(process.env.CASELINE_RUNS ?? 60)

const textOf = async (store: Store): Promise<string> => {
  let text = ''
  for await (const part of copyLines(copyOut({ store, workspace: WORKSPACE }))) text += part
  return text
}

async function* linesOf(text: string) {
  for (const [index, line] of text.split('\n').entries()) yield { number: index + 1, text: line }
}

async function partsOf(text: string): Promise<readonly CopyPart[]> {
  const parts: CopyPart[] = []
  for await (const part of readCopy(linesOf(text))) parts.push(part)
  return parts
}

async function copyInto(store: Store, text: string): Promise<void> {
  const parts = await partsOf(text)
  expect(parts.filter((part) => 'fault' in part)).to.deep.equal([])
  const numbers = parts.flatMap((part) =>
    'copied' in part ? part.copied.thread.chats.map(({ number }) => number) : [],
  )
  async function* copied(): AsyncGenerator<CopiedThread> {
    for (const part of parts) if ('copied' in part) yield part.copied
  }
  await copyIn({ store, workspace: WORKSPACE }, copied(), { highest: Math.max(0, ...numbers), now: START })
}

const deskOn = async (store: Store, { clock }: Place): Promise<Desk> =>
  (await makeDesk({ store, clock, channels: CHANNELS, rules: RULES })).desk

/** In whatever order a store has threads, and a thread its properties. */
function inSortedLines(text: string): readonly string[] {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, own]) => [name, sorted(own)] as const)
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    )
  }
  const lines = text.trimEnd().split('\n')
  return lines.map((line) => JSON.stringify(sorted(JSON.parse(line)))).sort()
}

/** A store may have put a silence timer off by itself; the copy has it where the chat says, and looks once more. */
async function timersOf(store: Store): Promise<readonly unknown[]> {
  const timers = await store.timers(WORKSPACE, { limit: 1000 })
  const chats = new Map((await store.chats(WORKSPACE, { limit: 1000 })).map(({ chat }) => [chat.number, chat]))
  return timers
    .map((timer) => {
      const { timerAt = null, lookAt = null } = chats.get(timer.chat)?.silence ?? {}
      const isPutOff = timerAt !== null && lookAt !== null && timer.due >= timerAt && timer.due <= lookAt
      return timer.kind === 'silence' && isPutOff ? { ...timer, due: [timerAt, lookAt] } : timer
    })
    .sort((left, right) => (left.id < right.id ? -1 : 1))
}

/** All that can be asked of a desk. */
async function told(desk: Desk, store: Store) {
  const rows: unknown[] = []
  for (const state of [undefined, 'merged'] as const)
    for await (const page of desk.export({ hasMessages: true, ...(state === undefined ? {} : { state }) }))
      rows.push(...page)
  const { coverage: _, ...stats } = await desk.stats({ groupBy: 'customer', compare: true })
  return {
    rows,
    stats,
    timers: await timersOf(store),
    lines: inSortedLines(await textOf(store)),
  }
}

async function checkSame(place: Place, fresh: Store): Promise<void> {
  await copyInto(fresh, await textOf(place.store))
  const desk = await deskOn(fresh, place)
  expect(await told(desk, fresh)).to.deep.equal(await told(place.desk, place.store))
  for (const { number } of await place.desk.chats({ limit: 1000 })) {
    for (const { id, kind } of await place.desk.messages(number)) {
      if (kind === 'note') continue
      const reasons = await Promise.all(
        [place.store, fresh].map(async (store) => {
          const [ref] = await store.threadsOfMessage(WORKSPACE, id)
          return ref === undefined ? null : store.journalOfMessage(WORKSPACE, ref.key, id)
        }),
      )
      expect(reasons[1], id).to.deep.equal(reasons[0])
    }
  }
  // It goes on as the first one would.
  const next = await desk.receive({ channel: 'tg', customer: { id: 'new' }, id: 'fresh', text: 'Hi' })
  const then = await place.desk.receive({ channel: 'tg', customer: { id: 'new' }, id: 'fresh', text: 'Hi' })
  expect(next.chat.number).to.equal(then.chat.number)
}

describe('a copied desk', function () {
  this.timeout(60_000 + RUNS * 400)

  it('is the desk that was copied, whatever was split, merged and undone', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => checkSame(await converse(all), memoryStore())),
      { numRuns: RUNS, endOnFailure: true },
    )
  })

  it('is the same where the journal was pruned', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const place = await converse(all)
        await place.desk.prune({ journalBefore: place.clock.now(), limit: 20 })
        const fresh = memoryStore()
        await copyInto(fresh, await textOf(place.store))
        const desk = await deskOn(fresh, place)
        expect(await told(desk, fresh)).to.deep.equal(await told(place.desk, place.store))
      }),
      { numRuns: Math.round(RUNS / 3), endOnFailure: true },
    )
  })

  it('is the same where anything of the journal was pruned: a database takes it in any order', async () => {
    const holes = fc.infiniteStream(fc.nat({ max: 2 }))
    await fc.assert(
      fc.asyncProperty(steps, holes, async (all, kept) => {
        const place = await converse(all, { store: memoryStore() })
        const left = (await textOf(place.store))
          .split('\n')
          .filter((line) => !line.startsWith('{"entry":') || kept.next().value !== 0)
          .join('\n')
        const fresh = memoryStore()
        await copyInto(fresh, left)
        expect(inSortedLines(await textOf(fresh))).to.deep.equal(inSortedLines(left))
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
  })

  describe('on Postgres', () => {
    let postgres: PostgresPlace
    before(async () => {
      postgres = await postgresPlace()
    })
    after(() => postgres.drop())

    it('is the desk that was copied out of memory, and back again', async () => {
      await fc.assert(
        fc.asyncProperty(steps, async (all) => {
          const place = await converse(all, { store: memoryStore() })
          const server = await postgres.emptyStore()
          await checkSame(place, server)
        }),
        { numRuns: Math.max(2, Math.round(RUNS / 20)), endOnFailure: true },
      )
    })
  })

  it('is refused where chats are already, and nothing changes', async () => {
    const { desk, store } = await makeDesk({ rules: [] })
    await desk.receive({ channel: 'tg', customer: { id: 'anna' }, text: 'Hi' })
    const before = await textOf(store)
    const { code, number } = await refusalOf(copyInto(store, before))
    expect([code, number]).to.deep.equal(['conflict', 1])
    expect(await textOf(store)).to.equal(before)
  })
})

describe("a desk's file", () => {
  let lines: string[]
  before(async () => {
    const { desk, store } = await makeDesk({ rules: [] })
    const { chat } = await desk.receive({ channel: 'tg', customer: { id: 'anna' }, id: 'm1', text: 'Hi' })
    await desk.reply(chat.number, { agent: 'olga', text: 'Hello', id: 'm2' })
    await desk.receive({ channel: 'tg', customer: { id: 'boris' }, id: 'm3', text: 'Hi' })
    lines = (await textOf(store)).trimEnd().split('\n')
  })
  const faults = async (change: (all: string[]) => void) => {
    const all = [...lines]
    change(all)
    return (await partsOf(all.join('\n'))).flatMap((part) => ('fault' in part ? [[part.line, part.fault]] : []))
  }
  const edited = (at: number, from: string, to: string) => (all: string[]) => {
    const before = all[at] ?? ''
    expect(before).to.contain(from)
    all[at] = before.replace(from, to)
  }

  it('is a line for each thread, message and journal entry, between a beginning and an end', async () => {
    expect(lines.map((line) => Object.keys(JSON.parse(line))[0])).to.deep.equal([
      'desk',
      ...['thread', 'message', 'message', 'entry', 'entry'],
      ...['thread', 'message', 'entry'],
      'end',
    ])
    expect(await faults(() => {})).to.deep.equal([])
  })

  it('tells each fault with its line', async () => {
    for (const [change, line, part] of [
      [(all: string[]) => void all.pop(), 9, 'cut off'],
      [(all: string[]) => void all.splice(6, 3), 7, 'holds 1 threads, not 2'],
      [(all: string[]) => void all.shift(), 1, 'begins with {"desk"'],
      [(all: string[]) => void all.push(lines[1] ?? ''), 11, 'behind the end'],
      [edited(0, '"format":1', '"format":9'), 1, 'format 9 is not known'],
      [edited(1, '"key":"tg:anna"', '"key":"tg:clara"'), 2, 'not that of its channel and customer'],
      [edited(1, '"number":1', '"number":-1'), 2, 'neither a thread'],
      [edited(1, '"state":"active"', '"state":"asleep"'), 2, 'chat 1 has no state'],
      [edited(1, '"parts":', '"pieces":'), 2, "can't be read"],
      [edited(2, '"id":"m1"', '"id":5'), 3, 'neither a thread'],
      [edited(3, '"id":"m2"', '"id":"m1"'), 4, 'has a message m1 already'],
      [edited(3, '"seq":2', '"seq":1'), 4, 'out of order: seq 1'],
      [edited(4, '{', '['), 5, 'not JSON'],
      [edited(6, '"version":1', '"version":0'), 7, 'must be 1 or more'],
      [edited(6, '"number":2', '"number":1'), 7, 'chat 1 is there twice'],
      [edited(1, '"version":2', '"version":1'), 2, "doesn't fit"],
    ] as const) {
      const found = await faults(change)
      expect(found[0]?.[0], `${part}: ${JSON.stringify(found)}`).to.equal(line)
      expect(String(found[0]?.[1])).to.contain(part)
    }
  })
})
