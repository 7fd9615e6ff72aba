import { contentVersion } from '../rules/rule-set-version.js'
import type { WorkflowInstance } from './instance.js'

/** Names one wait of one run, so that a timer or a button of another one is known as such. 20 characters at most. */
export function waitKey({ id, resumes }: Pick<WorkflowInstance, 'id' | 'resumes'>): string {
  return `${contentVersion(id)}.${resumes}`
}
