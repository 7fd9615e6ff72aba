// Messages per second with so many rules: the desk, and what judges the same facts without a desk.
import type { RuleSet } from 'caseline'
import { loadRuleSet } from 'caseline/core'
import { byHand } from './by-hand.js'
import { benchDesk } from './desk.js'
import { type Judged, judgedByDesk } from './facts.js'
import { messages } from './messages.js'
import { type Judge, plainEngine } from './plain-engine.js'
import { type Contestant, type Measured, measure } from './rounds.js'
import { ruleMix } from './rule-mix.js'

export interface JudgingResult {
  readonly rules: number
  readonly messages: number
  readonly matchesPerMessage: number
  readonly measured: readonly Measured[]
  /** Contestants whose matches differ from the desk's, with the first difference. */
  readonly disagreements: readonly string[]
}

export async function judging(count: number, amount: number, rounds: number): Promise<JudgingResult> {
  const set = ruleMix(count)
  const timed = messages(amount, count)
  const base = { rules: count, messages: amount }
  const desks = [deskContestant(set, amount, 'off'), deskContestant(set, amount, 'full')]
  if (count === 0) {
    return { ...base, matchesPerMessage: 0, measured: await measure(desks, rounds), disagreements: [] }
  }
  const loaded = loadRuleSet(set)
  if (!loaded.ok) throw new Error(`The bench's own rules are faulty: ${JSON.stringify(loaded.diagnostics[0])}`)
  const judged = await judgedByDesk(set, timed)
  const judges: readonly (readonly [string, Judge])[] = [
    ['json-rules-engine', plainEngine(set, loaded.rules, 'jsonpath')],
    ['json-rules-engine, our paths', plainEngine(set, loaded.rules, 'own')],
    ['if / else', byHand(set, 'if')],
    ['switch', byHand(set, 'switch')],
  ]
  const disagreements: string[] = []
  for (const [name, judge] of judges) {
    const difference = await firstDifference(judge, judged)
    if (difference !== null) disagreements.push(`${name}: ${difference}`)
  }
  const all = judged.reduce((sum, { matches }) => sum + matches.length, 0)
  const contestants = [...desks, ...judges.map(([name, judge]) => judgeContestant(name, judge, judged))]
  return { ...base, matchesPerMessage: all / amount, measured: await measure(contestants, rounds), disagreements }
}

async function firstDifference(judge: Judge, judged: readonly Judged[]): Promise<string | null> {
  for (const { facts, matches } of judged) {
    const found = [...(await judge(facts))].sort()
    if (found.join() !== matches.join()) {
      return `message ${String(facts.message?.id)} matches ${found.join() || 'nothing'}, the desk says ${matches.join() || 'nothing'}`
    }
  }
  return null
}

function deskContestant(set: RuleSet, amount: number, journal: 'off' | 'full'): Contestant {
  const timed = messages(amount, set.rules?.length ?? 0)
  return {
    name: `desk.receive, journal ${journal}`,
    prepare: async () => {
      const { receive } = await benchDesk(set, journal)
      return {
        operations: amount,
        run: async () => {
          for (const one of timed) await receive(one)
        },
      }
    },
  }
}

/** By hand a message takes less than a microsecond: many times over, so that the clock can see it. */
function judgeContestant(name: string, judge: Judge, judged: readonly Judged[]): Contestant {
  const isQuick = !name.startsWith('json-rules-engine')
  const times = isQuick ? 20 : 1
  return {
    name,
    prepare: () => ({
      operations: judged.length * times,
      run: async () => {
        for (let time = 0; time < times; time += 1) {
          for (const { facts } of judged) {
            if (isQuick) kept += judge(facts) instanceof Promise ? 0 : 1
            else await judge(facts)
          }
        }
      },
    }),
  }
}

/** What is never read could be left out by the compiler. */
export let kept = 0
