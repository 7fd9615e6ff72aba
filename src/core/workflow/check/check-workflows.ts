// What may be wrong with workflows (spec W7) beside their shape, which is the schema's. Takes anything.

import type { Known } from '../../rules/check/known.js'
import type { PlacedCondition } from '../../rules/check/named-conditions.js'
import { checkName } from '../../rules/check/references.js'
import { meant, type Report } from '../../rules/check/report.js'
import { isForbiddenName } from '../../rules/fact-path.js'
import type { FactType } from '../../rules/facts.js'
import { isRecord, own, pointerTo, type UnknownRecord } from '../../rules/record.js'
import { waysOf } from '../ways.js'
import { checkStep } from './check-step.js'
import { checkWays, type PlacedStep } from './check-ways.js'

/** By id, with where each was seen first. */
export type SeenWorkflows = Map<string, SeenWorkflow>

interface SeenWorkflow {
  readonly place: string
  readonly report: Report
  /** The workflows that its steps run, by the place of each. */
  readonly runs: ReadonlyMap<string, string>
}

const STEP_NAME = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,59}$/u

export function checkWorkflows(
  value: unknown,
  source: string | undefined,
  seen: SeenWorkflows,
  known: Known,
  report: Report,
  conditions: PlacedCondition[],
): void {
  if (!Array.isArray(value)) return
  const here: Known = { ...known, facts: new Map<string, FactType>([...known.facts, ['workflow', WORKFLOW_FACT]]) }
  for (const [index, workflow] of value.entries()) {
    if (!isRecord(workflow)) continue
    const pointer = pointerTo('/workflows', index)
    const steps = stepsIn(workflow, pointer, report)
    const id = own(workflow, 'id')
    if (typeof id === 'string' && id !== '') {
      const first = seen.get(id)
      const place = source === undefined ? pointer : `${source}, ${pointer}`
      if (first !== undefined) {
        const message = `Another workflow is called \`${id.slice(0, 100)}\` too: ${first.place}.`
        report.error('duplicate-workflow', `${pointer}/id`, message)
      } else seen.set(id, { place, report, runs: runsIn(steps) })
    }
    for (const step of steps.values()) checkStep(step, here, report, conditions)
    checkTargets(workflow, pointer, steps, report)
    const start = own(workflow, 'start')
    if (typeof start === 'string' && steps.has(start)) checkWays(start, `${pointer}/start`, steps, report)
  }
}

const WORKFLOW_FACT: FactType = {
  kind: 'record',
  properties: { id: { kind: 'text' }, step: { kind: 'text' }, answers: { kind: 'unknown' } },
}

function stepsIn(workflow: UnknownRecord, pointer: string, report: Report): ReadonlyMap<string, PlacedStep> {
  const value = own(workflow, 'steps')
  const steps = new Map<string, PlacedStep>()
  if (!isRecord(value)) return steps
  for (const [name, step] of Object.entries(value)) {
    const at = pointerTo(`${pointer}/steps`, name)
    if (isForbiddenName(name)) report.error('forbidden-name', at, `Nothing can be called \`${name}\`.`)
    else if (!STEP_NAME.test(name)) {
      const message = `\`${name.slice(0, 60)}\` can't be the name of a step: letters, digits, \`_\` and \`-\`, at most 60.`
      report.error('bad-step-name', at, message)
    }
    if (isRecord(step)) steps.set(name, { name, pointer: at, step, ways: waysOf(step) })
  }
  return steps
}

function checkTargets(
  workflow: UnknownRecord,
  pointer: string,
  steps: ReadonlyMap<string, PlacedStep>,
  report: Report,
): void {
  const names = new Set(steps.keys())
  const check = (to: unknown, at: string): void => {
    if (typeof to !== 'string' || names.has(to)) return
    const { hint, fix } = meant(to, names, at)
    report.error('unknown-step', at, `There is no step \`${to.slice(0, 60)}\`.${hint}`, fix)
  }
  check(own(workflow, 'start'), `${pointer}/start`)
  const migrate = own(workflow, 'migrate')
  if (isRecord(migrate)) {
    for (const [from, to] of Object.entries(migrate)) check(to, pointerTo(`${pointer}/migrate`, from))
  }
  for (const { step, pointer: at, ways } of steps.values()) {
    for (const way of ways) if (way.pointer !== null) check(way.to, at + way.pointer)
    check(own(step, 'else'), `${at}/else`)
  }
}

function runsIn(steps: ReadonlyMap<string, PlacedStep>): ReadonlyMap<string, string> {
  const runs = [...steps.values()].flatMap(({ step, pointer }): [string, string][] => {
    const run = own(step, 'run')
    return typeof run === 'string' ? [[`${pointer}/run`, run]] : []
  })
  return new Map(runs)
}

/** Workflows that run each other, over all sources. */
export function checkNesting(seen: SeenWorkflows): void {
  for (const [id, { report, runs }] of seen) {
    for (const [pointer, run] of runs) {
      checkName(run, pointer, new Set(seen.keys()), 'unknown-workflow', 'workflow', report)
      if (leadsTo(run, id, seen))
        report.error('circular-workflow', pointer, `\`${id}\` runs \`${run}\`, which runs \`${id}\` again.`)
    }
  }
}

function leadsTo(from: string, to: string, seen: SeenWorkflows): boolean {
  const done = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true
    if (done.has(id)) continue
    done.add(id)
    open.push(...(seen.get(id)?.runs.values() ?? []))
  }
  return false
}
