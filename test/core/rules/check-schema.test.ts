import { expect } from 'chai'
import { LEAF, only, set, TAG, THEN, withAction, withLeaf } from './checking.js'

describe('the schema', () => {
  it('gives one sentence for one mistake', () => {
    expect(only({ ruls: [] })).to.include({ code: 'unknown-property', pointer: '/ruls' })
    expect(only({ ruls: [] }).message).to.include('Did you mean `rules`?')
    expect(only(set({ on: 'chat.start' }))).to.include({ code: 'wrong-value', pointer: '/rules/0/on' })
    expect(only(set({ on: ['chat.started', 5] }))).to.include({ code: 'wrong-type', pointer: '/rules/0/on/1' })
    expect(only(set({ on: { after: 'PT2H' } }))).to.include({ code: 'missing-property', pointer: '/rules/0/on' })
    expect(only(set({ id: 'a b' }))).to.include({ code: 'wrong-value', pointer: '/rules/0/id' })
    expect(only(set({ priority: 0 }))).to.include({ code: 'wrong-value', pointer: '/rules/0/priority' })
    expect(only(set({ priority: 1.5 }))).to.include({ code: 'wrong-type', pointer: '/rules/0/priority' })
    expect(only(set({ prio: 1 })).message).to.include('Known here: id, name')
    expect(only({ rules: [{ on: 'chat.started', then: [TAG] }] }).message).to.equal('`id` is missing.')
  })

  it('knows which action is meant by `do`', () => {
    expect(only(withAction({ do: 'send-massage', text: 'x' }))).to.include({
      code: 'unknown-action',
      pointer: `${THEN}/do`,
    })
    expect(only(withAction({ text: 'x' }))).to.include({ code: 'missing-property', pointer: THEN })
    expect(only(withAction({ do: 'send-message' })).message).to.equal('`text` is missing.')
    expect(only(withAction({ do: 'send-message', txt: 'x', text: 'y' })).message).to.include('Did you mean `text`?')
    expect(only(withAction({ do: 'finish', status: 'closed' }))).to.include({
      code: 'wrong-value',
      pointer: `${THEN}/status`,
    })
    expect(only(withAction({ do: 'send-message', text: 5 })).message).to.include('a text, or an object of texts')
    expect(only(withAction({ do: 'notify', to: 'olga', text: 'x' })).message).to.include('`agents` or `group`')
    expect(only(withAction({ do: 'assign' }))).to.include({ code: 'assign-one', pointer: THEN })
    expect(only(withAction({ do: 'assign', agent: 'a', group: 'b' })).code).to.equal('assign-one')
    expect(only(withAction({ do: 'assign', none: false })).code).to.equal('wrong-value')
  })

  it('tells conditions apart by their key', () => {
    expect(only(set({ when: { fact: 'now', operator: 'after', value: '2026-01-01' } }))).to.deep.include({
      code: 'wrong-value',
      pointer: '/rules/0/when',
      fix: {
        title: 'Put it inside `all`',
        pointer: '/rules/0/when',
        value: { all: [{ fact: 'now', operator: 'after', value: '2026-01-01' }] },
      },
    })
    expect(only(set({ when: {} })).message).to.equal('A condition needs `all`, `any`, `not`, `condition` or `fact`.')
    expect(only(withLeaf({ fact: 'now', value: 1 })).message).to.equal('`operator` is missing.')
    expect(only(set({ when: { all: [], any: [] } }))).to.include({
      code: 'unknown-property',
      pointer: '/rules/0/when/any',
    })
    expect(only(set({ when: { all: {} } }))).to.include({ code: 'wrong-type', pointer: '/rules/0/when/all' })
    expect(only(withLeaf({ fact: 'now', operator: 'after', valeu: 1, value: '2026-01-01' })).pointer).to.equal(
      `${LEAF}/valeu`,
    )
    expect(only(set({ when: { not: [] } }))).to.include({ code: 'wrong-type', pointer: '/rules/0/when/not' })
  })
})
