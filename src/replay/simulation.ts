// What two runs of one history come to, and how what was found in parts of it adds up.
import type { Counts, Step } from './observe.js'

/** A chat that goes another way; `null`: there it has nothing at that point. */
export interface Difference {
  readonly channel: string
  readonly customer: string
  /** The customer's first chat of the history is 1. */
  readonly place: number
  /** Where the runs part. */
  readonly at: string
  /** Steps that are the same in both before that. */
  readonly common: number
  readonly before: Step | null
  readonly after: Step | null
  /** States at the end; `null`: there is no such chat. */
  readonly end: { readonly before: string | null; readonly after: string | null }
  /** Every step of both runs, where they were asked for. */
  readonly timelines?: { readonly before: readonly Step[]; readonly after: readonly Step[] }
}

/** A rule that matches at other times, or is held back at other times. */
export interface RuleDifference {
  readonly rule: string
  readonly matched: { readonly before: number; readonly after: number }
  readonly withheld: { readonly before: number; readonly after: number }
  /** Chats in which it matches another number of times. */
  readonly chats: number
}

export interface Simulation {
  readonly entries: number
  /** Entries that the desk refuses in this order. */
  readonly refused: { readonly before: number; readonly after: number }
  readonly from: string | null
  readonly until: string | null
  readonly before: Counts
  readonly after: Counts
  readonly chats: { readonly compared: number; readonly different: number }
  /** By id. */
  readonly rules: readonly RuleDifference[]
  /** In order of the moment at which they part. */
  readonly differences: readonly Difference[]
  /** More differ than are listed. */
  readonly isCut: boolean
}

/** Earliest first, and so many. Equal moments in an order that doesn't depend on where they were found. */
export function firstDifferences(all: readonly Difference[], limit: number): readonly Difference[] {
  return all.toSorted(inOrder).slice(0, limit)
}

function inOrder(one: Difference, other: Difference): number {
  return (
    compare(one.at, other.at) ||
    compare(one.channel, other.channel) ||
    compare(one.customer, other.customer) ||
    one.place - other.place
  )
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

/** Of parts that no customer has in common. */
export function addSimulations(one: Simulation, other: Simulation, limit: number): Simulation {
  const all = [...one.differences, ...other.differences]
  const [before, after] = [addCounts(one.before, other.before), addCounts(one.after, other.after)]
  const chatsOf = ({ rules }: Simulation) => Object.fromEntries(rules.map(({ rule, chats }) => [rule, chats]))
  return {
    entries: one.entries + other.entries,
    refused: {
      before: one.refused.before + other.refused.before,
      after: one.refused.after + other.refused.after,
    },
    from: outer(one.from, other.from, -1),
    until: outer(one.until, other.until, 1),
    before,
    after,
    chats: {
      compared: one.chats.compared + other.chats.compared,
      different: one.chats.different + other.chats.different,
    },
    rules: ruleDifferences(before, after, new Map(Object.entries(addNamed(chatsOf(one), chatsOf(other))))),
    differences: firstDifferences(all, limit),
    isCut: one.isCut || other.isCut || all.length > limit,
  }
}

function outer(one: string | null, other: string | null, side: 1 | -1): string | null {
  if (one === null || other === null) return one ?? other
  return compare(one, other) === side ? one : other
}

type Named = { readonly [name: string]: number }

function addCounts(one: Counts, other: Counts): Counts {
  return {
    chats: one.chats + other.chats,
    finished: one.finished + other.finished,
    finishedBy: {
      agent: one.finishedBy.agent + other.finishedBy.agent,
      timer: one.finishedBy.timer + other.finishedBy.timer,
      automation: one.finishedBy.automation + other.finishedBy.automation,
      split: one.finishedBy.split + other.finishedBy.split,
    },
    reopened: one.reopened + other.reopened,
    states: addNamed(one.states, other.states),
    automated: one.automated + other.automated,
    effects: addNamed(one.effects, other.effects),
    rules: addNamed(one.rules, other.rules),
    workflows: addNamed(one.workflows, other.workflows),
    withheld: addNamed(one.withheld, other.withheld),
  }
}

function addNamed(one: Named, other: Named): Named {
  const sum = new Map(Object.entries(one))
  for (const [name, count] of Object.entries(other)) sum.set(name, (sum.get(name) ?? 0) + count)
  return Object.fromEntries([...sum].sort(([left], [right]) => compare(left, right)))
}

/** What a part has in common is left out of it, so how often they match is taken from the counts of all. */
export function ruleDifferences(
  before: Counts,
  after: Counts,
  chats: ReadonlyMap<string, number>,
): readonly RuleDifference[] {
  const rules = new Set([before.withheld, after.withheld].flatMap((counts) => Object.keys(counts)))
  for (const rule of chats.keys()) rules.add(rule)
  const both = (of: 'rules' | 'withheld', rule: string) => ({
    before: before[of][rule] ?? 0,
    after: after[of][rule] ?? 0,
  })
  return [...rules].sort(compare).flatMap((rule): readonly RuleDifference[] => {
    const [matched, withheld] = [both('rules', rule), both('withheld', rule)]
    const differs = chats.get(rule) ?? 0
    const isSame = differs === 0 && withheld.before === withheld.after
    return isSame ? [] : [{ rule, matched, withheld, chats: differs }]
  })
}
