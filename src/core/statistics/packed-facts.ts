// What is counted of one thread on one day (UTC), small and quickly read: a month of a big desk is a million facts. An
// example is 160 characters for the twelve facts of a chat, a tenth of what they are as objects.
import type { Thread } from '../thread/thread.js'
import type { Fact, Span } from './fact.js'
import { codeOf, FACT_SHAPES } from './fact-codes.js'

/**
 * For each fact: its code, milliseconds since the one before it (the first: since the day began), its agent's place in
 * `agents` counted from 1 (0: none); of durations how long ago they began; of a wait how many spans it has, and for
 * each how long before the fact it began and how long it took.
 */
export type FactNumbers = readonly number[]

/** `isLetter`: 1 where the thread is a correspondence, of which a customer may have several. */
export type PackedFacts = readonly [
  channel: string,
  customer: string,
  isLetter: 0 | 1,
  agents: readonly string[],
  facts: FactNumbers,
]

export interface PackedDay {
  /** `2026-03-01`, UTC. */
  readonly day: string
  readonly facts: PackedFacts
  /** As one endless chat, but for the messages, which are the same. */
  readonly endless: FactNumbers
}

const DAY_MS = 86_400_000

export function packDays(
  { channel, customer, root }: Pick<Thread, 'channel' | 'customer' | 'root'>,
  facts: readonly Fact[],
  endless: readonly Fact[],
): readonly PackedDay[] {
  const days = new Map<number, { readonly facts: Fact[]; readonly endless: Fact[] }>()
  const of = ({ at }: Fact) => {
    const number = Math.floor(at / DAY_MS)
    const known = days.get(number)
    if (known !== undefined) return known
    const day = { facts: [], endless: [] }
    days.set(number, day)
    return day
  }
  for (const fact of facts) of(fact).facts.push(fact)
  for (const fact of endless) if (!isMessage(fact)) of(fact).endless.push(fact)
  return [...days].map(([number, day]) => {
    const agents: string[] = []
    const numbers = pack(day.facts, number * DAY_MS, agents)
    const others = pack(day.endless, number * DAY_MS, agents)
    return {
      day: new Date(number * DAY_MS).toISOString().slice(0, 10),
      facts: [channel, customer, root === undefined ? 0 : 1, agents, numbers],
      endless: others,
    }
  })
}

/** One that was sent or held back: as one endless chat those are the same. */
export function isMessage({ kind }: Fact): boolean {
  return kind === 'message' || kind === 'withheld'
}

function pack(facts: readonly Fact[], dayBegins: number, agents: string[]): FactNumbers {
  const numbers: number[] = []
  let last = dayBegins
  for (const fact of facts) {
    numbers.push(codeOf(fact), fact.at - last, placeOf(fact.agent, agents))
    last = fact.at
    if ('since' in fact && fact.since !== null) numbers.push(fact.at - fact.since)
    if (fact.kind !== 'waited') continue
    numbers.push(fact.spans.length)
    for (const [from, until] of fact.spans) numbers.push(fact.at - from, until - from)
  }
  return numbers
}

function placeOf(agent: string | null, agents: string[]): number {
  if (agent === null) return 0
  const at = agents.indexOf(agent)
  return at < 0 ? agents.push(agent) : at + 1
}

/** `day`: as it was packed. The number of the chat is not kept: 0. Written out, because copying objects takes 20 times as long. */
export function unpackFacts(day: string, numbers: FactNumbers, agents: readonly string[]): readonly Fact[] {
  const facts: Fact[] = []
  const chat = 0
  let place = 0
  let at = Date.parse(day)
  const next = (): number => numbers[place++] ?? 0
  while (place < numbers.length) {
    const shape = FACT_SHAPES[next()]
    at += next()
    const agent = agents[next() - 1] ?? null
    switch (shape?.kind) {
      case 'message':
        facts.push({ kind: 'message', by: shape.by, at, chat, agent })
        break
      case 'started':
        facts.push({ kind: 'started', by: shape.by, at, chat, agent })
        break
      case 'reopened':
        facts.push({ kind: 'reopened', by: shape.by, at, chat, agent })
        break
      case 'withheld':
        facts.push({ kind: 'withheld', why: shape.why, at, chat, agent })
        break
      case 'settled':
        facts.push({ kind: 'settled', isInOneGo: shape.isInOneGo, at, chat, agent })
        break
      case 'first-response':
        facts.push({ kind: 'first-response', since: at - next(), at, chat, agent })
        break
      case 'reply':
        facts.push({ kind: 'reply', since: at - next(), at, chat, agent })
        break
      case 'finished': {
        const since = shape.isPartial ? null : at - next()
        facts.push({ kind: 'finished', by: shape.by, status: shape.status, since, at, chat, agent })
        break
      }
      case 'waited':
        facts.push({ kind: 'waited', spans: spansOf(at, next(), next), at, chat, agent })
        break
      case undefined:
        throw new RangeError('These facts were kept by a newer version')
      default:
        shape satisfies never
    }
  }
  return facts
}

function spansOf(at: number, count: number, next: () => number): readonly Span[] {
  const spans: Span[] = []
  for (let left = count; left > 0; left -= 1) {
    const from = at - next()
    spans.push([from, from + next()])
  }
  return spans
}
