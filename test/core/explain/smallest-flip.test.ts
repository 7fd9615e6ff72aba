import { expect } from 'chai'
import type { PassFacts } from '../../../src/core/automation/facts.js'
import { type Flip, smallestFlip } from '../../../src/core/explain/flip/smallest-flip.js'
import type { FactSource } from '../../../src/core/rules/snapshot.js'
import { FACTS_THEN, ruleWith } from './facts-of.js'

const leaf = (fact: string, path: string, operator: string, value: unknown, rest: object = {}) => ({
  fact,
  path,
  operator,
  value,
  ...rest,
})
const schedule = (path: string, operator: string, value: unknown) =>
  leaf('schedule', path, operator, value, { params: { name: 'support' } })

async function flip(when: unknown, facts: PassFacts = FACTS_THEN): Promise<Flip | null> {
  return smallestFlip(ruleWith(when), 'r', facts)
}

/** `fact.path: from → to` of each change. */
async function changes(when: unknown, facts?: PassFacts): Promise<readonly string[]> {
  const found = (await flip(when, facts))?.changes ?? []
  return found.map(
    ({ fact, path = '$', from, to }) => `${fact} ${path}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`,
  )
}

describe('the smallest change of facts that flips a rule', () => {
  it('names the one fact that is missing, and which comparison it turns', async () => {
    const when = {
      all: [leaf('message', '$.text', 'containsText', 'order'), leaf('chat', '$.priority', 'equal', 'high')],
    }
    expect(await flip(when)).to.deep.equal({
      from: 'failed',
      to: 'matched',
      changes: [{ fact: 'chat', path: '$.priority', from: 'normal', to: 'high', turns: [{ pointer: '/all/1' }] }],
    })
  })

  it('goes the other way for a rule that matched', async () => {
    const when = { all: [leaf('message', '$.text', 'containsText', 'ORDER')] }
    expect(await changes(when)).to.deep.equal(['message $.text: "Hello, where is my order?" → "Hello, where is my ?"'])
  })

  it('adds what a text lacks, all of it to the one text', async () => {
    const when = {
      all: [
        leaf('message', '$.text', 'containsWord', 'refund'),
        leaf('message', '$.text', 'containsAllText', ['please', 'order']),
      ],
    }
    const [change] = (await flip(when))?.changes ?? []
    expect(change?.to)
      .to.match(/refund/)
      .and.match(/please/)
      .and.match(/^Hello, where is my order\?/)
    expect(change?.turns).to.have.length(2)
  })

  it('steps just over a bound', async () => {
    expect(await changes({ all: [leaf('chat', '$.counts.customer', 'greaterThan', 4)] })).to.deep.equal([
      'chat $.counts.customer: 1 → 5',
    ])
    expect(await changes({ all: [leaf('chat', '$.counts.customer', 'between', [0, 3])] })).to.deep.equal([
      'chat $.counts.customer: 1 → -1',
    ])
  })

  it('puts into lists and takes out of them', async () => {
    expect(await changes({ all: [leaf('chat', '$.tags', 'hasAll', ['vip', 'late'])] })).to.deep.equal([
      'chat $.tags: ["vip"] → ["vip","late"]',
    ])
    expect(await changes({ all: [leaf('chat', '$.tags', 'contains', 'vip')] })).to.deep.equal([
      'chat $.tags: ["vip"] → []',
    ])
    expect(await changes({ all: [leaf('chat', '$.tags.length', 'equal', 3)] })).to.deep.equal([
      'chat $.tags: ["vip"] → ["vip","x1","x2"]',
    ])
  })

  it('moves the time to the next closing or opening, not the schedule', async () => {
    expect(await changes({ all: [schedule('$.open', 'equal', false)] })).to.deep.equal([
      'now $: "2026-03-02T09:00:00.000Z" → "2026-03-02T15:00:00.000Z"',
    ])
    const saturday = { all: [schedule('$.weekday', 'equal', 'sat'), schedule('$.time', 'after', '20:00')] }
    expect(await changes(saturday)).to.deep.equal(['now $: "2026-03-02T09:00:00.000Z" → "2026-03-07T17:01:00.000Z"'])
    expect(await changes({ all: [schedule('$.kind', 'equal', 'holiday')] })).to.deep.equal([
      'now $: "2026-03-02T09:00:00.000Z" → "2026-03-08T09:00:00.000Z"',
    ])
  })

  it('waits until something is old enough', async () => {
    expect(await changes({ all: [leaf('chat', '$.startedAt', 'olderThan', 'PT2H')] })).to.deep.equal([
      'now $: "2026-03-02T09:00:00.000Z" → "2026-03-02T11:00:00.000Z"',
    ])
  })

  it('changes what one agent does, and no other', async () => {
    const away = { fact: 'agents', params: { id: 'olga' }, path: '$.status', operator: 'equal', value: 'offline' }
    const there = { fact: 'agents', params: { id: 'ivan' }, path: '$.status', operator: 'equal', value: 'online' }
    const found = await flip({ all: [away, there] })
    expect(found?.changes.map(({ params, from, to }) => [params, from, to])).to.deep.equal([
      [{ id: 'olga' }, 'online', 'offline'],
      [{ id: 'ivan' }, 'offline', 'online'],
    ])
  })

  it('finds a text for a pattern, an address, a number', async () => {
    for (const [operator, value] of [
      ['matches', '(?i)order\\s+#\\d{4,}'],
      ['isEmail', true],
      ['isPhone', { country: 'DE' }],
      ['startsWith', 'Good'],
      ['not:containsText', 'order'],
    ] as const) {
      expect((await flip({ all: [leaf('message', '$.text', operator, value)] }))?.to, operator).to.equal('matched')
    }
  })

  it('chooses the cheaper way through `any`, and counts facts, not comparisons', async () => {
    const when = {
      any: [
        { all: [leaf('chat', '$.priority', 'equal', 'high'), leaf('customer', '$.language', 'equal', 'ru')] },
        { all: [leaf('message', '$.text', 'containsText', 'a1'), leaf('message', '$.text', 'containsText', 'b2')] },
      ],
    }
    expect((await flip(when))?.changes.map(({ fact, to }) => [fact, to])).to.deep.equal([
      ['message', 'Hello, where is my order? a1 b2'],
    ])
  })

  it('changes several facts where one is not enough', async () => {
    const paths = ['$.name', '$.email', '$.phone', '$.language', '$.id']
    const when = { all: paths.map((path) => leaf('customer', path, 'equal', `${path}!`)) }
    expect((await flip(when))?.changes).to.have.length(5)
    const limited = await smallestFlip(ruleWith(when), 'r', FACTS_THEN, {}, { changes: 4 })
    expect(limited).to.equal(null)
  })

  it('changes the embedder’s facts, asked with their own parameters', async () => {
    const rules = ruleWith(
      { all: [{ fact: 'orders', params: { open: true }, path: '$.count', operator: 'greaterThan', value: 2 }] },
      {},
      { facts: ['orders'] },
    )
    const own: FactSource = { orders: async () => ({ count: 1 }) }
    const found = await smallestFlip(rules, 'r', FACTS_THEN, own)
    expect(found?.changes).to.deep.equal([
      { fact: 'orders', params: { open: true }, path: '$.count', from: 1, to: 3, turns: [{ pointer: '/all/0' }] },
    ])
  })

  it('is null where nothing helps: contradictions, no condition, no such rule', async () => {
    const both = { all: [leaf('chat', '$.priority', 'equal', 'high'), leaf('chat', '$.priority', 'equal', 'low')] }
    expect(await flip(both)).to.equal(null)
    expect(await flip({ not: { all: [] } })).to.equal(null)
    expect(await flip(undefined)).to.equal(null)
    expect(await smallestFlip(ruleWith({ all: [] }), 'other', FACTS_THEN)).to.equal(null)
  })

  it('gives up in time on what is too much', async () => {
    const many = Array.from({ length: 40 }, (_, at) => leaf('customer', `$.fields.f${at}`, 'equal', at))
    const when = { any: [{ all: many.slice(0, 20) }, { all: many.slice(20) }] }
    expect(await flip(when)).to.equal(null)
  })
})
