import { isRecord } from './record.js'

/** Where a workflow's file lies in the rule set that it stands for. */
export const WORKFLOW_FILE = '/workflows/0'

/** A file that is one workflow counts as a set with nothing else in it. */
export function isWorkflowFile(value: unknown): boolean {
  return isRecord(value) && Object.hasOwn(value, 'steps') && !Object.hasOwn(value, 'workflows')
}

export function asRuleSet(value: unknown): unknown {
  return isWorkflowFile(value) ? { workflows: [value] } : value
}
