import { checkNesting, checkWorkflows, type SeenWorkflows } from '../workflow/check/check-workflows.js'
import { asRuleSet, isWorkflowFile, WORKFLOW_FILE } from './as-rule-set.js'
import { checkCondition } from './check/conditions.js'
import { type EarlierCheck, isSoundAs } from './check/earlier-check.js'
import { type CheckOptions, type Known, knownIn, type RuleSetSource, section } from './check/known.js'
import { checkReferences, type PlacedCondition } from './check/named-conditions.js'
import { newFindings, type Report } from './check/report.js'
import { checkDefinedNames, checkNames, checkRule, type SeenRules } from './check/rules.js'
import { checkSchedules } from './check/schedules.js'
import { reportSchemaFaults } from './check/schema-faults.js'
import { hasSoundShape } from './check/shape.js'
import { worldOf } from './check/world.js'
import type { Diagnostic, Fix } from './diagnostic.js'
import { isRecord, own, pointerTo } from './record.js'

/**
 * Everything that is wrong with a rule set, in one go: shape, references, types, templates, schedules. Takes anything
 * that a file may hold and never throws.
 */
export function checkRuleSet(input: unknown, options: CheckOptions = {}): readonly Diagnostic[] {
  return checkSources([{ value: input }], options)
}

/** A source without a name is the only one; its findings name none. */
export interface AnySource {
  readonly name?: string
  readonly value: unknown
}

export function checkSources(sources: readonly AnySource[], options: CheckOptions): readonly Diagnostic[] {
  return checkedIn(sources, options).diagnostics
}

/** The findings, and the `worldOf` that they were found in. */
export function checkedIn(
  sources: readonly AnySource[],
  options: CheckOptions,
): { readonly diagnostics: readonly Diagnostic[]; readonly world: string } {
  const findings = newFindings()
  const sound = sources
    .map(({ name, value }) => ({ name, value: asRuleSet(value), report: reportOf(findings.reportFor(name), value) }))
    .filter(({ value, report }) => hasSoundShape(value, report))
  const known = knownIn(
    sound.map(({ value }) => value),
    options,
  )
  const world = worldOf(
    known,
    sound.map(({ value }) => section(value, 'conditions')),
  )
  const earlier = options.earlier?.world === world ? options.earlier : undefined
  const seen = { ids: new Map(), names: new Map(), schedules: new Map(), conditions: new Map() }
  const named = new Map<string, PlacedCondition>()
  const ofRules: PlacedCondition[] = []
  const workflows: SeenWorkflows = new Map()
  for (const { name, value, report } of sound) {
    const left = unchanged(value, earlier)
    reportSchemaFaults(withoutRules(value, left), report)
    if (!isRecord(value)) continue
    const schedules = section(value, 'schedules')
    const conditions = section(value, 'conditions')
    checkDefinedNames(schedules, '/schedules', seen.schedules, name ?? 'this set', 'duplicate-schedule', report)
    checkDefinedNames(conditions, '/conditions', seen.conditions, name ?? 'this set', 'duplicate-condition', report)
    checkSchedules(schedules, report)
    for (const [condition, definition] of Object.entries(conditions)) {
      const pointer = pointerTo('/conditions', condition)
      checkCondition(definition, pointer, known, report)
      if (!named.has(condition)) named.set(condition, { value: definition, pointer, report })
    }
    checkRules(own(value, 'rules'), left, name, seen, known, report, ofRules)
    checkWorkflows(own(value, 'workflows'), name, workflows, known, report, ofRules)
  }
  checkReferences(named, ofRules)
  checkNesting(workflows)
  return { diagnostics: findings.all(), world }
}

/** Positions of rules that the earlier check has found right. */
function unchanged(value: unknown, earlier: EarlierCheck | undefined): ReadonlySet<number> {
  const rules = isRecord(value) ? own(value, 'rules') : undefined
  if (earlier === undefined || !Array.isArray(rules)) return new Set()
  return new Set(rules.flatMap((rule: unknown, index) => (isSoundAs(earlier, rule) ? [index] : [])))
}

/** Keeps the place of a rule that the schema has nothing against. */
const PLACEHOLDER = { id: 'unchanged', on: 'message.received', then: [] }

function withoutRules(value: unknown, left: ReadonlySet<number>): unknown {
  const rules = left.size === 0 || !isRecord(value) ? undefined : own(value, 'rules')
  if (!isRecord(value) || !Array.isArray(rules)) return value
  return { ...value, rules: rules.map((rule: unknown, index) => (left.has(index) ? PLACEHOLDER : rule)) }
}

/** What is found in a workflow's own file is told by its place there. */
function reportOf(report: Report, value: unknown): Report {
  if (!isWorkflowFile(value)) return report
  const inFile = (pointer: string): string =>
    pointer.startsWith(WORKFLOW_FILE) ? pointer.slice(WORKFLOW_FILE.length) : pointer
  const placed = (fix: Fix | undefined): Fix | undefined =>
    fix === undefined ? undefined : { ...fix, pointer: inFile(fix.pointer) }
  return {
    error: (code, pointer, message, fix) => report.error(code, inFile(pointer), message, placed(fix)),
    warning: (code, pointer, message, fix) => report.warning(code, inFile(pointer), message, placed(fix)),
  }
}

function checkRules(
  rules: unknown,
  left: ReadonlySet<number>,
  source: string | undefined,
  seen: SeenRules,
  known: Known,
  report: Report,
  ofRules: PlacedCondition[],
): void {
  if (!Array.isArray(rules)) return
  for (const [index, rule] of rules.entries()) {
    const pointer = pointerTo('/rules', index)
    const place = source === undefined ? pointer : `${source}, ${pointer}`
    if (left.has(index)) {
      checkNames(rule, pointer, seen, place, report)
      continue
    }
    checkRule(rule, pointer, seen, place, known, report)
    const when = isRecord(rule) ? own(rule, 'when') : undefined
    if (when !== undefined) ofRules.push({ value: when, pointer: `${pointer}/when`, report })
  }
}

export type { CheckOptions, RuleSetSource }
