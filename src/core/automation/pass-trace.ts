import type { Verdict } from '../rules/verdict.js'
import { countVerdicts, type PassTrace } from '../trace.js'
import type { PassFacts } from './facts.js'
import type { Trigger } from './trigger.js'

/** `failed`: rules that failed and are only counted. */
export function passTrace(
  trigger: Trigger,
  verdicts: readonly Verdict[],
  facts: PassFacts | null,
  failed = 0,
): PassTrace {
  const counts = countVerdicts(verdicts)
  return {
    trigger: trigger.kind === 'event' ? trigger.type : 'time',
    chat: trigger.chat,
    isCascade: trigger.kind === 'event' && trigger.isCascade,
    counts: failed === 0 ? counts : { ...counts, failed },
    verdicts,
    ...(facts === null ? {} : { facts }),
  }
}
