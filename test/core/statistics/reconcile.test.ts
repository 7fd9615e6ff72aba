// T2: whatever was split, merged and undone, sums over groups are the total, periods add up, and nothing that was said or
// finished is lost or counted twice.
import { expect } from 'chai'
import fc from 'fast-check'
import type { StatisticsRequest } from '../../../src/core/statistics/count-statistics.js'
import type { Durations, Figures } from '../../../src/core/statistics/figures.js'
import { GROUPINGS, isOfTime } from '../../../src/core/statistics/grouping.js'
import { readPeriod } from '../../../src/core/statistics/period.js'
import { statisticsFold } from '../../../src/core/statistics/statistics.js'
import { readThreads } from '../../../src/desk/read-threads.js'
import { readStatistics } from '../../../src/desk/statistics.js'
import type { Place } from '../../desk/make-desk.js'
import { type PostgresPlace, postgresPlace } from '../../store/sql/postgres-place.js'
import { converse, steps, WORKSPACE } from './conversations.js'
import { MORE_RULES, ZONES } from './more-rules.js'

const RUNS = Number(process.env.CASELINE_RUNS ?? 60)
/** What must add up over groups and periods, as one list of numbers with names. */
function additive({ chats, messages, autoresponses, businessHours, ...durations }: Figures): {
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
    ...prefixed('withheld by', { ...autoresponses.withheld.by, total: autoresponses.withheld.total }),
    ...counted('clock', durations),
    ...(businessHours === null ? {} : counted('business hours', businessHours)),
  }
}

function counted(hours: string, { firstResponse, reply, waiting, timeToFinish }: Durations) {
  return prefixed(hours, {
    firstResponses: firstResponse.count,
    replies: reply.count,
    waits: waiting.count,
    timesToFinish: timeToFinish.count,
  })
}

/** What a spread of whole numbers adds up to; its mean has two digits. */
const summed = ({ count, mean }: Figures['chats']['perCustomer']): number => Math.round((mean ?? 0) * count)

function prefixed(prefix: string, numbers: { readonly [name: string]: number }) {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [`${prefix} ${name}`, value]))
}

/** With the names of `like`, for sums of nothing. */
function sumOf(all: readonly Figures[], like: Figures): { readonly [name: string]: number } {
  const sum: { [name: string]: number } = Object.fromEntries(Object.keys(additive(like)).map((name) => [name, 0]))
  for (const one of all) for (const [name, value] of Object.entries(additive(one))) sum[name] = (sum[name] ?? 0) + value
  return sum
}

const period = readPeriod({})
if (!period.ok) throw new Error(period.message)
const EMPTY = statisticsFold(period.period, { groupBy: null }).sum().total

const statistics = ({ desk }: Place, request: StatisticsRequest = {}) => desk.stats(request)

async function checkSums(place: Place, zone: string, schedule: { readonly schedule?: string }): Promise<void> {
  const { total } = await statistics(place, { zone, ...schedule })
  expect(summed(total.chats.perCustomer), 'chats of all customers').to.equal(total.chats.started.total)
  expect(summed(total.chats.perMonth), 'chats of all months').to.equal(total.chats.started.total)
  for (const groupBy of GROUPINGS) {
    const grouped = await statistics(place, { groupBy, zone, ...schedule })
    if (groupBy === 'channel' || groupBy === 'customer') {
      const spread = (of: (figures: Figures) => Figures['chats']['perCustomer']) => {
        const all = (grouped.groups ?? []).map(of)
        return [all.reduce((sum, { count }) => sum + count, 0), all.reduce((sum, one) => sum + summed(one), 0)]
      }
      for (const of of [
        ({ chats }: Figures) => chats.perCustomer,
        ({ chats }: Figures) => chats.perMonth,
        ({ customers }: Figures) => customers.daysWithContact,
      ])
        expect(spread(of), groupBy).to.deep.equal([of(total).count, summed(of(total))])
    }
    expect(grouped.total, groupBy).to.deep.equal(total)
    expect(sumOf(grouped.groups ?? [], total), groupBy).to.deep.equal(additive(total))
    const live = (grouped.groups ?? []).map(({ chats }) => chats.liveNow)
    if (isOfTime(groupBy)) expect(live.every((one) => one === null)).to.equal(true)
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
  expect(sumOf(each, total)).to.deep.equal(additive(total))
}

/** A store of the embedder's own, without a `service`: threads are found by their chats. */
async function checkPlainStore({ store }: Place, zone: string): Promise<void> {
  const { service: _, ...plain } = { service: null, ...store }
  for (const request of [{}, { groupBy: 'day', zone }, { from: '2026-03-03', zone }, { channel: 'mail' }] as const) {
    const read = async (from: Place['store']) => {
      const { coverage: _, total, ...rest } = await readStatistics(from, WORKSPACE, request)
      // Of a chat that rests, a plain store doesn't tell that something was held back since.
      return 'from' in request ? { ...rest, total: { ...total, autoresponses: null } } : { ...rest, total }
    }
    expect(await read(plain), JSON.stringify(request)).to.deep.equal(await read(store))
  }
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
  let held = 0
  for await (const { journal } of readThreads(store, WORKSPACE, { since: Number.NEGATIVE_INFINITY }))
    for (const { events, trace } of journal) {
      finishes += events.filter(({ type }) => type === 'chat.finished').length
      const all = (trace?.passes ?? []).flatMap(({ verdicts }) => verdicts)
      held += JSON.stringify(all).split('"do":"send-message","outcome":{"kind":"withheld"').length - 1
      held += all.filter((one) => one.kind === 'withheld' && one.actions.length === 0).length
    }
  expect(total.chats.finished.total - total.chats.finished.by.split, 'each finish once').to.equal(finishes)
  expect(total.autoresponses.withheld.total, 'each message that was held back once').to.equal(held)
  expect(total.firstResponse.count).to.be.at.most(total.reply.count)
}

/** Open hours are a part of the clock's; as one endless chat the same is said. */
async function checkHours(place: Place, zone: string): Promise<void> {
  const { total, schedule, endless } = await statistics(place, { zone, schedule: 'office', compare: true })
  expect(schedule).to.deep.equal({ name: 'office', zone: 'Asia/Kathmandu' })
  for (const what of ['firstResponse', 'reply', 'waiting', 'timeToFinish'] as const) {
    const open = total.businessHours?.[what]
    expect(open?.count, what).to.equal(total[what].count)
    expect(open?.max ?? 0, what).to.be.at.most(total[what].max ?? 0)
    expect(open?.median ?? 0, what).to.be.at.most(total[what].median ?? 0)
  }
  expect(endless?.messages).to.deep.equal(total.messages)
  expect(endless?.autoresponses).to.deep.equal(total.autoresponses)
  expect(endless?.chats.started.total).to.be.at.most(total.chats.started.total)
  expect(endless?.customers).to.deep.equal(total.customers)
  expect(endless?.chats.finished.total).to.equal(0)
}

describe('statistics', function () {
  this.timeout(60_000 + RUNS * 400)

  it('reconcile over channels, customers, agents and days, for any conversation and zone', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.constantFrom(...ZONES), fc.boolean(), async (all, zone, isAutomated) => {
        const place = await converse(all, { rules: isAutomated ? MORE_RULES : [] })
        await checkSums(place, zone, isAutomated ? { schedule: 'office' } : {})
        if (isAutomated) await checkHours(place, zone)
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
          const inMemory = await converse(all, { rules: MORE_RULES })
          const onServer = await converse(all, { rules: MORE_RULES, store: await postgres.emptyStore() })
          for (const groupBy of [undefined, 'channel', 'agent', 'day'] as const) {
            const request = { schedule: 'office', compare: true, ...(groupBy === undefined ? {} : { groupBy }) }
            expect(await statistics(onServer, request)).to.deep.equal(await statistics(inMemory, request))
          }
        }),
        { numRuns: Math.max(3, Math.round(RUNS / 20)), endOnFailure: false },
      )
    })
  })
})
