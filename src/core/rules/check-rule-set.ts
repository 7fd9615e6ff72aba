import { checkNesting, checkWorkflows, type SeenWorkflows } from '../workflow/check/check-workflows.js'
import { asRuleSet, isWorkflowFile, WORKFLOW_FILE } from './as-rule-set.js'
import { checkCondition } from './check/conditions.js'
import { type CheckOptions, type Known, knownIn, type RuleSetSource, section } from './check/known.js'
import { checkReferences, type PlacedCondition } from './check/named-conditions.js'
import { newFindings, type Report } from './check/report.js'
import { checkDefinedNames, checkRule, type SeenRules } from './check/rules.js'
import { checkSchedules } from './check/schedules.js'
import { reportSchemaFaults } from './check/schema-faults.js'
import { hasSoundShape } from './check/shape.js'
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
  const findings = newFindings()
  const sound = sources
    .map(({ name, value }) => ({ name, value: asRuleSet(value), report: reportOf(findings.reportFor(name), value) }))
    .filter(({ value, report }) => hasSoundShape(value, report))
  const known = knownIn(
    sound.map(({ value }) => value),
    options,
  )
  const seen = { ids: new Map(), names: new Map(), schedules: new Map(), conditions: new Map() }
  const named = new Map<string, PlacedCondition>()
  const ofRules: PlacedCondition[] = []
  const workflows: SeenWorkflows = new Map()
  for (const { name, value, report } of sound) {
    reportSchemaFaults(value, report)
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
    checkRules(own(value, 'rules'), name, seen, known, report, ofRules)
    checkWorkflows(own(value, 'workflows'), name, workflows, known, report, ofRules)
  }
  checkReferences(named, ofRules)
  checkNesting(workflows)
  return findings.all()
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
  source: string | undefined,
  seen: SeenRules,
  known: Known,
  report: Report,
  ofRules: PlacedCondition[],
): void {
  if (!Array.isArray(rules)) return
  for (const [index, rule] of rules.entries()) {
    const pointer = pointerTo('/rules', index)
    checkRule(rule, pointer, seen, source === undefined ? pointer : `${source}, ${pointer}`, known, report)
    const when = isRecord(rule) ? own(rule, 'when') : undefined
    if (when !== undefined) ofRules.push({ value: when, pointer: `${pointer}/when`, report })
  }
}

export type { CheckOptions, RuleSetSource }
