// Threads go in one by one and are forgotten; what stays are the sums, 8 bytes for each measured duration, and a line for
// each customer of an e-mail channel, who may have many threads.
import { isLive } from '../chat/lifecycle.js'
import type { Thread } from '../thread/thread.js'
import { activationsOf, type Recorded } from './activations-of.js'
import type { Fact } from './fact.js'
import { factsOf } from './facts-of.js'
import type { Figures } from './figures.js'
import { dayOf, isWithin, type Period } from './period.js'
import { type Tally, tally } from './tally.js'

export const GROUPINGS = ['channel', 'agent', 'customer', 'day', 'month'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** What a group's figures are of. */
export interface GroupKey {
  readonly channel?: string
  /** With its channel: ids are the channel's own. */
  readonly customer?: string
  /** `null`: what no agent did. */
  readonly agent?: string | null
  /** `2026-03-01` or `2026-03`, in the period's zone. */
  readonly day?: string
  readonly month?: string
}

export interface GroupFigures extends Figures {
  readonly key: GroupKey
}

export interface StatisticsSums {
  readonly total: Figures
  readonly groups: readonly GroupFigures[] | null
  /** Threads looked at; chats of which (part of) the journal was pruned, so that figures of old times are too low. */
  readonly coverage: { readonly threads: number; readonly chats: number; readonly prunedChats: number }
}

export interface StatisticsFold {
  /** `thread` with its whole chain. */
  readonly add: (thread: Thread, journal: readonly Recorded[]) => void
  readonly groups: () => number
  readonly sum: () => StatisticsSums
}

export function statisticsFold(period: Period, groupBy: Grouping | null): StatisticsFold {
  const total = tally()
  const groups = new Map<string, { readonly key: GroupKey; readonly tally: Tally }>()
  const lettersFrom = new Set<string>()
  const coverage = { threads: 0, chats: 0, prunedChats: 0 }
  const groupOf = (key: GroupKey): Tally => {
    const name = JSON.stringify(Object.values(key))
    const known = groups.get(name)
    if (known !== undefined) return known.tally
    const fresh = { key, tally: tally() }
    groups.set(name, fresh)
    return fresh.tally
  }
  const keyOf = (thread: Thread, { at, agent }: { readonly at: string; readonly agent: string | null }): GroupKey => {
    switch (groupBy) {
      case 'channel':
        return { channel: thread.channel }
      case 'customer':
        return { channel: thread.channel, customer: thread.customer }
      case 'agent':
        return { agent }
      case 'day':
        return { day: dayOf(period, at) }
      case 'month':
        return { month: dayOf(period, at).slice(0, 7) }
      case null:
        return {}
      default:
        return groupBy satisfies never
    }
  }
  /** A customer counts once in the total and once in each group; of several threads (e-mail) the first one counts. */
  const countWriters = (thread: Thread, facts: readonly Fact[]): void => {
    const wrote = facts.filter((fact) => fact.kind === 'message' && fact.by === 'customer')
    const places = new Map<string, Tally>()
    if (wrote.length > 0) places.set('', total)
    if (groupBy !== null)
      for (const fact of wrote) {
        const key = keyOf(thread, fact)
        places.set(JSON.stringify(key), groupOf(key))
      }
    for (const [place, sums] of places) {
      const name = JSON.stringify([place, thread.channel, thread.customer])
      if (thread.root !== undefined && lettersFrom.has(name)) continue
      if (thread.root !== undefined) lettersFrom.add(name)
      sums.addCustomer()
    }
  }
  return {
    groups: () => groups.size,
    add(thread, journal) {
      const histories = activationsOf(journal)
      coverage.threads += 1
      const counted: Fact[] = []
      for (const chat of thread.chats) {
        if (chat.merge !== null) continue
        const history = histories.get(chat.number)
        coverage.chats += 1
        if (history?.activations[0] === undefined || history.activations[0].isPartial) coverage.prunedChats += 1
        for (const fact of factsOf(chat, history)) {
          if (!isWithin(period, fact.at)) continue
          counted.push(fact)
          total.add(fact)
          if (groupBy !== null) groupOf(keyOf(thread, fact)).add(fact)
        }
        if (!isLive(chat.lifecycle.state)) continue
        total.addLive()
        const { assignee } = chat.details
        const agent = assignee !== null && 'agent' in assignee ? assignee.agent : null
        if (groupBy !== null && hasLive(groupBy)) groupOf(keyOf(thread, { at: '', agent })).addLive()
      }
      countWriters(thread, counted)
    },
    sum: () => ({
      total: total.sum(true),
      groups:
        groupBy === null
          ? null
          : [...groups.values()]
              .map(({ key, tally: sums }) => ({ key, ...sums.sum(hasLive(groupBy)) }))
              .sort((left, right) => compare(left.key, right.key)),
      coverage,
    }),
  }
}

/** Chats are live now, not on a day. */
function hasLive(groupBy: Grouping): boolean {
  return groupBy !== 'day' && groupBy !== 'month'
}

function compare(left: GroupKey, right: GroupKey): number {
  const [one, other] = [left, right].map((key) => JSON.stringify(Object.values(key)))
  return one === other ? 0 : (one ?? '') < (other ?? '') ? -1 : 1
}
