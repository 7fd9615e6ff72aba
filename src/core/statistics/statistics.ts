// Threads go in one by one and are forgotten; what stays are the sums, 8 bytes for each measured duration, and a line for
// each customer of an e-mail channel, who may have many threads.
import { isLive } from '../chat/lifecycle.js'
import type { Thread } from '../thread/thread.js'
import { activationsOf, type Recorded } from './activations-of.js'
import { type CustomerPart, customerPart, noteCustomer } from './customer-part.js'
import type { Measure } from './durations.js'
import { endlessFacts } from './endless.js'
import type { Fact } from './fact.js'
import { factsOf } from './facts-of.js'
import type { Figures } from './figures.js'
import { chatKey, type Grouping, type GroupKey, inOrder, isOfTime, nameOf, timeKey } from './grouping.js'
import { isWithin, type LocalTime, localTimeOf, type Period } from './period.js'
import { type Tally, tally } from './tally.js'

export interface GroupFigures extends Figures {
  readonly key: GroupKey
}

export interface StatisticsSums {
  readonly total: Figures
  readonly groups: readonly GroupFigures[] | null
  /** The total of the same messages as one endless chat for each thread; `null` unless asked for. */
  readonly endless: Figures | null
  /** Threads looked at; chats of which (part of) the journal was pruned, so that figures of old times are too low. */
  readonly coverage: { readonly threads: number; readonly chats: number; readonly prunedChats: number }
}

export interface FoldOptions {
  readonly groupBy: Grouping | null
  /** How long spans are in business hours. */
  readonly business?: Measure | null
  /** With the same messages as one endless chat. */
  readonly isCompared?: boolean
}

export interface StatisticsFold {
  /** `thread` with its whole chain. */
  readonly add: (thread: Thread, journal: readonly Recorded[]) => void
  readonly groups: () => number
  readonly sum: () => StatisticsSums
}

/** A tally, and the customers of e-mail whose other threads may follow. */
interface Place {
  readonly key: GroupKey
  readonly tally: Tally
  readonly letterWriters: Map<string, CustomerPart>
}

export function statisticsFold(period: Period, options: FoldOptions): StatisticsFold {
  const { groupBy, business = null, isCompared = false } = options
  const newPlace = (key: GroupKey): Place => ({ key, tally: tally(business), letterWriters: new Map() })
  const [total, endless] = [newPlace({}), newPlace({})]
  const groups = new Map<string, Place>()
  const coverage = { threads: 0, chats: 0, prunedChats: 0 }
  const groupOf = (key: GroupKey): Place => {
    const name = nameOf(key)
    const known = groups.get(name)
    if (known !== undefined) return known
    const fresh = newPlace(key)
    groups.set(name, fresh)
    return fresh
  }
  const add = (thread: Thread, facts: readonly Fact[], placesOf: (fact: Fact, at: LocalTime) => readonly Place[]) => {
    const parts = new Map<Place, CustomerPart>()
    for (const fact of facts) {
      if (!isWithin(period, fact.at)) continue
      const at = localTimeOf(period, fact.at)
      for (const place of placesOf(fact, at)) {
        place.tally.add(fact)
        const part = parts.get(place) ?? partOf(place, thread)
        parts.set(place, part)
        noteCustomer(part, fact, at.day)
      }
    }
    if (thread.root === undefined) for (const [place, part] of parts) place.tally.addCustomer(part)
  }
  const sumOf = ({ tally: sums, letterWriters }: Place, isLiveKnown: boolean): Figures => {
    for (const part of letterWriters.values()) sums.addCustomer(part)
    return sums.sum(isLiveKnown)
  }
  return {
    groups: () => groups.size,
    add(thread, journal) {
      const histories = activationsOf(journal)
      coverage.threads += 1
      for (const chat of thread.chats) {
        if (chat.merge !== null) continue
        const history = histories.get(chat.number)
        coverage.chats += 1
        if (history?.activations[0] === undefined || history.activations[0].isPartial) coverage.prunedChats += 1
        if (!isLive(chat.lifecycle.state)) continue
        total.tally.addLive()
        const { assignee } = chat.details
        const agent = assignee !== null && 'agent' in assignee ? assignee.agent : null
        // Chats are live now, not on a day or at an hour.
        if (groupBy !== null && !isOfTime(groupBy)) groupOf(chatKey(groupBy, thread, agent)).tally.addLive()
      }
      const facts = thread.chats.flatMap((chat) =>
        chat.merge === null ? factsOf(chat, histories.get(chat.number)) : [],
      )
      add(thread, facts, ({ agent }, at) => {
        if (groupBy === null) return [total]
        return [total, groupOf(isOfTime(groupBy) ? timeKey(groupBy, at) : chatKey(groupBy, thread, agent))]
      })
      if (isCompared) add(thread, endlessFacts(thread, histories), () => [endless])
    },
    sum: () => ({
      total: sumOf(total, true),
      groups:
        groupBy === null
          ? null
          : [...groups.values()]
              .sort((left, right) => inOrder(left.key, right.key))
              .map((place) => ({ key: place.key, ...sumOf(place, !isOfTime(groupBy)) })),
      endless: isCompared ? sumOf(endless, false) : null,
      coverage,
    }),
  }
}

function partOf({ letterWriters }: Place, { root, channel, customer }: Thread): CustomerPart {
  if (root === undefined) return customerPart()
  const name = JSON.stringify([channel, customer])
  const part = letterWriters.get(name) ?? customerPart()
  letterWriters.set(name, part)
  return part
}
