import { expect } from 'chai'
import type { Condition } from '../../src/core/rules/rule-set.js'
import { codes, leaf, lint, setOf, text } from './linting.js'

const all = (...conditions: Condition[]) => ({ all: conditions })
const ofRule = (when: { all: Condition[] } | { any: Condition[] }) => codes(setOf([{ id: 'r', when }]))
const NEVER = 'contradictory-condition /rules/0/when'

describe('the lint on conditions', () => {
  it('finds those that can never hold', async () => {
    const never: readonly (readonly Condition[])[] = [
      [text('containsText', 'refund please'), { not: text('containsText', 'REFUND') }],
      [text('startsWith', 'hello'), text('startsWith', 'good')],
      [text('containsWord', 'refund'), text('isBlank', true)],
      [text('equal', 'yes'), text('containsText', 'no')],
      [text('in', ['a', 'b']), text('notIn', ['a', 'b'])],
      [text('equal', 'x'), { not: text('matches', '^[a-z]$') }],
      [leaf('customer', '$.chatsOnChannel', 'greaterThan', 5), leaf('customer', '$.chatsOnChannel', 'lessThan', 5)],
      [leaf('customer', '$.chatsOnChannel', 'between', [1, 3]), leaf('customer', '$.chatsOnChannel', 'equal', 4)],
      [leaf('chat', '$.tags', 'hasAll', ['a', 'b']), leaf('chat', '$.tags', 'hasNone', ['b', 'c'])],
      [leaf('chat', '$.tags', 'hasAny', ['a']), leaf('chat', '$.tags', 'isBlank', true)],
      [leaf('chat', '$.state', 'equal', 'active'), leaf('chat', '$.status', 'equal', 'pending')],
      [leaf('chat', '$.priority', 'notIn', ['low', 'normal']), leaf('chat', '$.priority', 'notIn', ['high', 'urgent'])],
      [leaf('chat', '$.waitingSince', 'olderThan', 'PT2H'), leaf('chat', '$.waitingSince', 'youngerThan', 'PT1H')],
      [leaf('now', '$', 'before', '2026-01-01'), leaf('now', '$', 'after', '2026-02-01')],
      [leaf('customer', '$.email', 'isBlank', true), leaf('customer', '$.email', 'equal', 'a@example.com')],
      [leaf('customer', '$.fields.plan', 'equal', 'gold'), leaf('customer', '$.fields.plan', 'equal', 'silver')],
      [
        { ...leaf('schedule', '$.open', 'equal', true), params: { name: 'office' } },
        { ...leaf('schedule', '$.kind', 'equal', 'off-hours'), params: { name: 'office' } },
      ],
      [
        { ...leaf('schedule', '$.time', 'before', '09:00'), params: { name: 'office' } },
        { ...leaf('schedule', '$.time', 'after', '18:00'), params: { name: 'office' } },
      ],
      [{ any: [text('containsText', 'a'), text('containsText', 'b')] }, text('isBlank', true)],
    ]
    for (const conditions of never)
      expect(await ofRule(all(...conditions)), JSON.stringify(conditions)).to.deep.equal([NEVER])
  })

  it('says nothing of those that can', async () => {
    const fine: readonly (readonly Condition[])[] = [
      [text('containsText', 'refund'), { not: text('containsText', 'refund please') }],
      [text('startsWith', 'good'), text('startsWith', 'good day')],
      [text('containsText', 'a'), text('notEqual', 'a')],
      [leaf('customer', '$.chatsOnChannel', 'greaterThan', 4), leaf('customer', '$.chatsOnChannel', 'lessThan', 6)],
      [leaf('chat', '$.waitingSince', 'olderThan', 'PT1H'), leaf('chat', '$.waitingSince', 'youngerThan', 'PT2H')],
      [leaf('customer', '$.email', 'isBlank', true), leaf('customer', '$.email', 'notEqual', 'a@example.com')],
      [leaf('before', '$.status', 'equal', 'pending'), leaf('chat', '$.status', 'isBlank', true)],
      [{ not: leaf('before', '$.status', 'equal', 'open') }, { not: leaf('before', '$.status', 'notEqual', 'open') }],
      // Of what is no list both are false.
      [
        { not: leaf('customer', '$.fields.x', 'hasNone', ['a']) },
        { not: leaf('customer', '$.fields.x', 'hasAny', ['a']) },
      ],
      // Over midnight.
      [
        { ...leaf('schedule', '$.time', 'between', ['22:00', '06:00']), params: { name: 'office' } },
        { ...leaf('schedule', '$.time', 'before', '05:00'), params: { name: 'office' } },
      ],
    ]
    for (const conditions of fine)
      expect(await ofRule(all(...conditions)), JSON.stringify(conditions)).to.deep.equal([])
  })

  it('finds those that always hold', async () => {
    const always: readonly ({ all: Condition[] } | { any: Condition[] })[] = [
      { any: [text('containsText', 'a'), { not: text('containsText', 'a') }] },
      { any: [leaf('chat', '$.isFirstOnChannel', 'equal', true), leaf('chat', '$.isFirstOnChannel', 'equal', false)] },
      { any: [leaf('chat', '$.counts.notes', 'lessThan', 5), leaf('chat', '$.counts.notes', 'greaterThan', 4)] },
      all({ not: leaf('chat', '$.priority', 'isBlank', true) }),
    ]
    for (const when of always)
      expect(await ofRule(when), JSON.stringify(when)).to.deep.equal(['always-true /rules/0/when'])
  })

  it('names the part that is at fault', async () => {
    const dead = all(text('containsText', 'a'), text('isBlank', true))
    expect(await ofRule({ any: [dead, text('equal', 'b')] })).to.deep.equal([`${NEVER}/any/0`])
    const set = setOf([{ id: 'r', when: all({ condition: 'dead' }) }], { conditions: { dead } })
    expect(await codes(set)).to.deep.equal(['contradictory-condition /conditions/dead', NEVER])
  })

  it('says which comparisons do not go together', async () => {
    const [found] = await lint(setOf([{ id: 'r', when: all(text('startsWith', 'hello'), text('isBlank', true)) }]))
    expect(found?.message).to.equal(
      'This can never hold: `message.text startsWith "hello"` and `message.text isBlank true`.',
    )
    expect(found?.docs).to.equal('docs/reference/diagnostics.md#contradictory-condition')
  })

  it('knows what a trigger settles', async () => {
    const when = all(leaf('event', '$.by', 'equal', 'timer'))
    expect(await codes(setOf([{ id: 'r', on: 'chat.started', when }]))).to.deep.equal(['unreachable-rule /rules/0/on'])
    expect(await codes(setOf([{ id: 'r', on: ['chat.finished', 'chat.started'], when }]))).to.deep.equal([
      'unreachable-rule /rules/0/on/1',
    ])
    expect(await codes(setOf([{ id: 'r', on: 'chat.finished', when }]))).to.deep.equal([])
  })

  it('leaves operators of the desk alone, but for the very same comparison', async () => {
    const operators = { near: () => true }
    const near = text('near', 'Moscow')
    expect(await codes(setOf([{ id: 'r', when: all(near, text('near', 'Perm')) }]), { operators })).to.deep.equal([])
    expect(await codes(setOf([{ id: 'r', when: all(near, { not: near }) }]), { operators })).to.deep.equal([NEVER])
  })
})
