import { expect } from 'chai'
import fc from 'fast-check'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import type { HistoryEntry } from '../../src/history/entry.js'
import { simulate } from '../../src/replay/simulate.js'
import { addSimulations, type Simulation } from '../../src/replay/simulation.js'

const runs = Number(process.env.CASELINE_RUNS ?? 15)
const at = (minute: number) => new Date(Date.parse('2026-03-02T09:00:00Z') + minute * 60_000).toISOString()
const says = (minute: number, customer: string, text: string): HistoryEntry => ({
  type: 'customer.message',
  at: at(minute),
  channel: 'tg',
  customer: { id: customer },
  id: `${customer}-${minute}`,
  text,
})
const tag = (text: string): RuleSet => ({
  rules: [
    {
      id: 'money',
      on: 'message.received',
      when: { all: [{ fact: 'message', path: '$.text', operator: 'containsText', value: text }] },
      then: [{ do: 'add-tags', tags: ['money'] }],
    },
    { id: 'greet', on: 'chat.started', then: [{ do: 'send-message', text: 'Hello' }] },
    {
      id: 'slow',
      on: { after: text === 'price' ? 'PT5M' : 'PT7M', since: 'message.received' },
      then: [{ do: 'send-message', text: 'Soon', once: 'chat' }],
    },
  ],
})

describe('a simulation', () => {
  it('tells what both runs did in a chat that goes another way, up to where they part and behind', async () => {
    const entries = [says(0, 'anna', 'Hi'), says(1, 'anna', 'the price?'), says(2, 'anna', 'a refund')]
    const found = await simulate(entries, { before: tag('price'), after: tag('refund'), timelines: true })
    const [difference] = found.differences
    expect([found.differences.length, difference?.common, difference?.at]).to.deep.equal([1, 1, at(1)])
    const { before = [], after = [] } = difference?.timelines ?? {}
    expect(before[0]).to.deep.equal(after[0])
    expect(before.map(({ text }) => text).slice(0, 3)).to.deep.equal(['Hi', 'the price?', 'a refund'])
    expect([before[1]?.tags, after[1]?.tags, after[2]?.tags]).to.deep.equal([['money'], [], ['money']])
  })

  it('tells of each rule that matches otherwise how often, and in how many chats', async () => {
    const entries = [says(0, 'anna', 'price'), says(0, 'boris', 'price'), says(1, 'boris', 'refund')]
    const { rules, before, after } = await simulate(entries, { before: tag('price'), after: tag('refund') })
    expect(rules).to.deep.equal([
      { rule: 'money', matched: { before: 2, after: 1 }, withheld: { before: 0, after: 0 }, chats: 1 },
    ])
    expect([before.states, before.finishedBy.timer]).to.deep.equal([{ 'finished-open': 2 }, 2])
    expect(after.automated).to.equal(before.automated)
  })

  it('counts what was held back', async () => {
    const entries = [says(0, 'anna', 'price'), says(20, 'anna', 'price'), says(40, 'anna', 'price')]
    const { before } = await simulate(entries, { before: tag('price'), after: undefined })
    expect([before.rules.slow, before.withheld.slow]).to.deep.equal([1, 2])
  })

  it('of parts without a common customer adds up to the simulation of the whole', async () => {
    const entry = fc.record({
      minute: fc.nat(300),
      customer: fc.constantFrom('anna', 'boris', 'clara', 'dora'),
      text: fc.constantFrom('price', 'refund', 'Hi'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 25 }), fc.nat(8), async (given, limit) => {
        // As they arrive: some are late, which only the whole history shows.
        let latest = ''
        const entries = given.map(({ minute, customer, text }, index): HistoryEntry => {
          const one = { ...says(minute, customer, text), id: `m${index}` }
          latest = one.at > latest ? one.at : latest
          return one.at < latest ? { ...one, arrivedAt: latest } : one
        })
        const options = { before: tag('price'), after: tag('refund'), limit, until: latest || at(0) }
        const whole = await simulate(entries, options)
        let sum: Simulation | null = null
        for (const name of ['dora', 'clara', 'boris', 'anna']) {
          const part = entries.filter((one) => 'customer' in one && one.customer.id === name)
          const found = await simulate(part, options)
          sum = sum === null ? found : addSimulations(sum, found, limit)
        }
        expect({ ...sum, until: null }).to.deep.equal({ ...whole, until: null })
      }),
      { numRuns: runs },
    )
  })
})
