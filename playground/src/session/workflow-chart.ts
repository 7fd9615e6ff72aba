import { loadRuleSet, type MachineWays, machineWays } from 'caseline/core'
import { readRules } from './rule-sources.js'
import type { RuleText } from './session.js'

/** The chart of a workflow that the rules define; `null` when they don't. Their rules aren't looked at. */
export function workflowChart(rules: readonly RuleText[], workflow: string): MachineWays | null {
  const read = readRules(rules)
  if (!read.ok) return null
  const loaded = loadRuleSet(read.rules.sources.map(({ name, value }) => ({ name, value: without(value, 'rules') })))
  const compiled = loaded.ok ? loaded.rules.workflows.get(workflow) : undefined
  return compiled === undefined ? null : machineWays(compiled.machine())
}

function without(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name))
}
