import type { RuleSet } from 'caseline'
import { byHand } from '../engine/by-hand.js'
import { type BenchDesk, benchDesk } from '../engine/desk.js'
import { type Facts, type Judged, judgedByDesk } from '../engine/facts.js'
import { messages } from '../engine/messages.js'
import { type Judge, plainEngine } from '../engine/plain-engine.js'
import { jsonLogicScan } from './json-logic.js'
import { type MixName, mixOf } from './mix.js'
import type { Others } from './others.js'
import { type Loading, loadTimed, ourFindings, ourMatches } from './ours.js'
import { prepared } from './prepared.js'
import { type Contestant, type Measured, measure } from './processor-time.js'
import { zenTable } from './zen.js'

export interface MixResult {
  readonly mix: MixName
  readonly rules: number
  readonly matchesPerMessage: number
  readonly loading: Omit<Loading, 'rules'> & {
    readonly changedLoadMs: number
    readonly changedIndexMs: number
    readonly megabytes: number
  }
  readonly measured: readonly Measured[]
  readonly disagreements: readonly string[]
}

const MESSAGES = 100
/** Beyond so many rules an engine takes seconds for a message, or for being made. */
const MOST = { 'json-rules-engine': 100_000, ZEN: 10_000, 'if / else': 10_000, findings: 1_000 }

export async function judgeMix(mix: MixName, count: number, rounds: number, others: Others): Promise<MixResult> {
  const { set, subjects } = mixOf(mix, count)
  const before = process.memoryUsage().heapUsed
  const loading = loadTimed(set)
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6
  const changed = loadTimed(withOneChanged(set), loading.rules)
  const timed = messages(MESSAGES, subjects)
  const judged = await judgedByDesk(set, timed)
  const contestants = contestantsOf(set, count, loading, others)
  const disagreements: string[] = []
  for (const { name, judge } of contestants) {
    // One message of an engine that takes seconds shows as much.
    const some = count > 10_000 && name === 'json-rules-engine' ? judged.slice(0, 1) : judged
    const difference = await firstDifference(judge, some)
    if (difference !== null) disagreements.push(`${mix}, ${count} rules, ${name}: ${difference}`)
  }
  const measured = await measure(
    [
      ...contestants.map((one) => contestant(one, judged)),
      deskContestant(set, subjects, 'off'),
      deskContestant(set, subjects, 'full'),
    ],
    count > 10_000 ? 1 : rounds,
  )
  const { rules: _, ...times } = loading
  return {
    mix,
    rules: count,
    matchesPerMessage: judged.reduce((sum, { matches }) => sum + matches.length, 0) / judged.length,
    loading: { ...times, changedLoadMs: changed.loadMs, changedIndexMs: changed.indexMs, megabytes },
    measured,
    disagreements,
  }
}

interface Named {
  readonly name: string
  readonly judge: Judge
}

function contestantsOf(set: RuleSet, count: number, { rules }: Loading, others: Others): readonly Named[] {
  const scan = jsonLogicScan(set, others.logicEngine())
  const zen = count <= MOST.ZEN ? zenTable(set, others) : null
  return [
    { name: 'caseline', judge: ourMatches(rules) },
    ...(count <= MOST.findings ? [{ name: 'caseline, a finding for every rule', judge: ourFindings(rules) }] : []),
    ...(count <= MOST['json-rules-engine']
      ? [{ name: 'json-rules-engine', judge: plainEngine(set, rules, 'jsonpath') }]
      : []),
    { name: 'json-logic-engine, compiled', judge: (facts: Facts) => scan(prepared(facts)) },
    ...(zen === null ? [] : [{ name: 'GoRules ZEN', judge: (facts: Facts) => zen(prepared(facts)) }]),
    ...(count <= MOST['if / else'] ? [{ name: 'if / else', judge: byHand(set, 'if') }] : []),
  ]
}

function withOneChanged(set: RuleSet): RuleSet {
  const rules = set.rules ?? []
  const at = rules.length >> 1
  const changed = rules[at]
  const when = { all: [{ fact: 'message', path: '$.text', operator: 'containsText', value: 'новое слово' }] }
  return changed === undefined ? set : { ...set, rules: rules.with(at, { ...changed, when }) }
}

async function firstDifference(judge: Judge, judged: readonly Judged[]): Promise<string | null> {
  for (const { facts, matches } of judged) {
    const found = [...(await judge(facts))].sort()
    if (found.join() !== matches.join())
      return `message ${String(facts.message?.id)} matches ${found.join() || 'nothing'}, the desk says ${matches.join() || 'nothing'}`
  }
  return null
}

/** A quarter of a second each round, one message at least; as much before the first, for the compiler. */
const WARM_MS = 250

function contestant({ name, judge }: Named, judged: readonly Judged[]): Contestant {
  let messagesPerRound = 0
  return {
    name,
    prepare: async () => {
      if (messagesPerRound === 0) {
        const begun = performance.now()
        do {
          await judge((judged[messagesPerRound % judged.length] as Judged).facts)
          messagesPerRound += 1
        } while (performance.now() - begun < WARM_MS)
      }
      return {
        operations: messagesPerRound,
        run: async () => {
          for (let n = 0; n < messagesPerRound; n += 1) {
            const answer = judge((judged[n % judged.length] as Judged).facts)
            if (answer instanceof Promise) kept += (await answer).length
            else kept += answer.length
          }
        },
      }
    },
  }
}

/** What is never read could be left out by the compiler. */
export let kept = 0

function deskContestant(set: RuleSet, subjects: number, journal: 'off' | 'full'): Contestant {
  const timed = messages(MESSAGES * 2, subjects, journal)
  let made: Promise<BenchDesk> | undefined
  let next = 0
  return {
    name: `desk.receive, journal ${journal}`,
    prepare: async () => {
      made ??= warmDesk(set, subjects, journal)
      const { receive } = await made
      const some = timed.slice(next, next + MESSAGES / 2)
      next = (next + MESSAGES / 2) % timed.length
      return {
        operations: some.length,
        run: async () => {
          for (const [n, one] of some.entries())
            await receive({ ...one, message: { ...one.message, id: `${one.message.id}-${next}-${n}-${kept}` } })
        },
      }
    },
  }
}

/** A desk's first thousand messages take four times as long, until they are compiled. */
const WARM_MESSAGES = 2_000

async function warmDesk(set: RuleSet, subjects: number, journal: 'off' | 'full'): Promise<BenchDesk> {
  const desk = await benchDesk(set, journal)
  for (const one of messages(WARM_MESSAGES, subjects, `${journal}-warm-`)) await desk.receive(one)
  return desk
}
