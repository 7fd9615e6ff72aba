// T2: whatever was split, merged and undone, sums over groups are the total, periods add up, and nothing that was said or
// finished is lost or counted twice.
import { expect } from 'chai'
import fc from 'fast-check'
import type { Figures } from '../../../src/core/statistics/figures.js'
import { readPeriod } from '../../../src/core/statistics/period.js'
import { GROUPINGS, statisticsFold } from '../../../src/core/statistics/statistics.js'
import { readThreads } from '../../../src/desk/read-threads.js'
import { readStatistics, type StatisticsRequest } from '../../../src/desk/statistics.js'
import type { Place } from '../../desk/make-desk.js'
import { type PostgresPlace, postgresPlace } from '../../store/sql/postgres-place.js'
import { converse, steps, WORKSPACE } from './conversations.js'

const RUNS = Number(process.env.CASELINE_RUNS ?? 150)
const ZONES = ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Kiritimati']

/** What must add up over groups and periods, as one list of numbers with names. */
function additive({ chats, messages, firstResponse, reply, timeToFinish }: Figures): {
  readonly [name: string]: number
} {
  const { started, reopened, finished, inOneGo } = chats
  return {
    started: started.total,
    ...prefixed('started by', started.by),
    reopened: reopened.total,
    ...prefixed('reopened by', reopened.by),
    finished: finished.total,
    ...prefixed('finished', finished.byStatus),
    ...prefixed('finished by', finished.by),
    settled: inOneGo.of,
    inOneGo: inOneGo.count,
    ...prefixed('messages by', messages),
    firstResponses: firstResponse.count,
    replies: reply.count,
    timesToFinish: timeToFinish.count,
  }
}

function prefixed(prefix: string, numbers: { readonly [name: string]: number }) {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [`${prefix} ${name}`, value]))
}

function sumOf(all: readonly Figures[]): { readonly [name: string]: number } {
  const sum: { [name: string]: number } = { ...additive(EMPTY) }
  for (const one of all) for (const [name, value] of Object.entries(additive(one))) sum[name] = (sum[name] ?? 0) + value
  return sum
}

const period = readPeriod({})
if (!period.ok) throw new Error(period.message)
const EMPTY = statisticsFold(period.period, null).sum().total

const statistics = ({ store }: Place, request: StatisticsRequest = {}) => readStatistics(store, WORKSPACE, request)

async function checkSums(place: Place, zone: string): Promise<void> {
  const { total } = await statistics(place)
  for (const groupBy of GROUPINGS) {
    const grouped = await statistics(place, { groupBy, zone })
    expect(grouped.total, groupBy).to.deep.equal(total)
    expect(sumOf(grouped.groups ?? []), groupBy).to.deep.equal(additive(total))
    const live = (grouped.groups ?? []).map(({ chats }) => chats.liveNow)
    if (groupBy === 'day' || groupBy === 'month') expect(live.every((one) => one === null)).to.equal(true)
    else
      expect(
        live.reduce<number>((sum, one) => sum + (one ?? 0), 0),
        groupBy,
      ).to.equal(total.chats.liveNow)
    const wrote = (grouped.groups ?? []).reduce((sum, { customers }) => sum + customers.wrote, 0)
    if (groupBy === 'channel' || groupBy === 'customer') expect(wrote, groupBy).to.equal(total.customers.wrote)
  }
}

/** Days one after the other, each read by itself, are the whole; threads that are passed over hold nothing of the day. */
async function checkPeriods(place: Place, zone: string): Promise<void> {
  const { total, groups } = await statistics(place, { groupBy: 'day', zone })
  const days = (groups ?? []).map(({ key }) => key.day ?? '')
  const each: Figures[] = []
  for (const [index, day] of days.entries()) {
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
    const one = (await statistics(place, { from: day, to: next, zone })).total
    const { key: _, ...figures } = groups?.[index] ?? { key: {}, ...EMPTY }
    expect({ ...one, chats: { ...one.chats, liveNow: null } }, day).to.deep.equal(figures)
    each.push(one)
  }
  expect(sumOf(each)).to.deep.equal(additive(total))
}

/** A store of the embedder's own, without a `service`: threads are found by their chats. */
async function checkPlainStore({ store }: Place, zone: string): Promise<void> {
  const { service: _, ...plain } = { service: null, ...store }
  for (const request of [{}, { groupBy: 'day', zone }, { from: '2026-03-03', zone }, { channel: 'mail' }] as const)
    expect(await readStatistics(plain, WORKSPACE, request), JSON.stringify(request)).to.deep.equal({
      ...(await readStatistics(store, WORKSPACE, request)),
      coverage: (await readStatistics(plain, WORKSPACE, request)).coverage,
    })
  const whole = await readStatistics(plain, WORKSPACE, {})
  expect(whole.coverage).to.deep.equal((await readStatistics(store, WORKSPACE, {})).coverage)
}

/** Against what the chats, their messages and the journals say without any of our sums. */
async function checkAgainstStore(place: Place): Promise<void> {
  const { desk, store } = place
  const { total, coverage } = await statistics(place)
  const chats = (await desk.chats({ limit: 1000 })).filter(({ state }) => state !== 'merged')
  expect(total.chats.started.total, 'as many as rows of the export').to.equal(chats.length)
  expect(coverage.chats).to.equal(chats.length)
  const said = { customer: 0, agent: 0, automation: 0 }
  const writers = new Set<string>()
  for (const { number, channel, customer } of chats)
    for (const { kind, author } of await desk.messages(number)) {
      if (kind === 'note') continue
      said[author] += 1
      if (author === 'customer') writers.add(JSON.stringify([channel, customer]))
    }
  expect(total.messages).to.deep.equal(said)
  expect(total.customers.wrote).to.equal(writers.size)
  let finishes = 0
  for await (const { journal } of readThreads(store, WORKSPACE, { since: Number.NEGATIVE_INFINITY }))
    for (const { events } of journal) finishes += events.filter(({ type }) => type === 'chat.finished').length
  expect(total.chats.finished.total - total.chats.finished.by.split, 'each finish once').to.equal(finishes)
  expect(total.firstResponse.count).to.be.at.most(total.reply.count)
}

describe('statistics', function () {
  this.timeout(60_000 + RUNS * 400)

  it('reconcile over channels, customers, agents and days, for any conversation and zone', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(...ZONES), fc.boolean(), async (all, zone, isAutomated) => {
        const place = await converse(all, isAutomated ? {} : { rules: [] })
        await checkSums(place, zone)
        await checkPeriods(place, zone)
        await checkPlainStore(place, zone)
        await checkAgainstStore(place)
      }),
      { numRuns: RUNS, endOnFailure: false },
    )
  })

  describe('on Postgres', () => {
    let postgres: PostgresPlace
    before(async () => {
      postgres = await postgresPlace()
    })
    after(() => postgres.drop())

    it('are the same as in memory', async () => {
      await fc.assert(
        fc.asyncProperty(steps, async (all) => {
          const inMemory = await converse(all)
          const onServer = await converse(all, { store: await postgres.emptyStore() })
          for (const groupBy of [undefined, 'channel', 'agent', 'day'] as const) {
            const request = groupBy === undefined ? {} : { groupBy }
            expect(await statistics(onServer, request)).to.deep.equal(await statistics(inMemory, request))
          }
        }),
        { numRuns: Math.max(3, Math.round(RUNS / 20)), endOnFailure: false },
      )
    })
  })
})
