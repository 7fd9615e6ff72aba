import { expect } from 'chai'
import fc from 'fast-check'
import type { CompiledRules } from '../../../src/core/rules/compiled-rules.js'
import { candidatesOf } from '../../../src/core/rules/index/rule-index.js'
import { judgeRule } from '../../../src/core/rules/judge.js'
import { loadRuleSet } from '../../../src/core/rules/load-rule-set.js'
import { foldText } from '../../../src/core/rules/operators/fold-text.js'
import type { Rule, RuleSet } from '../../../src/core/rules/rule-set.js'
import { newSnapshot } from '../../../src/core/rules/snapshot.js'

const NOW = '2026-03-02T09:00:00.000Z'

function load(set: RuleSet, previous?: CompiledRules): CompiledRules {
  const result = loadRuleSet(structuredClone(set), previous === undefined ? {} : { previous })
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
  return result.rules
}

function rule(n: number, word: string): Rule {
  const text = { fact: 'message', path: '$.text', operator: 'containsText', value: word }
  const when = n % 5 === 0 ? { all: [{ condition: 'long' }, text] } : { all: [text] }
  return { id: `r${n}`, on: 'message.received', enabled: n % 11 !== 10, when, then: [{ do: 'add-tags', tags: ['t'] }] }
}

/** What is judged, and how: every rule that the index finds. */
async function verdicts(rules: CompiledRules, text: string): Promise<readonly unknown[]> {
  const snapshot = newSnapshot(rules, { message: { text }, now: NOW })
  const { rules: all, index } = rules.ofTrigger('message.received')
  const found = candidatesOf(index(), snapshot.readings).flatMap((position) => all[position] ?? [])
  return Promise.all(found.map(async (one) => [one.rule.id, one.order, (await judgeRule(one, snapshot)).kind]))
}

const long = { all: [{ fact: 'message', path: '$.text.length', operator: 'greaterThan', value: 3 }] }

describe('a later version of a rule set', () => {
  it('judges as if it had been loaded by itself, however many versions came before', async () => {
    const words = ['дом', 'лес', 'море', 'е', 'ночь']
    const change = fc.record({
      gone: fc.array(fc.nat(39), { maxLength: 3 }),
      changed: fc.array(fc.tuple(fc.nat(39), fc.constantFrom(...words)), { maxLength: 3 }),
      isMoved: fc.boolean(),
      least: fc.nat(6),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 7 }),
        fc.constantFrom(...words),
        async (all, text) => {
          let list = Array.from({ length: 40 }, (_, n) => rule(n, words[n % words.length] ?? ''))
          let rules = load({ conditions: { long }, rules: list })
          rules.ofTrigger('message.received').index()
          for (const { gone, changed, isMoved, least } of all) {
            const news = new Map(changed.map(([n, word]) => [`r${n}`, rule(n, word)]))
            list = list.filter(({ id }) => !gone.includes(Number(id.slice(1)))).map((one) => news.get(one.id) ?? one)
            if (isMoved) list = [...list.slice(1), ...list.slice(0, 1)]
            const named = { all: [{ ...long.all[0], value: least }] } as typeof long
            const set = { conditions: { long: named }, rules: list }
            rules = load(set, rules)
            expect(await verdicts(rules, text)).to.deep.equal(await verdicts(load(set), text))
          }
        },
      ),
      { numRuns: 20 },
    )
  })

  it('has the name and the findings that it would have by itself, faulty or not', () => {
    const odd = (n: number): readonly Rule[] => [
      { ...rule(n, 'дом'), when: { all: [{ condition: 'nowhere' }] } },
      { ...rule(n, 'дом'), then: [] },
      { ...rule(n, 'дом'), id: 'r1' },
      { ...rule(n, 'дом'), name: 'one name' },
      { ...rule(n, 'дом'), then: [{ do: 'send-message', text: '{{ nobody.knows }}' }] },
      { ...rule(n, 'дом'), then: [{ do: 'add-tags', tags: ['unknown'] }] },
    ]
    const step = fc.record({ at: fc.nat(14), kind: fc.nat(7), conditions: fc.nat(2), isMoved: fc.boolean() })
    const vocabularies = [{}, { vocabulary: { tags: ['t'] } }]
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        let list = Array.from({ length: 15 }, (_, n) => rule(n, `слово${n}`))
        let previous: CompiledRules | undefined
        for (const { at, kind, conditions, isMoved } of steps) {
          list = list.with(at, odd(at)[kind] ?? rule(at, `слово${kind}`))
          if (isMoved) list = [...list.slice(1), ...list.slice(0, 1)]
          // Named conditions and vocabularies change what is found in rules that don't.
          const named = conditions === 0 ? { long } : { long, nowhere: long }
          const set = { ...vocabularies[conditions === 2 ? 1 : 0], conditions: named, rules: list }
          const alone = loadRuleSet(structuredClone(set))
          const later = loadRuleSet(structuredClone(set), previous === undefined ? {} : { previous })
          const found = (one: typeof alone) => (one.ok ? { version: one.rules.version, found: one.warnings } : one)
          expect(found(later)).to.deep.equal(found(alone))
          if (later.ok) previous = later.rules
        }
      }),
      { numRuns: 25 },
    )
  })

  it('uses again what says the same, and indexes only what changed', () => {
    const list = Array.from({ length: 300 }, (_, n) => rule(n, `слово${n}`))
    const first = load({ conditions: { long }, rules: list })
    const base = first.ofTrigger('message.received').index().parts[0]?.segment
    const second = load({ conditions: { long }, rules: list.with(7, rule(7, 'другое')) }, first)
    const { parts } = second.ofTrigger('message.received').index()
    expect(parts[0]?.segment).to.equal(base)
    expect(parts.map(({ segment }) => segment.conditions.length)).to.deep.equal([273, 1])
    expect(second.byId.get('r8')?.condition).to.equal(first.byId.get('r8')?.condition)
    expect(second.byId.get('r7')?.condition).to.not.equal(first.byId.get('r7')?.condition)
  })

  it('begins anew when the embedder’s operators are others', () => {
    const set = { rules: [rule(1, 'дом')] }
    const first = load(set)
    const result = loadRuleSet(set, { previous: first, operators: { odd: () => true } })
    expect(result.ok && result.rules.predicates).to.not.equal(first.predicates)
  })

  it('holds texts in one form whichever way they are folded', () => {
    const unit = fc.constantFrom(...'aZ ёЁяЖ«—1.', '\u00a0', 'ß', 'ﬁ', '\t', 'Σ')
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        // A letter that isn't usual takes the long way for the whole text.
        expect(foldText(`${text} ß`)).to.equal(`${foldText(text)} ss`.trim())
      }),
    )
  })
})
