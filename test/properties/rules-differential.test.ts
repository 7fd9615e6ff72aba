import { expect } from 'chai'
import fc from 'fast-check'
import type { RuleResult } from 'json-rules-engine'
import type { CompiledRules } from '../../src/core/rules/compiled-rules.js'
import { findFailure } from '../../src/core/rules/finding.js'
import { candidatesOf } from '../../src/core/rules/index/rule-index.js'
import type { EvaluatedCondition } from '../../src/core/rules/json-rules-engine.js'
import { evaluateAtOnce, type Judged, judgeRule } from '../../src/core/rules/judge.js'
import { loadRuleSet } from '../../src/core/rules/load-rule-set.js'
import { MISSING } from '../../src/core/rules/missing.js'
import { splitOperator } from '../../src/core/rules/operators/engine-operators.js'
import type { Rule, RuleSet } from '../../src/core/rules/rule-set.js'
import { type FactSource, newSnapshot } from '../../src/core/rules/snapshot.js'
import type { Finding } from '../../src/core/rules/verdict.js'
import { publishedEngine, run } from './published-engine.js'
import { CUSTOM, FACTS, facts, NOW, ruleSets, TABLE } from './rule-sets.js'

// Rules judged by us, through the index and without, against json-rules-engine used plainly. `CASELINE_RUNS` rule sets,
// or as many as a few seconds hold. Where we differ from it on purpose:
// - a fact that is missing makes its comparison false, whatever the operator or decorator (test 2 gives the engine that);
// - `someValue` and `everyValue` of another fact that is no list are false, where the engine throws;
// - rules of one priority match in the order of the file, where the engine's events come as its promises end.

const RUNS = Number(process.env.CASELINE_RUNS ?? 0)
const EFFORT = RUNS > 0 ? { numRuns: RUNS } : { numRuns: 100_000, interruptAfterTimeLimit: 2_500 }

function loaded(set: RuleSet): CompiledRules {
  const result = loadRuleSet(set, { facts: FACTS, operators: CUSTOM })
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
  return result.rules
}

/** Our verdicts by rule; the index has to find every rule that matches or fails with an error. */
async function ours(rules: CompiledRules, values: FactSource): Promise<ReadonlyMap<string, Judged>> {
  const snapshot = newSnapshot(rules, { ...values, now: NOW })
  const all = rules.rulesFor('message.received')
  const found = candidatesOf(rules.ofTrigger('message.received').index(), snapshot.readings)
  expect([...found]).to.deep.equal([...new Set(found)].sort((one, other) => one - other))
  const judged = new Map<string, Judged>()
  for (const [position, rule] of all.entries()) {
    const one = await judgeRule(rule, snapshot)
    if (one.kind !== 'failed') expect(found, rule.rule.id).to.include(position)
    judged.set(rule.rule.id, one)
  }
  return judged
}

function waitedFor(values: object): FactSource {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, async () => value]))
}

/** The engine's own account of a failed rule, told in our words. */
function theirFinding(rule: Rule, result: RuleResult, rules: CompiledRules): Finding {
  if (rule.when === undefined) throw new Error(`${rule.id} has no condition`)
  const seen: EvaluatedCondition = Object(result.conditions)
  return findFailure(rule.when, seen, rules)
}

/** The engine's operators don't get the moment that `olderThan` counts from, and give no reason without it. */
function comparable(finding: Finding): Finding {
  if (TABLE.get(splitOperator(finding.operator).name)?.dated !== true) return finding
  const { reason: _, ...rest } = finding
  return rest
}

/** Highest priority first; within one in any order. */
function expectOrder(events: readonly string[], expected: readonly string[], priorityOf: (id: string) => number): void {
  expect([...events].sort()).to.deep.equal([...expected].sort())
  expect(events.map(priorityOf)).to.deep.equal(expected.map(priorityOf))
}

describe('rules judged by us and by json-rules-engine alone', () => {
  it('match alike, fail by the same comparison, and come in the same order', async function () {
    this.timeout(RUNS > 0 ? 0 : 60_000)
    let held = 0
    let judged = 0
    await fc.assert(
      fc.asyncProperty(ruleSets, facts, async (set, values) => {
        const rules = loaded(set)
        const mine = await ours(rules, values)
        const sorted = rules.rulesFor('message.received').map(({ rule }) => rule)
        for (const rule of sorted) {
          const one = mine.get(rule.id)
          const said = await run(publishedEngine(set, [rule], 'as published'), values)
          if (said instanceof Error) {
            if (said.message === 'fragile broke') expect(one).to.deep.include({ kind: 'error', message: said.message })
            continue
          }
          judged += 1
          held += said.events.length
          expect(one?.kind, rule.id).to.equal(said.events.length === 1 ? 'matched' : 'failed')
          const failure = said.failures.get(rule.id)
          if (one?.kind !== 'failed' || failure === undefined) continue
          expect(comparable(one.finding), rule.id).to.deep.equal(comparable(theirFinding(rule, failure, rules)))
          expect(JSON.parse(JSON.stringify(one.finding))).to.deep.equal(one.finding)
        }
        const together = await run(publishedEngine(set, sorted, 'as published'), values)
        if (together instanceof Error) return
        const matched = sorted.filter(({ id }) => mine.get(id)?.kind === 'matched').map(({ id }) => id)
        expectOrder(together.events, matched, (id) => rules.byId.get(id)?.rule.priority ?? 1)
      }),
      EFFORT,
    )
    // The generator must not drift to rules that never, or always, hold.
    expect(held / judged).to.be.within(0.2, 0.8)
  })

  it('are alike too when facts are missing, where a missing fact makes the engine’s comparisons false', async function () {
    this.timeout(RUNS > 0 ? 0 : 60_000)
    await fc.assert(
      fc.asyncProperty(ruleSets, facts, fc.subarray([...FACTS], { minLength: 1 }), async (set, all, gone) => {
        const given = Object.fromEntries(Object.entries(all).filter(([name]) => !gone.some((one) => one === name)))
        const rules = loaded(set)
        const mine = await ours(rules, given)
        const missing = Object.fromEntries(gone.map((name) => [name, MISSING]))
        for (const { rule } of rules.rulesFor('message.received')) {
          const said = await run(publishedEngine(set, [rule], 'false'), { ...given, ...missing })
          if (said instanceof Error) continue
          expect(mine.get(rule.id)?.kind, rule.id).to.equal(said.events.length === 1 ? 'matched' : 'failed')
        }
      }),
      EFFORT,
    )
  })

  it('are alike when some facts have to be waited for, down to the comparison that failed', async function () {
    this.timeout(RUNS > 0 ? 0 : 60_000)
    await fc.assert(
      fc.asyncProperty(ruleSets, facts, fc.subarray([...FACTS], { minLength: 1 }), async (set, values, slow) => {
        const rules = loaded(set)
        const atHand = await ours(rules, values)
        const some = Object.entries(values).filter(([name]) => slow.some((one) => one === name))
        const waited = { ...values, ...waitedFor(Object.fromEntries(some)) }
        for (const [id, one] of await ours(rules, waited)) expect(one.kind, id).to.equal(atHand.get(id)?.kind)
        for (const rule of rules.rulesFor('message.received')) {
          const snapshot = newSnapshot(rules, { ...waited, now: NOW })
          // A rule that is out before its facts are loaded names a comparison that needs none.
          if (evaluateAtOnce(rule, snapshot) !== undefined) continue
          expect(await judgeRule(rule, snapshot)).to.deep.equal(atHand.get(rule.rule.id))
        }
      }),
      EFFORT,
    )
  })
})
