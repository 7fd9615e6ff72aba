import { expect } from 'chai'
import { rankAlmost } from '../../../src/core/explain/rank-almost.js'
import { loaded } from '../rules/judging.js'
import { FACTS_THEN } from './facts-of.js'

const says = (text: string) => ({ fact: 'message', path: '$.text', operator: 'containsText', value: text })
const rule = (id: string, when: unknown, rest: object = {}) => ({
  id,
  on: 'message.received',
  when,
  then: [{ do: 'add-tags', tags: ['t'] }],
  ...rest,
})
const RULES = loaded({
  rules: [
    rule('far', { all: [says('a1'), says('b2'), says('c3')] }),
    rule('near', { all: [says('order'), says('hello'), says('refund')] }),
    rule('nearish', { all: [says('refund'), says('order')] }),
    rule('matched', { all: [says('order')] }),
    rule('either', { any: [{ all: [says('a1'), says('b2')] }, { all: [says('order'), says('c3'), says('d4')] }] }),
    rule('off', { all: [says('refund')] }, { enabled: false }),
    rule('elsewhere', { all: [says('refund')] }, { channels: ['vk'] }),
    rule('always', undefined),
    rule('never', { not: { all: [] } }),
  ],
})
const ALL = [...RULES.byId.keys()]

describe('rules that almost matched', () => {
  it('come nearest first, and those that matched, are off or can’t help it don’t come', async () => {
    expect(await rankAlmost(RULES, ALL, FACTS_THEN)).to.deep.equal([
      { rule: 'near', missing: 1, comparisons: 3, held: 2 },
      { rule: 'nearish', missing: 1, comparisons: 2, held: 1 },
      { rule: 'either', missing: 2, comparisons: 5, held: 1 },
      { rule: 'far', missing: 3, comparisons: 3, held: 0 },
    ])
  })

  it('come as many as are asked for, and only so far away', async () => {
    const ids = (rows: Awaited<ReturnType<typeof rankAlmost>>) => rows.map((row) => row.rule)
    expect(ids(await rankAlmost(RULES, ALL, FACTS_THEN, {}, { limit: 1 }))).to.deep.equal(['near'])
    expect(ids(await rankAlmost(RULES, ALL, FACTS_THEN, {}, { missing: 2 }))).to.deep.equal([
      'near',
      'nearish',
      'either',
    ])
    expect(ids(await rankAlmost(RULES, ['far', 'far', 'unknown'], FACTS_THEN))).to.deep.equal(['far'])
  })
})
