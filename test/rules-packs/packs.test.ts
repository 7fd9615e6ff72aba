import { readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { expect } from 'chai'
import { asRuleSet } from '../../src/core/rules/as-rule-set.js'
import { loadRuleSet } from '../../src/core/rules/load-rule-set.js'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import { loadRules } from '../../src/desk/rule-files.js'
import { coveredIn } from '../../src/testing/coverable.js'
import { addCoverage, type Coverage, NO_COVERAGE } from '../../src/testing/coverage.js'
import { runScenario } from '../../src/testing/run-scenario.js'
import { isObject } from '../../src/testing/shape.js'
import { packFiles, packNames, packs, runFile, shown } from './scenario-files.js'

const scenarios = packFiles('.scenario.json')
/** Packs that use the schedule and conditions of `hours`. */
const needHours = ['away', 'holidays', 'waiting']

describe('the rule packs', () => {
  let coverage: Coverage = NO_COVERAGE

  for (const path of scenarios) {
    it(`hold what ${relative(packs, path)} expects`, async () => {
      const result = await runFile(path)
      coverage = addCoverage(coverage, result.coverage)
      expect(result.differences, shown(path, result)).to.deep.equal([])
    })
  }

  it('have every rule matched by some scenario, and every rule with a condition failed by some', async () => {
    const { sources } = await loadRules(packs)
    const sets = sources.map((one) => one.value)
    const rules = sets.flatMap((set) => (isObject(set) && Array.isArray(set.rules) ? set.rules : []))
    expect(rules).to.have.length.above(30)
    const counts = (id: string, kind: string) => coverage.rules[id]?.verdicts[kind] ?? 0
    const never = rules.filter((rule) => counts(rule.id, 'matched') === 0).map((rule) => rule.id)
    const always = rules.filter((rule) => rule.when && counts(rule.id, 'failed') === 0).map((rule) => rule.id)
    expect({ never, always }).to.deep.equal({ never: [], always: [] })
  })

  it('have every step of every workflow come to, and every way that is written taken', async () => {
    const { sources } = await loadRules(packs)
    const items = sources.flatMap(({ value }) => coveredIn(asRuleSet(value) as RuleSet, coverage))
    const ofWorkflows = items.filter(({ kind }) => kind === 'step' || kind === 'way')
    expect(ofWorkflows).to.have.length.above(80)
    const never = ofWorkflows.filter(({ ways }) => Object.values(ways).includes(0))
    expect(never.map(({ label }) => label)).to.deep.equal([])
  })

  it('never have a rule fail with an error', () => {
    const errors = Object.entries(coverage.rules).filter(([, rule]) => rule.verdicts.error !== undefined)
    expect(errors.map(([id]) => id)).to.deep.equal([])
  })

  for (const pack of packNames().filter((name) => name !== 'together')) {
    it(`load ${pack} without a finding`, async () => {
      const folders = needHours.includes(pack) ? [pack, 'hours'] : [pack]
      const { sources } = await loadRules(...folders.map((folder) => join(packs, folder)))
      const loaded = loadRuleSet(sources)
      expect(loaded.ok ? loaded.warnings : loaded.diagnostics).to.deep.equal([])
    })
  }

  it('load together as one set', async () => {
    const loaded = loadRuleSet((await loadRules(packs)).sources)
    expect(loaded.ok ? loaded.warnings : loaded.diagnostics).to.deep.equal([])
  })

  it('say everything to customers in Russian and English', () => {
    const files = [...packFiles('.rules.json'), ...packFiles('.workflow.json')]
    const texts = files.flatMap((path) => customerTexts(JSON.parse(readFileSync(path, 'utf8'))))
    expect(texts).to.have.length.above(10)
    for (const text of texts)
      expect(Object.keys(isObject(text) ? text : {}), JSON.stringify(text)).to.deep.equal(['ru', 'en'])
  })

  it('have several scenarios each', () => {
    const counts = packNames()
      .filter((name) => name !== 'hours')
      .map((name) => [name, scenarios.filter((path) => basename(dirname(path)) === name).length])
    expect(counts.filter(([, count]) => Number(count) < 3)).to.deep.equal([])
  })
})

function customerTexts(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(customerTexts)
  if (!isObject(value)) return []
  return [...(value.do === 'send-message' ? [value.text] : []), ...Object.values(value).flatMap(customerTexts)]
}

describe('a rule that was broken on purpose', () => {
  const broken: readonly (readonly [string, string, (rule: { [key: string]: unknown }) => void])[] = [
    ['away/second-chat', 'away', (rule) => Object.assign(rule, { when: { all: [] } })],
    [
      'away/second-chat',
      'away',
      (rule) => Object.assign(rule, { then: [{ do: 'send-message', text: 'нерабочее время' }] }),
    ],
    ['away/lunch', 'away', (rule) => Object.assign(rule, { on: 'chat.started' })],
    ['away/borders', 'away', (rule) => Object.assign(rule, { enabled: false })],
    [
      'tickets/life-of-a-ticket',
      'ticket-agent',
      (rule) => Object.assign(rule, { then: [{ do: 'finish', status: 'open' }] }),
    ],
    [
      'waiting/team',
      'remind-team',
      (rule) => Object.assign(rule, { on: { after: 'PT15M', since: 'message.received' } }),
    ],
    ['farewell/silence', 'farewell-silence', (rule) => Object.assign(rule, { when: { all: [] } })],
  ]
  for (const [scenario, id, change] of broken) {
    it(`is found by ${scenario} (${id})`, async () => {
      const path = join(packs, `${scenario}.scenario.json`)
      const { sources } = await loadRules(join(packs, dirname(scenario)), join(packs, 'hours'))
      const sets = structuredClone(sources.map((one) => one.value))
      const rules = sets.flatMap((set) => (isObject(set) && Array.isArray(set.rules) ? set.rules : []))
      change(rules.find((rule) => rule.id === id))
      const result = await runScenario(JSON.parse(readFileSync(path, 'utf8')), {
        rules: { kind: 'rule-files', sources: sets.map((value, index) => ({ name: `${index}`, value })) },
      })
      expect(result.passed).to.equal(false)
    })
  }
})
