import { expect } from 'chai'
import type { StatisticsRequest } from '../../../src/core/statistics/count-statistics.js'
import type { Durations } from '../../../src/core/statistics/figures.js'
import { spreadOf } from '../../../src/core/statistics/spread.js'
import { readStatistics } from '../../../src/desk/statistics.js'
import { makeDesk, type Place, refusalOf, WORKSPACE } from '../../desk/make-desk.js'

const MINUTE = 60_000
const anna = { channel: 'tg', customer: { id: 'anna' } }
const olga = { agent: 'olga' }

describe('the figures', () => {
  let place: Place
  beforeEach(async () => {
    place = await makeDesk({ rules: [] })
  })
  const of = (request: StatisticsRequest = {}) => readStatistics(place.store, WORKSPACE, request)
  const wait = async (span: string) => {
    place.clock.advance(span)
    await place.desk.runDue()
  }
  const write = async (text = 'Hi') => (await place.desk.receive({ ...anna, text })).chat.number

  it('belong to the stretch that they happened in: a reopening never makes an old first response five days long', async () => {
    const { desk } = place
    const chat = await write()
    await wait('PT2M')
    await desk.reply(chat, { ...olga, text: 'Hello' })
    await wait('PT3M')
    await desk.finish(chat, { ...olga, status: 'pending' })
    await wait('P5D')
    await write('And another thing')
    await wait('PT4M')
    await desk.reply(chat, { ...olga, text: 'Yes' })
    await desk.finish(chat, { ...olga, status: 'closed' })
    const { total } = await of()
    expect(total.firstResponse).to.deep.equal({
      count: 2,
      mean: 3 * MINUTE,
      median: 2 * MINUTE,
      p90: 4 * MINUTE,
      max: 4 * MINUTE,
    })
    expect(total.timeToFinish).to.deep.include({ count: 2, mean: 4.5 * MINUTE, max: 5 * MINUTE })
    expect(total.chats.reopened).to.deep.equal({ total: 1, by: { customer: 1, agent: 0 } })
    expect(total.chats.finished.byStatus).to.deep.equal({ open: 0, pending: 1, closed: 1 })
    expect(total.chats.inOneGo).to.deep.equal({ count: 0, of: 1, share: 0 })
    expect(total.messages).to.deep.equal({ customer: 2, agent: 2, automation: 0 })
  })

  it('take no automation for a response', async () => {
    place = await makeDesk({
      rules: { rules: [{ id: 'auto', on: 'chat.started', then: [{ do: 'send-message', text: 'We are away' }] }] },
    })
    const chat = await write()
    await wait('PT7M')
    await place.desk.reply(chat, { ...olga, text: 'Hello' })
    const { total } = await of()
    expect(total.messages).to.deep.equal({ customer: 1, agent: 1, automation: 1 })
    expect(total.firstResponse).to.deep.include({ count: 1, max: 7 * MINUTE })
  })

  it('count each wait as a reply, and a first response only where a customer began', async () => {
    const { desk } = place
    const { chat } = await desk.start({ ...anna, ...olga, text: 'Your parcel is here' })
    await wait('PT1M')
    await write('Thanks')
    await write('When?')
    await wait('PT2M')
    await desk.reply(chat.number, { ...olga, text: 'Now' })
    await desk.reply(chat.number, { ...olga, text: 'Until six' })
    const { total } = await of()
    expect(total.chats.started).to.deep.equal({ total: 1, by: { customer: 0, agent: 1, split: 0 } })
    expect(total.firstResponse).to.deep.equal({ count: 0, mean: null, median: null, p90: null, max: null })
    expect(total.reply).to.deep.include({ count: 1, max: 2 * MINUTE })
    expect(total.chats.liveNow).to.equal(1)
    expect(total.chats.inOneGo.share).to.equal(null)
  })

  it('give a split stretch with its messages to the new chat, and a merge gives it back', async () => {
    const { desk } = place
    const chat = await write()
    await wait('PT11M')
    await write('Something else')
    const { chat: born } = await desk.split(chat, olga)
    await wait('PT5M')
    await desk.reply(born.number, { ...olga, text: 'Yes?' })
    const split = (await of()).total
    expect(split.chats.started).to.deep.equal({ total: 2, by: { customer: 1, agent: 0, split: 1 } })
    expect(split.chats.reopened.total).to.equal(0)
    expect(split.firstResponse).to.deep.include({ count: 1, max: 5 * MINUTE })
    await desk.merge(born.number, olga)
    const merged = (await of()).total
    expect(merged.chats.started.total).to.equal(1)
    expect(merged.chats.reopened.by.customer).to.equal(1)
    expect(merged.firstResponse).to.deep.equal(split.firstResponse)
    expect(merged.messages).to.deep.equal(split.messages)
  })

  it('fall on the days of the zone', async () => {
    place.clock.set('2026-03-02T22:30:00Z')
    await write()
    const day = async (zone: string) => (await of({ groupBy: 'day', zone })).groups?.map(({ key }) => key.day)
    expect(await day('UTC')).to.deep.equal(['2026-03-02'])
    expect(await day('Europe/Moscow')).to.deep.equal(['2026-03-03'])
    const count = async (request: StatisticsRequest) => (await of(request)).total.chats.started.total
    expect(await count({ from: '2026-03-03', zone: 'Europe/Moscow' })).to.equal(1)
    expect(await count({ from: '2026-03-03' })).to.equal(0)
    expect(await count({ from: '2026-03-02T22:30:00Z', to: '2026-03-02T22:30:00.001Z' })).to.equal(1)
    expect(await count({ to: '2026-03-02T22:30:00Z' })).to.equal(0)
    expect((await of({ groupBy: 'month' })).groups?.map(({ key }) => key)).to.deep.equal([{ month: '2026-03' }])
  })

  it('fall on the hours and weekdays of the zone, in the order of a week', async () => {
    for (const at of ['2026-03-02T09:59:59.999Z', '2026-03-08T20:30:00Z', '2026-03-09T10:00:00Z']) {
      place.clock.set(at)
      await write()
    }
    const load = async (request: StatisticsRequest) =>
      (await of(request)).groups?.map(({ key, messages }) => [...Object.values(key), messages.customer])
    expect(await load({ groupBy: 'hour' })).to.deep.equal([
      [9, 1],
      [10, 1],
      [20, 1],
    ])
    expect(await load({ groupBy: 'weekday' })).to.deep.equal([
      [1, 2],
      [7, 1],
    ])
    const zone = 'Asia/Kathmandu'
    expect(await load({ groupBy: 'hour', zone })).to.deep.equal([
      [2, 1],
      [15, 2],
    ])
    expect(await load({ groupBy: 'weekday-hour', zone })).to.deep.equal([
      [1, 2, 1],
      [1, 15, 2],
    ])
    const [group] = (await of({ groupBy: 'weekday-hour' })).groups ?? []
    expect(group?.key).to.deep.equal({ weekday: 1, hour: 9 })
    expect(group?.chats.liveNow).to.equal(null)
  })

  it('put an hour that clocks repeat into one group', async () => {
    for (const at of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']) {
      place.clock.set(at)
      await write()
    }
    const { groups } = await of({ groupBy: 'hour', zone: 'Europe/Berlin' })
    expect(groups?.map(({ key, messages }) => [key.hour, messages.customer])).to.deep.equal([[2, 2]])
  })

  it('find what automation said long after the finish', async () => {
    place = await makeDesk({
      rules: {
        rules: [
          {
            id: 'ask',
            on: { after: 'P3D', since: 'chat.finished' },
            then: [{ do: 'send-message', text: 'All well?' }],
          },
        ],
      },
    })
    const chat = await write()
    await place.desk.finish(chat, { ...olga, status: 'pending' })
    await wait('P4D')
    expect((await of({ from: '2026-03-05' })).total.messages).to.deep.equal({ customer: 0, agent: 0, automation: 1 })
  })

  it('say of how many chats the journal was pruned, and count what is left', async () => {
    const { desk, clock } = place
    const chat = await write()
    await desk.finish(chat, { ...olga, status: 'pending' })
    await wait('P10D')
    await desk.prune({ journalBefore: clock.now(), limit: 1000 })
    await write('Again')
    const { total, coverage } = await of()
    expect(coverage).to.deep.equal({ threads: 1, chats: 1, prunedChats: 1 })
    expect(total.chats.started.total).to.equal(1)
    expect(total.messages.customer).to.equal(1)
  })

  it('name the schedule whose hours were asked for, or say which there are', async () => {
    const week = { mon: ['09:00-13:00'] }
    place = await makeDesk({ rules: { schedules: { office: { zone: 'UTC', week } }, rules: [] } })
    expect((await place.desk.stats({ schedule: 'office' })).schedule).to.deep.equal({ name: 'office', zone: 'UTC' })
    const refusal = await refusalOf(place.desk.stats({ schedule: 'night' }))
    expect([refusal.code, refusal.pointer]).to.deep.equal(['invalid', '/schedule'])
    expect(refusal.message).to.equal('There is no schedule night: there are office')
    expect((await place.desk.stats()).total.businessHours).to.equal(null)
  })

  it('count a lunch in between as no time of the office', async () => {
    const week = { mon: ['09:00-13:00', '14:00-18:00'] }
    place = await makeDesk({
      channels: [{ id: 'tg', kind: 'telegram', autoFinish: { after: null } }],
      rules: { schedules: { office: { zone: 'UTC', week } }, rules: [] },
    })
    place.clock.set('2026-03-02T12:30:00Z')
    const chat = await write()
    await wait('PT2H')
    await place.desk.reply(chat, { ...olga, text: 'Hello' })
    await write('Thanks')
    await wait('PT30M')
    await place.desk.finish(chat, { ...olga, status: 'closed' })
    const { total } = await place.desk.stats({ schedule: 'office' })
    const of = (durations: Durations | null) =>
      [durations?.firstResponse, durations?.reply, durations?.waiting, durations?.timeToFinish].map(
        (one) => (one?.max ?? 0) / MINUTE,
      )
    expect(of(total), 'a wait that nobody ended ends with the stretch').to.deep.equal([120, 120, 150, 150])
    expect(of(total.businessHours)).to.deep.equal([60, 60, 90, 90])
  })

  it('tell how many autoresponses were sent, and why the others were not', async () => {
    place = await makeDesk({
      rules: {
        rules: [
          { id: 'greet', on: 'chat.started', then: [{ do: 'send-message', text: 'Hello' }] },
          { id: 'wait', on: 'message.received', then: [{ do: 'send-message', text: 'Soon', delay: 'PT1M' }] },
        ],
      },
    })
    const { desk } = place
    const chat = await write()
    await write('Anybody?')
    await desk.reply(chat, { ...olga, text: 'Yes' })
    await wait('PT2M')
    await desk.finish(chat, { ...olga, status: 'closed' })
    await write('And another thing')
    await wait('PT2M')
    const { autoresponses, messages } = (await of()).total
    expect(autoresponses.sent).to.equal(messages.automation)
    expect(autoresponses.sent).to.equal(2)
    const withheld = Object.entries(autoresponses.withheld.by).filter(([, count]) => count > 0)
    expect(withheld).to.deep.equal([
      ['not-first-chat', 1],
      ['once', 1],
      ['agent-answered', 1],
    ])
    expect(autoresponses.withheld.total).to.equal(3)
    const today = await of({ groupBy: 'agent' })
    expect(today.groups?.map(({ key, autoresponses: one }) => [key.agent, one.withheld.total])).to.deep.equal([
      ['olga', 0],
      [null, 3],
    ])
  })

  it('tell how busy customers are: chats, months and days with contact', async () => {
    const { desk } = place
    const close = async (chat: number) => void (await desk.finish(chat, { ...olga, status: 'closed' }))
    await close(await write())
    await close(await write())
    await wait('P1D')
    const third = await write()
    await desk.reply(third, { ...olga, text: 'Hi' })
    await close(third)
    await wait('P40D')
    await close(await write())
    await desk.receive({ channel: 'vk', customer: { id: 'boris' }, text: 'Hi' })
    const { chats, customers } = (await of()).total
    expect(chats.perCustomer).to.deep.equal({ count: 2, mean: 2.5, median: 1, p90: 4, max: 4 })
    expect(chats.perMonth).to.deep.equal({ count: 3, mean: 1.67, median: 1, p90: 3, max: 3 })
    expect(customers.daysWithContact).to.deep.equal({ count: 2, mean: 2, median: 1, p90: 3, max: 3 })
  })

  it('show the same messages as one endless chat', async () => {
    const { desk } = place
    const first = await write()
    await wait('PT1M')
    await desk.reply(first, { ...olga, text: 'Hello' })
    await write('Thanks')
    await desk.finish(first, { ...olga, status: 'closed' })
    await wait('P5D')
    const second = await write('Another question')
    await wait('PT3M')
    await desk.reply(second, { ...olga, text: 'Yes?' })
    await desk.finish(second, { ...olga, status: 'closed' })
    const { total, endless } = await of({ compare: true })
    expect([total.chats.started.total, endless?.chats.started.total]).to.deep.equal([2, 1])
    expect([total.firstResponse.count, endless?.firstResponse.count]).to.deep.equal([2, 1])
    // Nobody had to answer the thanks: in an endless chat it looks as if somebody had, for five days.
    expect(total.reply.max).to.equal(3 * MINUTE)
    expect(endless?.reply.max).to.equal(5 * 24 * 60 * MINUTE + 3 * MINUTE)
    expect([total.timeToFinish.count, endless?.timeToFinish.count]).to.deep.equal([2, 0])
    expect(endless?.chats.liveNow).to.equal(null)
    expect((await of()).endless).to.equal(null)
  })

  it('are refused for periods, zones and groups that can not be', async () => {
    for (const [request, pointer] of [
      [{ from: '2026-02-30' }, '/from'],
      [{ to: 'yesterday' }, '/to'],
      [{ from: '2026-03-02T10:00:00' }, '/from'],
      [{ from: '2026-03-02', to: '2026-03-01' }, '/to'],
      [{ zone: 'Mars/Olympus' }, '/zone'],
    ] as const) {
      const { code, pointer: at } = await refusalOf(of(request))
      expect([code, at], JSON.stringify(request)).to.deep.equal(['invalid', pointer])
    }
  })
})

describe('a spread', () => {
  it('has its percentiles by the nearest rank', () => {
    expect(spreadOf([])).to.deep.equal({ count: 0, mean: null, median: null, p90: null, max: null })
    expect(spreadOf([5])).to.deep.equal({ count: 1, mean: 5, median: 5, p90: 5, max: 5 })
    expect(spreadOf([10, 1, 2, 3, 4, 5, 6, 7, 8, 9])).to.deep.equal({ count: 10, mean: 6, median: 5, p90: 9, max: 10 })
  })
})
