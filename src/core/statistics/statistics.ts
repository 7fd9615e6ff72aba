// Threads go in one by one, or by what is kept of them of a day, and are forgotten; what stays are the sums, 8 bytes for each
// measured duration, and a line for each customer of whom more may follow.
import type { Thread } from '../thread/thread.js'
import type { Recorded } from './activations-of.js'
import { type CustomerPart, customerPart, noteCustomer } from './customer-part.js'
import type { Measure } from './durations.js'
import type { Fact } from './fact.js'
import type { Figures } from './figures.js'
import { chatKey, type Grouping, type GroupKey, inOrder, isOfTime, nameOf, timeKey } from './grouping.js'
import { type LocalTime, localTimes } from './local-times.js'
import { isMessage, type PackedDay, unpackFacts } from './packed-facts.js'
import { isWithin, type Period } from './period.js'
import { type Tally, tally } from './tally.js'
import { threadFigures } from './thread-figures.js'

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
  /** What is kept of a thread of one day; `endless` only where that is asked for. */
  readonly addDay: (day: Pick<PackedDay, 'day' | 'facts'> & Partial<Pick<PackedDay, 'endless'>>) => void
  /** Chats that are live, of one group. */
  readonly addLive: (of: ChatOwner, count: number) => void
  readonly addCoverage: (coverage: StatisticsSums['coverage']) => void
  readonly groups: () => number
  readonly sum: () => StatisticsSums
}

/** Whose a chat is, as far as groups need to know. */
export interface ChatOwner extends Pick<Thread, 'channel' | 'customer'> {
  readonly agent: string | null
}

/** A tally, and the customers of whom more may follow. */
interface Place {
  readonly key: GroupKey
  readonly tally: Tally
  readonly customers: Map<string, CustomerPart>
}

/** Who the facts are of. `name`: of the customer, where more may follow. */
interface Owner extends Pick<Thread, 'channel' | 'customer'> {
  readonly name: string | null
}

export function statisticsFold(period: Period, options: FoldOptions): StatisticsFold {
  const { groupBy, business = null, isCompared = false } = options
  const newPlace = (key: GroupKey): Place => ({ key, tally: tally(business), customers: new Map() })
  const [total, endless] = [newPlace({}), newPlace({})]
  const groups = new Map<string, Place>()
  const coverage = { threads: 0, chats: 0, prunedChats: 0 }
  const timeOf = localTimes(period.clock)
  const groupOf = (key: GroupKey): Place => {
    const name = nameOf(key)
    const known = groups.get(name)
    if (known !== undefined) return known
    const fresh = newPlace(key)
    groups.set(name, fresh)
    return fresh
  }
  const grouped = grouping(groupBy, groupOf)
  const add = (owner: Owner, facts: readonly Fact[], whole: Place, isGrouped: boolean): void => {
    const placeOf = isGrouped ? grouped(owner) : null
    const parts = new Map<Place, CustomerPart>()
    let ofAll: CustomerPart | null = null
    for (const fact of facts) {
      if (!isWithin(period, fact.at)) continue
      const time = timeOf(fact.at)
      whole.tally.add(fact)
      ofAll ??= partOf(whole, owner)
      noteCustomer(ofAll, fact, time.day)
      if (placeOf === null) continue
      const place = placeOf(fact, time)
      place.tally.add(fact)
      const part = parts.get(place) ?? partOf(place, owner)
      parts.set(place, part)
      noteCustomer(part, fact, time.day)
    }
    if (owner.name !== null) return
    if (ofAll !== null) whole.tally.addCustomer(ofAll)
    for (const [place, part] of parts) place.tally.addCustomer(part)
  }
  const sumOf = ({ tally: sums, customers }: Place, isLiveKnown: boolean): Figures => {
    for (const part of customers.values()) sums.addCustomer(part)
    return sums.sum(isLiveKnown)
  }
  const addLive = (of: ChatOwner, count: number): void => {
    total.tally.addLive(count)
    // Chats are live now, not on a day or at an hour.
    if (groupBy !== null && !isOfTime(groupBy)) groupOf(chatKey(groupBy, of, of.agent)).tally.addLive(count)
  }
  const addCoverage = (more: StatisticsSums['coverage']): void => {
    coverage.threads += more.threads
    coverage.chats += more.chats
    coverage.prunedChats += more.prunedChats
  }
  return {
    groups: () => groups.size,
    add(thread, journal) {
      const { chats, prunedChats, facts, live, endless: others } = threadFigures(thread, journal)
      const { channel, customer, root } = thread
      const owner = { channel, customer, name: root === undefined ? null : nameOfCustomer(channel, customer, 1) }
      addCoverage({ threads: 1, chats, prunedChats })
      for (const agent of live) addLive({ channel, customer, agent }, 1)
      add(owner, facts, total, groupBy !== null)
      if (isCompared) add(owner, others(), endless, false)
    },
    addDay({ day, facts: [channel, customer, isLetter, agents, numbers], endless: others = [] }) {
      const owner = { channel, customer, name: nameOfCustomer(channel, customer, isLetter) }
      const facts = unpackFacts(day, numbers, agents)
      add(owner, facts, total, groupBy !== null)
      if (isCompared) add(owner, [...facts.filter(isMessage), ...unpackFacts(day, others, agents)], endless, false)
    },
    addLive,
    addCoverage,
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

function partOf({ customers }: Place, { name }: Owner): CustomerPart {
  if (name === null) return customerPart()
  const known = customers.get(name)
  if (known !== undefined) return known
  const part = customerPart()
  customers.set(name, part)
  return part
}

/** Ids may hold anything. Correspondences of one customer are one, a conversation beside them is its own. */
function nameOfCustomer(channel: string, customer: string, isLetter: 0 | 1): string {
  return `${isLetter} ${channel.length} ${channel} ${customer}`
}

type PlaceOf = (fact: Fact, time: LocalTime) => Place

/** Which group a fact is in; groups are looked up by name once, not for each fact. */
function grouping(groupBy: Grouping | null, groupOf: (key: GroupKey) => Place): (owner: Owner) => PlaceOf | null {
  if (groupBy === null) return () => null
  if (isOfTime(groupBy)) {
    const placeOf = remembered((time: LocalTime) => groupOf(timeKey(groupBy, time)))
    return () => (_fact, time) => placeOf(time)
  }
  return (owner) => {
    const placeOf = remembered((agent: string | null) => groupOf(chatKey(groupBy, owner, agent)))
    return ({ agent }) => placeOf(agent)
  }
}

function remembered<T>(placeOf: (one: T) => Place): (one: T) => Place {
  const known = new Map<T, Place>()
  return (one) => {
    let place = known.get(one)
    if (place === undefined) {
      place = placeOf(one)
      known.set(one, place)
    }
    return place
  }
}
