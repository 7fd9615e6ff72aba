import { expect } from 'chai'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import { coverableIn, coveredIn } from '../../src/testing/coverable.js'
import { addCoverage } from '../../src/testing/coverage.js'
import { runScenario } from '../../src/testing/run-scenario.js'

const says = (text: string) => ({ fact: 'message', path: '$.text', operator: 'containsText', value: text })
const RULES: RuleSet = {
  conditions: { money: { any: [says('refund'), says('invoice')] } },
  rules: [
    {
      id: 'billing',
      on: 'message.received',
      when: {
        all: [
          { condition: 'money' },
          { not: { fact: 'chat', path: '$.tags', operator: 'contains', value: 'vip' } },
          { fact: 'plan', operator: 'equal', value: 'gold', priority: 9 },
        ],
      },
      then: [
        { do: 'add-tags', tags: ['billing'] },
        { do: 'send-message', text: 'We are looking.' },
      ],
    },
    { id: 'late', on: 'chat.finished', then: [{ do: 'add-note', text: 'late' }] },
  ],
}
const OPTIONS = { rules: RULES, facts: { plan: 'gold' }, comparisons: true }

const run = (texts: readonly string[], facts: { readonly [name: string]: string } = {}) =>
  runScenario({ name: 'x', given: { facts }, steps: texts.map((customer) => ({ customer })) }, OPTIONS)

describe('the coverage of comparisons', () => {
  it('counts how often each held and failed, those of named conditions where they stand', async () => {
    const { coverage } = await run(['Hello', 'My refund', 'The refund again'])
    expect(coverage.comparisons).to.deep.equal({
      '/rules/billing/when/all/2': { held: 3, failed: 0 },
      '/conditions/money/any/0': { held: 2, failed: 1 },
      '/conditions/money/any/1': { held: 0, failed: 3 },
      '/rules/billing/when/all/1/not': { held: 0, failed: 3 },
    })
  })

  it('doesn’t count what a priority spared the engine', async () => {
    const { coverage } = await run(['refund'], { plan: 'free' })
    expect(coverage.comparisons).to.deep.equal({ '/rules/billing/when/all/2': { held: 0, failed: 1 } })
  })

  it('is empty unless it is asked for, and adds up', async () => {
    const { comparisons: _, ...options } = OPTIONS
    expect(
      (await runScenario({ name: 'x', steps: [{ customer: 'refund' }] }, options)).coverage.comparisons,
    ).to.deep.equal({})
    const [one, other] = [await run(['refund']), await run(['Hello'])]
    expect(addCoverage(one.coverage, other.coverage).comparisons['/conditions/money/any/0']).to.deep.equal({
      held: 1,
      failed: 1,
    })
  })

  it('stands beside all that a set has to cover', async () => {
    expect(coverableIn(RULES).map(({ kind, pointer }) => `${kind} ${pointer}`)).to.deep.equal([
      'comparison /conditions/money/any/0',
      'comparison /conditions/money/any/1',
      'rule /rules/0',
      'comparison /rules/0/when/all/1/not',
      'comparison /rules/0/when/all/2',
      'action /rules/0/then/0',
      'action /rules/0/then/1',
      'rule /rules/1',
      'action /rules/1/then/0',
    ])
    const { coverage } = await run(['refund', 'refund'])
    const ways = coveredIn(RULES, coverage).map(({ label, ways }) => [label, ways])
    expect(ways).to.deep.equal([
      ['message.text containsText', { held: 2, failed: 0 }],
      ['message.text containsText', { held: 0, failed: 2 }],
      ['billing', { matched: 2 }],
      ['chat.tags contains', { held: 0, failed: 2 }],
      ['plan equal', { held: 2, failed: 0 }],
      ['add-tags', { done: 2 }],
      ['send-message', { done: 1 }],
      ['late', { matched: 0 }],
      ['add-note', { done: 0 }],
    ])
  })
})
