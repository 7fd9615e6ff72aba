import { isList, type Judgement, notA, type RuleOperator } from './operator.js'

export const LIST_OPERATORS: readonly RuleOperator[] = [
  listOperator('hasAny', 'The list has at least one of these.', (list, wanted) =>
    wanted.some((one) => list.includes(one)),
  ),
  listOperator('hasAll', 'The list has all of these.', (list, wanted) => wanted.every((one) => list.includes(one))),
  listOperator('hasNone', 'The list has none of these.', (list, wanted) => !wanted.some((one) => list.includes(one))),
]

type Test = (list: readonly unknown[], wanted: readonly unknown[]) => boolean

function listOperator(name: string, help: string, test: Test): RuleOperator {
  return {
    name,
    help,
    facts: ['list'],
    compares: 'element-listed',
    valueProblem(value) {
      if (!isList(value)) return notA('A list', value)
      return value.length === 0 ? 'The list is empty' : undefined
    },
    judge(fact, value): Judgement {
      if (!isList(fact)) return notA('A list', fact)
      if (!isList(value)) return notA('A list to look for', value)
      return test(fact, value)
    },
  }
}
