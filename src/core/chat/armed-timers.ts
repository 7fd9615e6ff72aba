import type { Chat } from './chat.js'

/** A timer that is armed, as people think of it: when silence finishes the chat, not when the engine next looks. */
export interface ArmedTimer {
  readonly chat: number
  /** `warning`: agents are told that silence will finish the chat. `rule`: a time rule. `delayed`: a message with `delay`. `workflow`: a step's time runs out. */
  readonly kind: 'silence' | 'warning' | 'rule' | 'delayed' | 'workflow'
  /** The rule, for `rule` and `delayed`. */
  readonly rule: string | null
  /** The workflow's id, for `workflow`. */
  readonly workflow: string | null
  /** @format date-time */
  readonly due: string
}

const NOBODY = { rule: null, workflow: null } as const

/** `autoFinishAt` as in the chat's view. */
export function armedTimers(chat: Chat, autoFinishAt: string | null): readonly ArmedTimer[] {
  const timers: ArmedTimer[] = []
  // Once warned, the engine looks at the finish itself.
  const { lookAt } = chat.silence
  if (autoFinishAt !== null) {
    timers.push({ chat: chat.number, kind: 'silence', ...NOBODY, due: autoFinishAt })
    if (lookAt !== undefined && lookAt < autoFinishAt)
      timers.push({ chat: chat.number, kind: 'warning', ...NOBODY, due: lookAt })
  }
  // A rule with several time triggers waits under `rule@0`, `rule@1`.
  for (const [wait, { timerAt }] of Object.entries(chat.waits))
    timers.push({ chat: chat.number, kind: 'rule', ...NOBODY, rule: wait.replace(/@\d+$/, ''), due: timerAt })
  for (const delayed of Object.values(chat.delayed))
    timers.push({ chat: chat.number, kind: 'delayed', ...NOBODY, rule: delayed.rule, due: delayed.due })
  const { workflow } = chat
  if (workflow !== undefined && workflow.wait.due !== null)
    timers.push({ chat: chat.number, kind: 'workflow', ...NOBODY, workflow: workflow.workflow, due: workflow.wait.due })
  return timers
}
