import type { RuleOperator } from './operator.js'

/** An embedder's own operators by name. Only `true` counts as true; one that throws makes the rule fail with an error. */
export interface CustomOperators {
  readonly [name: string]: (fact: unknown, value: unknown) => boolean
}

export function customOperators(operators: CustomOperators): readonly RuleOperator[] {
  return Object.entries(operators).map(([name, judge]) => ({
    name,
    help: 'An operator of this desk.',
    facts: 'any',
    isCustom: true,
    judge: (fact, value) => judge(fact, value) === true,
  }))
}
