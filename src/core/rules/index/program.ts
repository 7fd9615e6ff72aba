// A condition as a flat list of numbers, in the order of definition: a predicate's id; NOT and its one part; ALL or ANY
// with the position after its last part; NAMED with the number of a named condition, which all rules share.
import type { Condition, FactCondition, TopLevelCondition } from '../rule-set.js'

export type Program = readonly number[]

export const NOT = -1
export const ALL = -2
export const ANY = -3
export const NAMED = -4

/** Where programs get their numbers from. */
export interface Numbers {
  readonly predicate: (leaf: FactCondition) => number
  readonly named: (name: string) => number
}

export function programOf(condition: TopLevelCondition, numbers: Numbers): Program {
  const code: number[] = []
  write(condition, numbers, code)
  return code
}

function write(condition: Condition, numbers: Numbers, code: number[]): void {
  if ('fact' in condition) code.push(numbers.predicate(condition))
  else if ('any' in condition) writeList(ANY, condition.any, numbers, code)
  else if ('all' in condition) writeList(ALL, condition.all, numbers, code)
  else if ('not' in condition) {
    code.push(NOT)
    write(condition.not, numbers, code)
  } else code.push(NAMED, numbers.named(condition.condition))
}

function writeList(mark: number, conditions: readonly Condition[], numbers: Numbers, code: number[]): void {
  const at = code.push(mark, 0) - 1
  for (const one of conditions) write(one, numbers, code)
  code[at] = code.length
}

/** The position after the part that begins at `at`. */
export function endOf(code: Program, at: number): number {
  const mark = code[at] ?? 0
  if (mark >= 0) return at + 1
  if (mark === NOT) return endOf(code, at + 1)
  return mark === NAMED ? at + 2 : (code[at + 1] ?? code.length)
}
