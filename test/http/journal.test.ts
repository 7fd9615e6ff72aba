import { expect } from 'chai'
import type { JournalPage } from '../../src/http/wire/journal.js'
import { type Called, makeService, OLGA, said } from './make-service.js'

describe('GET /v1/journal', () => {
  let place: Called
  beforeEach(async () => {
    place = await makeService({
      desk: { rules: { rules: [{ id: 'hi', on: 'chat.started', then: [{ do: 'send-message', text: 'Hi!' }] }] } },
    })
  })
  afterEach(() => place.stop())

  const page = async (query = ''): Promise<JournalPage> => {
    const { status, body } = await place.call('GET', `/v1/journal${query}`)
    expect(status, JSON.stringify(body)).to.equal(200)
    return body
  }
  async function article(): Promise<void> {
    const { call, clock } = place
    await call('POST', '/v1/messages', said('m1'))
    clock.advance('PT1M')
    await call('POST', '/v1/chats/1/finish', { ...OLGA, status: 'pending' })
    clock.advance('PT1M')
    await call('POST', '/v1/messages', said('m2', 'Something else'))
    await call('POST', '/v1/chats/1/split', OLGA)
    await call('POST', '/v1/messages', { ...said('v1'), channel: 'vk' })
  }

  it('tells what was decided, with reasons, messages and the chat before and after', async () => {
    await article()
    const { items, threads, isGap } = await page()
    expect(items.map(({ command, outcome, chat }) => [command.type, outcome, chat])).to.deep.equal([
      ['customer.message', 'started', 1],
      ['finish', 'finished', 1],
      ['customer.message', 'reopened', 1],
      ['split', 'split', 2],
      ['customer.message', 'started', 3],
    ])
    expect(items.map(({ trace }) => [trace?.before?.state, trace?.after?.state])).to.deep.equal([
      [undefined, 'active'],
      ['active', 'finished-pending'],
      ['finished-pending', 'awaiting-split'],
      ['awaiting-split', 'active'],
      [undefined, 'active'],
    ])
    const [first] = items
    expect(first?.messages.map(({ text, rule }) => [text, rule])).to.deep.equal([
      ['Hello', undefined],
      ['Hi!', 'hi'],
    ])
    expect(first?.trace?.passes[0]?.verdicts[0]).to.include({ rule: 'hi', kind: 'matched' })
    expect(threads.map(({ channel, customer, current }) => [channel, customer.name, current])).to.deep.equal([
      ['tg', 'Anna', 2],
      ['vk', 'Anna', 3],
    ])
    expect(threads[0]?.chats.map(({ view, firstSeq }) => [view.number, view.state, firstSeq])).to.deep.equal([
      [1, 'finished-pending', 1],
      [2, 'active', 3],
    ])
    expect(threads.map(({ kind, endless }) => [kind, endless])).to.deep.equal([
      ['telegram', false],
      ['vk', false],
    ])
    expect(threads[1]?.chats[0]?.timers.map(({ chat, kind }) => [chat, kind])).to.deep.include([3, 'silence'])
    expect(isGap).to.equal(false)
  })

  it('in pages that miss nothing and give nothing twice, to the end and on from there', async () => {
    await article()
    const whole = await page('?limit=200')
    const places: string[] = []
    let after = ''
    for (let more = true; more; ) {
      const { items, next, isMore } = await page(`?limit=2${after === '' ? '' : `&after=${after}`}`)
      places.push(...items.map((item) => item.place))
      after = next
      more = isMore
    }
    expect(places).to.deep.equal(whole.items.map((item) => item.place))
    expect((await page(`?after=${after}`)).items).to.deep.equal([])
    await place.call('POST', '/v1/chats/3/notes', { ...OLGA, text: 'VIP' })
    const { items } = await page(`?after=${after}`)
    expect(items.map(({ outcome, messages }) => [outcome, messages[0]?.text])).to.deep.equal([['noted', 'VIP']])
  })

  it('behind an event of the stream, and from a moment on', async () => {
    await article()
    const { items } = await page()
    const behind = await page(`?after=${items[1]?.place}.1`)
    expect(behind.items.map(({ place: one }) => one)).to.deep.equal(items.slice(2).map(({ place: one }) => one))
    const since = await page(`?from=${items[1]?.command.at}`)
    expect(since.items.map(({ place: one }) => one)).to.deep.equal(items.slice(1).map(({ place: one }) => one))
  })

  it('names the rules of the configuration as GET /v1/rules shows them', async () => {
    await article()
    const { body } = await place.call('GET', '/v1/rules')
    expect(body.configuration.sets).to.deep.equal([
      { rules: [{ id: 'hi', on: 'chat.started', then: [{ do: 'send-message', text: 'Hi!' }] }] },
    ])
    const { items } = await page()
    expect(new Set(items.map(({ ruleSetVersion }) => ruleSetVersion))).to.deep.equal(
      new Set([body.configuration.version]),
    )
  })

  it('says that entries are missing that were pruned', async () => {
    await article()
    const { next } = await page('?limit=1')
    const { desk } = await place.desks.get('default')
    await desk.prune({ journalBefore: place.clock.now(), limit: 100 })
    const left = await page(`?after=${next}`)
    expect([left.isGap, left.items.map(({ command }) => command.type)]).to.deep.equal([
      true,
      ['customer.message', 'split', 'customer.message'],
    ])
  })

  it('to agents of the workspace, with a place that is one', async () => {
    await article()
    const [ingest, other, agent] = await Promise.all([
      place.addKey(['ingest']),
      place.addKey(['admin'], 'other'),
      place.addKey(['agent']),
    ])
    expect((await place.as(ingest)('GET', '/v1/journal')).status).to.equal(403)
    expect((await place.as(other)('GET', '/v1/journal')).body.items).to.deep.equal([])
    const as = place.as(agent)
    expect((await as('GET', '/v1/journal')).body.items).to.have.length(5)
    const wrong = await as('GET', '/v1/journal?after=nowhere')
    expect([wrong.status, wrong.body.code, wrong.body.pointer]).to.deep.equal([400, 'invalid', '/after'])
    expect((await as('GET', '/v1/journal?from=yesterday')).status).to.equal(400)
    expect((await as('GET', '/v1/journal?limit=0')).status).to.equal(400)
  })
})
