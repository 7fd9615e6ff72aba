import { expect } from 'chai'
import fc from 'fast-check'
import { editText, insertText, readRuleText, ruleIndexAt } from '../../../playground/src/session/rule-file.js'

const TEXT = `{
  // Why we have these: ask Olga.
  "schedules": { "support": { "zone": "Europe/Moscow", "week": {} } },
  "vocabulary": { "tags": ["vip"] },
  "rules": [
    { "id": "hi", /* greets */ "on": "chat.started", "then": [] },
    { "id": "bye", "name": "Farewell", "on": "chat.finished", "then": [] }
  ]
}
`

describe('a rule file as a form sees it', () => {
  it('finds the rules with their places, and what they may name', () => {
    const read = readRuleText(TEXT)
    expect(read?.rules.map(({ id, name }) => [id, name])).to.deep.equal([
      ['hi', ''],
      ['bye', 'Farewell'],
    ])
    expect(read?.schedules).to.deep.equal(['support'])
    expect(read?.vocabulary).to.deep.equal({ tags: ['vip'] })
    if (read === null) throw new Error('unread')
    expect(ruleIndexAt(read, TEXT.indexOf('Farewell'))).to.equal(1)
    expect(ruleIndexAt(read, 0)).to.equal(-1)
    expect(readRuleText('{ "id": "w", "steps": {} }')?.workflows).to.deep.equal(['w'])
  })

  it('edits in place: comments, order and layout of the rest stay', () => {
    const named = editText(TEXT, ['rules', 0, 'name'], 'Hello')
    expect(named).to.contain('/* greets */').and.to.contain('// Why we have these: ask Olga.')
    expect(readRuleText(named)?.rules[0]?.value).to.include({ id: 'hi', name: 'Hello' })
    const more = insertText(named, ['rules', 1], { id: 'mid', on: 'note.added', then: [] })
    expect(readRuleText(more)?.rules.map(({ id }) => id)).to.deep.equal(['hi', 'mid', 'bye'])
    const fewer = editText(more, ['rules', 1], undefined)
    expect(readRuleText(fewer)?.rules.map(({ id }) => id)).to.deep.equal(['hi', 'bye'])
    expect(fewer).to.contain('/* greets */')
  })

  it('refuses what is no JSON, and takes what is no rule file for one without rules', () => {
    expect(readRuleText('{ "rules": [')).to.equal(null)
    for (const text of ['[]', '3', '{}', '{ "rules": 3 }']) expect(readRuleText(text)?.rules, text).to.deep.equal([])
  })

  it('reads back what it wrote, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.boolean(), (value, isNew) => {
        const next = isNew ? insertText(TEXT, ['rules', 2], value) : editText(TEXT, ['rules', 1, 'then'], value)
        const rule: unknown = readRuleText(next)?.rules[isNew ? 2 : 1]?.value
        const got = isNew ? rule : Object(rule).then
        expect(JSON.stringify(got)).to.equal(JSON.stringify(value))
      }),
      { numRuns: 60 },
    )
  })
})
