// Our judging without a desk: snapshot, index, compiled conditions; the very modules that the desk uses, as they are built.
import type { RuleSet } from 'caseline'
import { type CompiledRules, loadRuleSet } from 'caseline/core'
import { candidatesOf } from '../../dist/core/rules/index/rule-index.js'
import { evaluateAtOnce } from '../../dist/core/rules/judge.js'
import { newSnapshot } from '../../dist/core/rules/snapshot.js'
import type { Facts } from '../engine/facts.js'
import { isOpen } from '../engine/opening-hours.js'

type Source = Parameters<typeof newSnapshot>[1]

export interface Loading {
  readonly rules: CompiledRules
  /** Milliseconds of processor time of the check and the compiling, and of the index. */
  readonly loadMs: number
  readonly indexMs: number
}

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

export function loadTimed(set: RuleSet, previous?: CompiledRules): Loading {
  const begun = cpuMs()
  const loaded = loadRuleSet(set, previous === undefined ? {} : { previous })
  if (!loaded.ok) throw new Error(`The bench's own rules are faulty: ${JSON.stringify(loaded.diagnostics[0])}`)
  const checked = cpuMs()
  loaded.rules.ofTrigger('message.received').index()
  return { rules: loaded.rules, loadMs: checked - begun, indexMs: cpuMs() - checked }
}

function sourceOf(facts: Facts): Source {
  const { message, chat, customer, channel, now } = facts
  return { message, chat, customer, channel, now, schedule: { open: isOpen(now) } }
}

/** Ids of the rules that match. */
export function ourMatches(rules: CompiledRules): (facts: Facts) => readonly string[] {
  const { rules: all, index } = rules.ofTrigger('message.received')
  return (facts) => {
    const snapshot = newSnapshot(rules, sourceOf(facts))
    const matches: string[] = []
    for (const position of candidatesOf(index(), snapshot.readings)) {
      const rule = all[position]
      if (rule !== undefined && evaluateAtOnce(rule, snapshot)?.kind === 'matched') matches.push(rule.rule.id)
    }
    return matches
  }
}

/** The same with a finding for every rule that doesn't match, as a full trace of few rules has it. */
export function ourFindings(rules: CompiledRules): (facts: Facts) => readonly string[] {
  const { rules: all } = rules.ofTrigger('message.received')
  return (facts) => {
    const snapshot = newSnapshot(rules, sourceOf(facts))
    const matches: string[] = []
    let found = 0
    for (const rule of all) {
      const judged = evaluateAtOnce(rule, snapshot)
      if (judged?.kind === 'failed') found += judged.find().pointer.length
      else matches.push(rule.rule.id)
    }
    if (found < 0) throw new Error('No pointer is that short')
    return matches
  }
}
