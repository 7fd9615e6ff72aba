import { type Engine, Rule as EngineRule } from 'json-rules-engine'
import { compileSchedule } from '../schedule/compile-schedule.js'
import type { Schedule } from '../schedule/schedule.js'
import { compileWorkflow, workflowKeeper } from '../workflow/compile-workflow.js'
import { asRuleSet } from './as-rule-set.js'
import { type EarlierCheck, soundRules } from './check/earlier-check.js'
import type { CheckOptions, RuleSetSource } from './check/known.js'
import { type AnySource, checkedIn } from './check-rule-set.js'
import { engineCondition } from './compile-condition.js'
import { compileEach, reusable } from './compile-rules.js'
import type { CompiledRule, CompiledRules } from './compiled-rules.js'
import type { Diagnostic } from './diagnostic.js'
import { restrictedPathResolver } from './fact-path.js'
import { newPredicateTable } from './index/predicate-table.js'
import { engineWith, type OperatorTable, operatorEngine, operatorTable } from './operators/engine-operators.js'
import { isRecord, own } from './record.js'
import type { EventTrigger, Rule, RuleSet, TopLevelCondition, Trigger } from './rule-set.js'
import { contentVersion, rulesVersion } from './rule-set-version.js'
import { NO_RULES, triggerRules } from './trigger-rules.js'

export type { RuleSetSource }

export interface LoadOptions extends CheckOptions {
  /**
   * The version before this one: what says the same in both is checked and compiled once. Changes no result, if nobody has
   * changed the objects that the version before was made of.
   */
  readonly previous?: CompiledRules
}

export type Loaded =
  | { readonly ok: true; readonly rules: CompiledRules; readonly warnings: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }

/**
 * Checks and compiles one rule set, or several that make one: a list of sources, or of plain sets. With an error
 * nothing is loaded, and all findings come back.
 */
export function loadRuleSet(inputs: unknown | readonly RuleSetSource[], options: LoadOptions = {}): Loaded {
  const sources = sourcesIn(inputs)
  const earlier = options.earlier ?? reusable(options.previous, options.operators)?.check
  const { diagnostics, world } = checkedIn(sources, earlier === undefined ? options : { ...options, earlier })
  if (diagnostics.some(({ severity }) => severity === 'error')) return { ok: false, diagnostics }
  const sets = sources.map(({ value }) => asRuleSet(value)).filter(isRuleSet)
  const names = sources.map(({ name }) => name)
  const check = { world, sound: soundRules(sets, names, diagnostics) }
  return { ok: true, rules: compileRules(sets, options, check), warnings: diagnostics }
}

/** What `loadRuleSet` takes, as sources: a set alone has no name. */
export function sourcesIn(inputs: unknown): readonly AnySource[] {
  if (!Array.isArray(inputs)) return [{ value: inputs }]
  return inputs.map((input: unknown, index) => {
    const name = isRecord(input) && Object.hasOwn(input, 'value') ? own(input, 'name') : undefined
    if (isRecord(input) && typeof name === 'string') return { name, value: own(input, 'value') }
    return inputs.length === 1 ? { value: input } : { name: `#${index + 1}`, value: input }
  })
}

/** The check has found no error, so the schema holds. */
function isRuleSet(value: unknown): value is RuleSet {
  return isRecord(value)
}

function compileRules(sets: readonly RuleSet[], options: LoadOptions, check: EarlierCheck): CompiledRules {
  const schedules = new Map<string, Schedule>()
  const conditions = new Map<string, TopLevelCondition>()
  for (const set of sets) {
    for (const [name, definition] of Object.entries(set.schedules ?? {})) {
      const compiled = compileSchedule(name, definition)
      if (compiled.ok) schedules.set(name, compiled.schedule)
    }
    for (const [name, condition] of Object.entries(set.conditions ?? {})) conditions.set(name, condition)
  }
  const earlier = reusable(options.previous, options.operators)
  const operators = earlier?.operators ?? operatorTable(options.operators)
  const engine = engineWith(operators)
  for (const [name, condition] of conditions) engine.setCondition(name, engineCondition(condition, operators))
  const predicates = earlier?.predicates ?? newPredicateTable(operatorEngine(operators, engine))
  const written = sets.flatMap((set) => set.rules ?? [])
  const compiled = compileEach(written, { conditions, predicates, operators }, earlier)
  const inOrder = compiled.every(({ rule }) => rule.priority === undefined)
    ? compiled
    : compiled.toSorted(
        (one, other) => (other.rule.priority ?? 1) - (one.rule.priority ?? 1) || one.order - other.order,
      )
  const byTrigger = new Map(
    [...groupByTrigger(inOrder)].map(([on, rules]) => [on, triggerRules(rules, predicates, earlier?.ofTrigger(on))]),
  )
  const place = { operators, named: { definitions: conditions, compiled: new Map() }, predicates }
  const workflows = sets.flatMap((set) => set.workflows ?? []).map((one) => compileWorkflow(one, place))
  return {
    name: sets.find(({ name }) => name !== undefined)?.name ?? '',
    version: rulesVersion(sets, digests(written, compiled)),
    check,
    schedules,
    conditions,
    rulesFor: (trigger) => byTrigger.get(trigger)?.rules ?? [],
    ofTrigger: (trigger) => byTrigger.get(trigger) ?? NO_RULES,
    timeRules: inOrder.filter(({ timeTriggers }) => timeTriggers.length > 0),
    byId: new Map(inOrder.map((rule) => [rule.rule.id, rule])),
    operators,
    ownOperators: options.operators,
    pathResolver: restrictedPathResolver(),
    engine,
    predicates,
    engineRule: engineRules(engine, operators),
    workflows: new Map(workflows.map((one) => [one.definition.id, one])),
    workflowOf: workflowKeeper(place),
  }
}

/** A rule that says what it said in the version before is compiled of that one's object, and knows its digest. */
function digests(written: readonly Rule[], compiled: readonly CompiledRule[]): (rule: Rule) => string {
  const known = new Map(written.map((rule, at) => [rule, compiled[at]]))
  return (rule) => known.get(rule)?.digest ?? contentVersion(rule)
}

/** An engine's rule weighs ten times as much as the rule; few are ever needed. */
function engineRules(engine: Engine, operators: OperatorTable): CompiledRules['engineRule'] {
  const made = new Map<string, EngineRule>()
  return ({ rule: { id, when = { all: [] } } }) => {
    let rule = made.get(id)
    if (rule === undefined) {
      rule = new EngineRule({ name: id, conditions: engineCondition(when, operators), event: { type: id } })
      rule.setEngine(engine)
      made.set(id, rule)
    }
    return rule
  }
}

export function triggersOf({ on }: Rule): readonly Trigger[] {
  return Array.isArray(on) ? on : [on]
}

function groupByTrigger(rules: readonly CompiledRule[]): ReadonlyMap<EventTrigger, readonly CompiledRule[]> {
  const groups = new Map<EventTrigger, CompiledRule[]>()
  for (const rule of rules) {
    for (const trigger of new Set(triggersOf(rule.rule))) {
      if (typeof trigger !== 'string') continue
      const group = groups.get(trigger)
      if (group === undefined) groups.set(trigger, [rule])
      else group.push(rule)
    }
  }
  return groups
}
