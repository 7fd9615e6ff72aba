import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { checkRuleSet } from '../../../src/core/rules/check-rule-set.js'
import { loadRuleSet } from '../../../src/core/rules/load-rule-set.js'
import { parseRuleFile } from '../../../src/lint/place.js'

const FILE = new URL('./fixtures/ten-faults.rules.json', import.meta.url)

const EXPECTED = [
  ['unknown-zone', '/schedules/support/zone', 4],
  ['wrong-value', '/rules/0/on', 12],
  ['unknown-condition', '/rules/0/when/all/0/condition', 13],
  ['unknown-variable', '/rules/0/then/0/text', 14],
  ['unknown-fact', '/rules/1/when/any/0/fact', 21],
  ['bad-pattern', '/rules/1/when/any/1/value', 22],
  ['type-mismatch', '/rules/1/when/any/2/operator', 23],
  ['assign-one', '/rules/1/then/0', 26],
  ['bad-duration', '/rules/2/on/after', 30],
  ['unknown-action', '/rules/2/then/0/do', 31],
] as const

describe('a rule file with ten different faults', () => {
  const parsed = parseRuleFile(readFileSync(FILE, 'utf8'), 'ten-faults.rules.json')

  it('gives ten findings in one go, each with its pointer, line and column', () => {
    const placed = checkRuleSet(parsed.value).map(parsed.placed)
    const found = placed
      .sort((one, other) => one.line - other.line || one.column - other.column)
      .map(({ code, pointer, line }) => [code, pointer, line])
    expect(found).to.deep.equal(EXPECTED)
    expect(placed.every(({ column, message }) => column > 1 && message.length > 10)).to.equal(true)
  })

  it('is not loaded, and says the same', () => {
    const loaded = loadRuleSet([{ name: 'ten-faults.rules.json', value: parsed.value }])
    expect(loaded.ok).to.equal(false)
    const codes = loaded.ok ? [] : loaded.diagnostics.map(({ code, source }) => `${source}: ${code}`)
    expect(codes).to.have.members(EXPECTED.map(([code]) => `ten-faults.rules.json: ${code}`))
  })

  it('offers a fix for typing mistakes', () => {
    const fixes = new Map(
      checkRuleSet(parsed.value).map(({ pointer, fix }) => [
        pointer,
        fix !== undefined && 'value' in fix ? fix.value : undefined,
      ]),
    )
    expect(fixes.get('/rules/0/on')).to.equal('chat.started')
    expect(fixes.get('/rules/0/when/all/0/condition')).to.equal('is-vip')
    expect(fixes.get('/rules/1/when/any/0/fact')).to.equal('message')
    expect(fixes.get('/rules/2/then/0/do')).to.equal('send-message')
  })
})
