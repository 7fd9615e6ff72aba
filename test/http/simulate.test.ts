import { expect } from 'chai'
import type { SimulatedRules } from '../../src/http/wire/simulate.js'
import { type RuleNode, ruleNode } from './rule-node.js'

const say = (text: string, when?: object) => ({
  rules: [
    { id: 'greet', on: 'chat.started', ...(when === undefined ? {} : { when }), then: [{ do: 'send-message', text }] },
  ],
})
const ADMIN = { author: 'vera' }
const olga = { agent: 'olga' }
const by = (customer: string) => ({ channel: 'tg', customer: { id: customer } })
const at = (minute: number) => new Date(Date.parse('2026-03-02T09:00:00Z') + minute * 60_000).toISOString()
const HISTORY = [
  { type: 'customer.message', at: at(0), ...by('anna'), id: 'm1', text: 'Price?' },
  { type: 'customer.message', at: at(1), ...by('boris'), id: 'm2', text: 'Hello' },
  { type: 'agent.message', at: at(2), ...by('anna'), ...olga, text: 'Ten' },
  { type: 'finish', at: at(3), ...by('anna'), ...olga, status: 'closed' },
  { type: 'customer.message', at: at(60), ...by('anna'), id: 'm3', text: 'Another price?' },
]

describe('a simulation over HTTP', () => {
  let node: RuleNode
  beforeEach(async () => {
    node = await ruleNode()
  })
  afterEach(() => node.close())

  const simulate = (body: object) => node.call<SimulatedRules>('POST', '/v1/rules/simulate', body)

  it('tells where a history goes another way under other rules, and how much', async () => {
    await node.call('POST', '/v1/rules/publish', { sets: [say('Hello')], ...ADMIN })
    const asksPrice = { all: [{ fact: 'message', path: '$.text', operator: 'containsText', value: 'price' }] }
    const { status, body } = await simulate({ sets: [say('Hello', asksPrice)], history: HISTORY })
    expect(status).to.equal(200)
    expect(body.history).to.deep.include({ entries: 5, left: 0, isCut: false, from: at(0) })
    expect(body.chats).to.deep.equal({ compared: 3, different: 1 })
    const [difference] = body.differences
    expect(difference).to.deep.include({ channel: 'tg', customer: 'boris', place: 1, at: at(1) })
    expect(difference?.before?.effects).to.deep.equal([
      { type: 'send-message', rule: 'greet', channel: 'tg', customer: 'boris', text: 'Hello', attachments: [] },
    ])
    expect(difference?.after?.effects).to.deep.equal([])
    expect([body.before.rules, body.after.rules]).to.deep.equal([{ greet: 2 }, { greet: 1 }])
    expect([body.before.automated, body.after.automated]).to.deep.equal([2, 1])
  })

  it('finds nothing between equal rules, whatever they are called', async () => {
    await node.call('POST', '/v1/rules/publish', { sets: [say('Hello')], ...ADMIN })
    const { body } = await simulate({ sets: [{ name: 'Other', ...say('Hello') }], history: HISTORY })
    expect([body.chats.different, body.differences, body.before]).to.deep.equal([0, [], body.after])
  })

  it('lets time pass as it did', async () => {
    const slow = {
      rules: [
        { id: 'wait', on: { after: 'PT5M', since: 'message.received' }, then: [{ do: 'add-tags', tags: ['slow'] }] },
      ],
    }
    const { body } = await simulate({ sets: [slow], history: HISTORY })
    expect(body.differences.map(({ customer, place, at: when }) => [customer, place, when])).to.deep.equal([
      ['boris', 1, at(6)],
      ['anna', 2, at(65)],
    ])
    expect(body.differences[0]?.before).to.equal(null)
    expect(body.differences[0]?.after).to.deep.include({ cause: 'due', tags: ['slow'] })
  })

  it('plays what the desk has recorded itself, and says what it can not play', async () => {
    const { desk } = await node.desks.get('default')
    const { chat } = await desk.receive({ ...by('anna'), text: 'Hi' })
    node.clock.advance('PT1M')
    await desk.reply(chat.number, { ...olga, text: 'Hello' })
    await desk.update(chat.number, { ...olga, tags: ['vip'] })
    await desk.finish(chat.number, { ...olga, status: 'closed' })
    node.clock.advance('PT1M')
    await desk.receive({ ...by('anna'), text: 'Again' })
    await desk.note(chat.number, { ...olga, text: 'on the older one' })
    await desk.receive({ channel: 'mail', customer: { id: 'clara' }, text: 'A letter' })
    const draft = await node.call('PUT', '/v1/rules', { sets: [say('Welcome')] })
    expect(draft.status).to.equal(200)
    const { status, body } = await simulate({ last: 50 })
    expect(status).to.equal(200)
    expect(body.history).to.deep.include({ entries: 5, left: 2, refused: { before: 0, after: 0 } })
    expect(body.chats).to.deep.equal({ compared: 2, different: 1 })
    expect(body.differences[0]).to.deep.include({ customer: 'anna', place: 1 })
    const chats = await desk.chats()
    expect(
      chats.flatMap(({ counts }) => counts.automation),
      'nothing was changed',
    ).to.deep.equal([0, 0, 0])
  })

  it('gives what people did as a history that comes to the same elsewhere', async () => {
    const { desk } = await node.desks.get('default')
    const { chat } = await desk.receive({ ...by('anna'), id: 'm1', text: 'Hi' })
    node.clock.advance('PT1M')
    await desk.reply(chat.number, { ...olga, text: 'Hello' })
    await desk.update(chat.number, { ...olga, tags: ['vip'] })
    await desk.edit('m1', { text: 'Hi!' })
    await desk.finish(chat.number, { ...olga, status: 'closed' })
    await desk.receive({ ...by('boris'), text: 'Price?' })
    await desk.receive({ channel: 'mail', customer: { id: 'clara' }, text: 'A letter' })
    const { status, text } = await node.call('GET', '/v1/history.jsonl')
    expect(status).to.equal(200)
    const history = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))
    expect(history.map(({ type }) => type).sort()).to.deep.equal(
      ['agent.message', 'customer.message', 'customer.message', 'edit', 'finish', 'update'].sort(),
    )
    const [own, given] = [await simulate({ sets: [say('Hi')] }), await simulate({ sets: [say('Hi')], history })]
    const figures = ({ before, after, differences }: SimulatedRules) => ({ before, after, differences })
    expect(figures(given.body)).to.deep.equal(figures(own.body))
    expect(own.body.differences).to.have.length(2)
  })

  it('compares with an older version, and shows every step of both', async () => {
    for (const text of ['one', 'two']) await node.call('POST', '/v1/rules/publish', { sets: [say(text)], ...ADMIN })
    const { body } = await simulate({ version: 2, before: 1, history: HISTORY.slice(0, 1), timelines: true })
    expect(body.differences[0]?.timelines?.before[0]?.effects[0]?.text).to.equal('one')
    expect(body.differences[0]?.timelines?.after[0]?.effects[0]?.text).to.equal('two')
    const nothing = await simulate({ version: 2, before: 0, history: HISTORY.slice(0, 1) })
    expect([nothing.body.before.automated, nothing.body.after.automated]).to.deep.equal([0, 1])
    expect((await simulate({ version: 2, before: 9, history: [] })).status).to.equal(404)
  })

  it('runs a published version too', async () => {
    for (const text of ['one', 'two']) await node.call('POST', '/v1/rules/publish', { sets: [say(text)], ...ADMIN })
    const { body } = await simulate({ version: 1, history: HISTORY })
    expect(body.differences[0]?.before?.effects[0]?.text).to.equal('two')
    expect(body.differences[0]?.after?.effects[0]?.text).to.equal('one')
  })

  it('knows the desk’s own channels and names, but no values of its facts', async () => {
    await node.close()
    node = await ruleNode({
      workspace: {
        channels: [{ id: 'tg', kind: 'telegram', autoFinish: { after: 'PT2H' } }],
        facts: { crm: 'gold' },
        functions: { tell: () => expect.fail('a simulation calls nobody') },
      },
    })
    const sets = [
      {
        rules: [
          {
            id: 'gold',
            on: 'chat.started',
            when: { all: [{ fact: 'crm', operator: 'equal', value: 'gold' }] },
            then: [{ do: 'add-tags', tags: ['gold'] }],
          },
          { id: 'tell', on: 'chat.started', then: [{ do: 'call', name: 'tell' }] },
        ],
      },
    ]
    const { body } = await simulate({ sets, history: HISTORY.slice(0, 1) })
    expect(body.missingFacts).to.deep.equal(['crm'])
    expect(body.after.effects).to.deep.equal({ call: 1 })
    expect(body.after.rules).to.deep.equal({ tell: 1 })
    expect(body.history.until).to.equal(at(0))
  })

  it('is refused for faulty rules, faulty histories, and what is not there', async () => {
    const faulty = await node.call('POST', '/v1/rules/simulate', { sets: [{ rules: 7 }], history: [] })
    expect([faulty.status, faulty.body.code]).to.deep.equal([422, 'invalid-rules'])
    const history = [
      ...HISTORY,
      { type: 'dance' },
      { type: 'finish', at: at(9), ...by('anna'), ...olga, status: 'done' },
    ]
    const broken = await node.call('POST', '/v1/rules/simulate', { sets: [], history })
    expect([broken.status, broken.body.errors?.map(({ pointer }) => pointer)]).to.deep.equal([
      400,
      ['/history/5/type', '/history/6/status'],
    ])
    expect((await node.call('POST', '/v1/rules/simulate', {})).status).to.equal(404)
    expect((await node.call('POST', '/v1/rules/simulate', { version: 3 })).status).to.equal(404)
    expect((await node.call('POST', '/v1/rules/simulate', { sets: [], version: 1 })).status).to.equal(400)
    expect((await node.call('POST', '/v1/rules/simulate', { sets: [], history: [], last: 1 })).status).to.equal(400)
    expect((await node.call('POST', '/v1/rules/simulate', { sets: [], last: 0 })).status).to.equal(400)
  })

  it('leaves others their turn, and one goes on at a time', async () => {
    const long = Array.from({ length: 1_500 }, (_, index) => ({
      type: 'customer.message',
      at: at(index),
      ...by(`c${index % 50}`),
      id: `m${index}`,
      text: 'Hi',
    }))
    let isOver = false
    const running = simulate({ sets: [say('Hello')], history: long }).finally(() => {
      isOver = true
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    const second = await node.call('POST', '/v1/rules/simulate', { sets: [], history: [] })
    expect([isOver, second.status]).to.deep.equal([false, 429])
    expect((await running).status).to.equal(200)
    expect((await simulate({ sets: [], history: [] })).status).to.equal(200)
  }).timeout(120_000)
})
