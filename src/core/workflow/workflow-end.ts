/** How a run came to its end. `agents` have the chat after `handed-over` and `interrupted`. */
export type WorkflowEnd = 'ended' | 'handed-over' | 'interrupted' | 'cancelled'

/** Why a workflow that has no step for it left the chat to agents. docs/reference/workflows.md says the same; a test compares. */
export const HANDOVER_REASONS = {
  'gave-up': 'no answer was understood',
  'at-most': 'a step came more often than it may',
  failed: 'a function failed',
  'unknown-moment': 'the moment to wait for could not be read',
  'never-opens': 'the schedule to wait for does not open within 400 days',
  'missing-step': 'the step does not exist',
  'missing-workflow': 'the workflow does not exist any more',
  'too-many-steps': 'it took 100 steps without waiting',
  'too-many-resumes': 'it was resumed 500 times',
  'too-deep': 'workflows are nested more than 5 deep',
  'not-current': 'the customer writes in another chat by now',
  storm: 'too many automated messages were sent',
  'template-failed': 'a text could not be made',
} as const

/** Also `agent`, `finish`, `silence` and `merge` (what interrupted it), and `step` (a step `handoff`). */
export type HandoverReason = keyof typeof HANDOVER_REASONS | 'agent' | 'finish' | 'silence' | 'merge' | 'step'
