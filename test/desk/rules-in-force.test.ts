import { expect } from 'chai'
import type { Rule } from '../../src/core/rules/rule-set.js'
import { rulesVersion } from '../../src/core/rules/rule-set-version.js'
import { rulesInForce } from '../../src/desk/rules-in-force.js'

const when = (word: string): NonNullable<Rule['when']> => ({
  all: [{ fact: 'message', path: '$.text', operator: 'containsText', value: word }],
})

describe('the rules in force', () => {
  it('are those that were set, whatever becomes of the objects afterwards', () => {
    const rule = {
      id: 'a',
      on: 'message.received' as const,
      when: when('one'),
      then: [{ do: 'add-note' as const, text: 'n' }],
    }
    const given = { rules: [rule] }
    const inForce = rulesInForce('desk', {})
    inForce.set(given)
    const first = inForce.of('t')
    rule.when = when('two')
    expect(first?.byId.get('a')?.rule.when).to.deep.equal(when('one'))
    inForce.set(given)
    expect(inForce.of('t')?.byId.get('a')?.rule.when).to.deep.equal(when('two'))
    expect(inForce.of('t')?.version).to.equal(rulesVersion([given]))
  })

  it('are checked with what the version before them was right in, and faults are told all the same', () => {
    const note: Rule = { id: 'b', on: 'chat.started', then: [{ do: 'call', name: 'ring' }] }
    const inForce = rulesInForce('desk', { functions: ['ring'] })
    inForce.set({ rules: [note] })
    expect(inForce.earlier().earlier?.sound.has('b')).to.equal(true)
    expect(() => inForce.set({ rules: [note, { ...note, id: 'c', then: [{ do: 'call', name: 'rung' }] }] })).to.throw(
      'rung',
    )
    expect(inForce.of('t')?.byId.size).to.equal(1)
  })
})
