import { isRecord, own } from '../record.js'
import type { Judgement, RuleOperator } from './operator.js'
import { sameJson } from './same-json.js'

const NEEDED = 'A change with `from` and `to` is needed, such as $.changes.status of the event'

/** Asked of one detail of `event.changes`. Of lists (tags), a single value means that it came in or went out. */
export const CHANGE_OPERATORS: readonly RuleOperator[] = [
  change('changedTo', 'The detail became this; a list gained it.', 'to', 'from'),
  change('changedFrom', 'The detail was this before; a list lost it.', 'from', 'to'),
]

function change(name: string, help: string, side: 'from' | 'to', otherSide: 'from' | 'to'): RuleOperator {
  return {
    name,
    help,
    facts: ['record'],
    judge(fact, value): Judgement {
      // No change of that detail is the ordinary case, not a misfit.
      if (fact === undefined || fact === null) return false
      if (!isRecord(fact) || !Object.hasOwn(fact, 'from') || !Object.hasOwn(fact, 'to')) return NEEDED
      const here = own(fact, side)
      const there = own(fact, otherSide)
      if (Array.isArray(here) && !Array.isArray(value)) return has(here, value) && !has(there, value)
      return sameJson(here, value) && !sameJson(there, value)
    },
  }
}

function has(list: unknown, value: unknown): boolean {
  return Array.isArray(list) && list.some((one) => sameJson(one, value))
}
