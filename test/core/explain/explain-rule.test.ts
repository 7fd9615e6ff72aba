import { expect } from 'chai'
import { explainRule, type RuleExplanation } from '../../../src/core/explain/explain-rule.js'
import type { ExplainedNode } from '../../../src/core/explain/explained-node.js'
import { FACTS_THEN, ruleWith } from './facts-of.js'

const SAYS = (text: string, rest: object = {}) => ({
  fact: 'message',
  path: '$.text',
  operator: 'containsText',
  value: text,
  ...rest,
})
const PRIORITY = (value: string, rest: object = {}) => ({
  fact: 'chat',
  path: '$.priority',
  operator: 'equal',
  value,
  ...rest,
})

async function explained(when: unknown, rest: object = {}): Promise<RuleExplanation> {
  const found = await explainRule(ruleWith(when, rest), 'r', FACTS_THEN)
  if (found === null) throw new Error('there is no rule `r`')
  return found
}

function flat(node: ExplainedNode): readonly ExplainedNode[] {
  if (node.kind === 'fact') return [node]
  return [node, ...('parts' in node ? node.parts : [node.part]).flatMap(flat)]
}

describe('a rule explained', () => {
  it('shows every comparison with its values, those that the engine needn’t look at too', async () => {
    const { tree, ...about } = await explained({
      all: [SAYS('order'), { any: [PRIORITY('urgent'), { not: SAYS('refund') }] }, PRIORITY('high')],
    })
    expect(about).to.deep.include({ rule: 'r', name: 'R', verdict: 'failed', comparisons: 4, held: 1, missing: 1 })
    expect(tree).to.deep.equal({
      kind: 'all',
      pointer: '',
      holds: false,
      lookedAt: true,
      parts: [
        {
          kind: 'fact',
          pointer: '/all/0',
          holds: true,
          lookedAt: true,
          fact: 'message',
          path: '$.text',
          operator: 'containsText',
          expected: 'order',
          actual: 'Hello, where is my order?',
        },
        {
          kind: 'any',
          pointer: '/all/1',
          holds: true,
          lookedAt: true,
          parts: [
            {
              kind: 'fact',
              pointer: '/all/1/any/0',
              holds: false,
              lookedAt: true,
              fact: 'chat',
              path: '$.priority',
              operator: 'equal',
              expected: 'urgent',
              actual: 'normal',
            },
            {
              kind: 'not',
              pointer: '/all/1/any/1',
              holds: true,
              lookedAt: true,
              part: {
                kind: 'fact',
                pointer: '/all/1/any/1/not',
                holds: false,
                lookedAt: true,
                fact: 'message',
                path: '$.text',
                operator: 'containsText',
                expected: 'refund',
                actual: 'Hello, where is my order?',
              },
            },
          ],
        },
        {
          kind: 'fact',
          pointer: '/all/2',
          holds: false,
          lookedAt: true,
          fact: 'chat',
          path: '$.priority',
          operator: 'equal',
          expected: 'high',
          actual: 'normal',
        },
      ],
    })
  })

  it('tells what priorities spared the engine', async () => {
    const { tree } = await explained({ all: [SAYS('order'), PRIORITY('high', { priority: 9 })] })
    const looked = tree === null ? [] : flat(tree).map(({ pointer, lookedAt }) => [pointer, lookedAt])
    expect(looked).to.deep.equal([
      ['', true],
      ['/all/0', false],
      ['/all/1', true],
    ])
  })

  it('opens named conditions where they are used', async () => {
    const conditions = { urgent: { any: [PRIORITY('urgent'), PRIORITY('high')] } }
    const { tree, missing } = await explained({ all: [{ condition: 'urgent' }] }, { conditions })
    expect(missing).to.equal(1)
    const nodes = tree === null ? [] : flat(tree)
    expect(nodes.map(({ kind, pointer, within }) => [kind, pointer, within])).to.deep.equal([
      ['all', '', undefined],
      ['condition', '/all/0', undefined],
      ['any', '/all/0', { condition: 'urgent', pointer: '' }],
      ['fact', '/all/0', { condition: 'urgent', pointer: '/any/0' }],
      ['fact', '/all/0', { condition: 'urgent', pointer: '/any/1' }],
    ])
  })

  it('says of schedules what they were at the message’s own time', async () => {
    const open = { fact: 'schedule', params: { name: 'support' }, path: '$.open', operator: 'equal', value: true }
    expect(await explained({ all: [open] })).to.include({ verdict: 'matched', missing: 0, held: 1 })
    const night = await explainRule(ruleWith({ all: [open] }), 'r', { ...FACTS_THEN, now: '2026-03-02T21:00:00.000Z' })
    expect(night).to.include({ verdict: 'failed', missing: 1 })
  })

  it('says why a comparison could not be made', async () => {
    const { tree } = await explained({ all: [{ fact: 'before', path: '$.state', operator: 'equal', value: 'active' }] })
    const leaf = tree === null ? undefined : flat(tree)[1]
    expect(leaf).to.include({ missing: true, actual: null, holds: false })
    expect(leaf)
      .to.have.property('reason')
      .that.matches(/`before` is missing/)
  })

  it('names the comparison whose operator threw', async () => {
    const operators = {
      picky: () => {
        throw new Error('not today')
      },
    }
    const rules = ruleWith({ all: [SAYS('order'), SAYS('order', { operator: 'picky' })] }, {}, { operators })
    const found = await explainRule(rules, 'r', FACTS_THEN)
    expect(found).to.include({ verdict: 'error', error: 'not today' })
    expect(
      found?.tree === null || found === null ? [] : flat(found.tree).map((one) => 'error' in one && one.error),
    ).to.deep.equal([false, false, 'not today'])
  })

  it('names the embedder’s facts, which no trace keeps', async () => {
    const rules = ruleWith({ all: [{ fact: 'plan', operator: 'equal', value: 'gold' }] }, {}, { facts: ['plan'] })
    expect(await explainRule(rules, 'r', FACTS_THEN, { plan: async () => 'gold' })).to.deep.include({
      verdict: 'matched',
      ownFacts: ['plan'],
    })
    expect(await explainRule(rules, 'r', FACTS_THEN)).to.include({ verdict: 'failed', missing: 1 })
  })

  it('without a condition matches and has no tree', async () => {
    expect(await explained(undefined)).to.include({ verdict: 'matched', tree: null, missing: 0 })
  })

  it('that can never hold has nothing missing that would help', async () => {
    expect(await explained({ not: { all: [] } })).to.include({ verdict: 'failed', missing: null })
  })

  it('that doesn’t exist is null', async () => {
    expect(await explainRule(ruleWith({ all: [] }), 'other', FACTS_THEN)).to.equal(null)
  })
})
