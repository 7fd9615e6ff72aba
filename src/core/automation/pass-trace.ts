import type { Verdict, VerdictCounts } from '../rules/verdict.js'
import { countVerdicts, type PassTrace, sumCounts } from '../trace.js'
import type { PassFacts } from './facts.js'
import type { Trigger } from './trigger.js'

/** `unlisted`: rules that are only counted. */
export function passTrace(
  trigger: Trigger,
  verdicts: readonly Verdict[],
  facts: PassFacts | null,
  unlisted: VerdictCounts = {},
): PassTrace {
  return {
    trigger: trigger.kind === 'event' ? trigger.type : 'time',
    chat: trigger.chat,
    isCascade: trigger.kind === 'event' && trigger.isCascade,
    counts: sumCounts([countVerdicts(verdicts), unlisted]),
    verdicts,
    ...(facts === null ? {} : { facts }),
  }
}
