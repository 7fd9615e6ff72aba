import type { Verdict } from '../rules/verdict.js'
import { countVerdicts, type PassTrace } from '../trace.js'
import type { PassFacts } from './facts.js'
import type { Trigger } from './trigger.js'

export function passTrace(trigger: Trigger, verdicts: readonly Verdict[], facts: PassFacts | null): PassTrace {
  return {
    trigger: trigger.kind === 'event' ? trigger.type : 'time',
    chat: trigger.chat,
    isCascade: trigger.kind === 'event' && trigger.isCascade,
    counts: countVerdicts(verdicts),
    verdicts,
    ...(facts === null ? {} : { facts }),
  }
}
