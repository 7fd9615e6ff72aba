// What the rules saw of every message, taken from the desk's own traces: the other contestants judge the very same facts.
import type { RuleSet, Trace } from 'caseline'
import { benchDesk } from './desk.js'
import type { Timed } from './messages.js'

export type Facts = NonNullable<Trace['passes'][number]['facts']>

export interface Judged {
  readonly facts: Facts
  /** Ids of the rules whose conditions held, sorted. */
  readonly matches: readonly string[]
}

export async function judgedByDesk(rules: RuleSet, all: readonly Timed[]): Promise<readonly Judged[]> {
  const { receive } = await benchDesk(rules, 'full')
  const judged: Judged[] = []
  for (const timed of all) {
    const { trace } = await receive(timed)
    const pass = trace?.passes.find((one) => one.trigger === 'message.received')
    if (pass?.facts === undefined) throw new Error('The desk judged nothing')
    // Withheld: the condition held, the action was kept back (once, storm).
    const matches = pass.verdicts
      .filter(({ kind }) => kind === 'matched' || kind === 'withheld')
      .map(({ rule }) => rule)
    judged.push({ facts: pass.facts, matches: matches.sort() })
  }
  return judged
}
