// The index in front of the engine hangs each rule on one comparison that it can't match without. A rule that has none is
// looked at for every event of its triggers: right all the same, and slower where there are many.
import { patternLiterals } from '../../core/rules/index/pattern-literals.js'
import { splitOperator } from '../../core/rules/operators/engine-operators.js'
import { hasFixedValue } from '../solve/compare.js'
import { type Formula, type Literal, literalsOf } from '../solve/formula.js'
import { type Checking, named } from './subject.js'

const HELPED: ReadonlySet<string> = new Set([
  ...['equal', 'in', 'contains', 'hasAny', 'hasAll', 'containsText', 'containsWord', 'startsWith', 'endsWith'],
  ...['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive', 'between', 'before', 'after'],
  ...['changedTo', 'changedFrom', 'containsAnyText', 'containsAllText'],
])

export function checkUnindexed({ subjects, note }: Checking): void {
  for (const subject of subjects) {
    const { formula, rule, occasions, source, pointer } = subject
    if (formula === null || rule.when === undefined || occasions.every((on) => typeof on !== 'string')) continue
    if (isHelped(formula)) continue
    const reasons = [...new Set(literalsOf(formula).flatMap((literal) => reasonFor(literal) ?? []))]
    const why = reasons.length === 0 ? 'its condition asks nothing' : reasons.slice(0, 3).join('; ')
    const message = `${named(subject)} is looked at for every event: nothing that it needs rules it out beforehand (${why}).`
    note({ severity: 'info', code: 'unindexed-rule', rules: [rule], source, pointer: `${pointer}/when`, message })
  }
}

function isHelped(formula: Formula): boolean {
  if (formula.kind === 'literal') return reasonFor(formula) === undefined
  if (formula.kind === 'all') return formula.of.some(isHelped)
  return formula.of.length > 0 && formula.of.every(isHelped)
}

/** Why the comparison helps nothing; `undefined`: it does. */
function reasonFor({ leaf, holds, isForeign, written }: Literal): string | undefined {
  const { decorators, name } = splitOperator(leaf.operator)
  if (isForeign) return `\`${name}\` is an operator of your own`
  if (!hasFixedValue(leaf)) return 'two facts are compared'
  const isPositive = decorators.length === 0 ? holds : decorators.length === 1 && decorators[0] === 'not' && !holds
  if (name === 'matches') {
    if (!isPositive) return 'a pattern must not match'
    return patternLiterals(String(leaf.value)) === null ? '`matches` has no text that every match contains' : undefined
  }
  if (name === 'olderThan' || name === 'youngerThan') return 'ages change with the clock'
  if (name === 'isBlank' || name === 'isEmail' || name === 'isPhone') return `\`${name}\` is true of too much`
  if (!isPositive || !HELPED.has(name)) return `\`${written.operator}\` only says what must not be`
  return leaf.value === null ? 'nothing is compared with' : undefined
}
