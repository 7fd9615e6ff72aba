import { FACTS } from '../facts.js'
import type { TopLevelCondition } from '../rule-set.js'
import type { PredicateTable } from './predicate-table.js'
import { predicateOf } from './predicate-table.js'
import { type Program, programOf } from './program.js'
import type { Slot } from './slot.js'

/** A rule's condition ready to be judged; shared by versions of a rule set in which it says the same. */
export interface CompiledCondition {
  readonly condition: TopLevelCondition
  readonly program: Program
  /** By the numbers that the program calls them. */
  readonly named: readonly CompiledCondition[]
  /** No comparison in it throws, named conditions included. */
  readonly isTotal: boolean
  /** Reads a fact of the embedder's. */
  readonly readsOwnFacts: boolean
}

/** Named conditions by name, compiled when they are first used; the check has seen that none leads to itself. */
export interface NamedConditions {
  readonly definitions: ReadonlyMap<string, TopLevelCondition>
  readonly compiled: Map<string, CompiledCondition>
}

const NONE: readonly CompiledCondition[] = []

export function compileCondition(
  condition: TopLevelCondition,
  named: NamedConditions,
  table: PredicateTable,
): CompiledCondition {
  const used: CompiledCondition[] = []
  let isTotal = true
  let readsOwnFacts = false
  const program = programOf(condition, {
    predicate: (leaf) => {
      const predicate = predicateOf(table, leaf)
      isTotal &&= predicate.isTotal
      readsOwnFacts ||= isOwn(predicate.slot) || (predicate.other !== null && isOwn(predicate.other))
      return predicate.id
    },
    named: (name) => {
      const one = compileNamed(name, named, table)
      isTotal &&= one.isTotal
      readsOwnFacts ||= one.readsOwnFacts
      const known = used.indexOf(one)
      return known === -1 ? used.push(one) - 1 : known
    },
  })
  return { condition, program, named: used.length === 0 ? NONE : used, isTotal, readsOwnFacts }
}

function isOwn({ of }: Slot): boolean {
  return !FACTS.has(of.fact)
}

function compileNamed(name: string, named: NamedConditions, table: PredicateTable): CompiledCondition {
  const known = named.compiled.get(name)
  if (known !== undefined) return known
  const definition = named.definitions.get(name)
  if (definition === undefined) throw new Error(`There is no condition ${name}`)
  const compiled = compileCondition(definition, named, table)
  named.compiled.set(name, compiled)
  return compiled
}
