// Adds facts up. Durations, and what customers did, are kept as one number each, because a median needs them all.
import type { FinishedBy, Status } from '../chat/lifecycle.js'
import type { WithheldBy } from '../rules/verdict.js'
import { type CustomerPart, startedByMonth } from './customer-part.js'
import { clockTime, durationTally, type Measure } from './durations.js'
import type { Fact } from './fact.js'
import type { Durations, Figures } from './figures.js'
import { spreadOf } from './spread.js'

export interface Tally {
  readonly add: (fact: Fact) => void
  readonly addLive: (count: number) => void
  /** All of a customer, once. */
  readonly addCustomer: (part: CustomerPart) => void
  /** Once, at the end. */
  readonly sum: (hasLive: boolean) => Figures
}

/** `business`: how long spans are in business hours, where those are asked for. */
export function tally(business: Measure | null): Tally {
  const started = { customer: 0, agent: 0, split: 0 }
  const reopened = { customer: 0, agent: 0 }
  const byStatus: { [status in Status]: number } = { open: 0, pending: 0, closed: 0 }
  const finishedBy: { [who in FinishedBy]: number } = { agent: 0, timer: 0, automation: 0, split: 0 }
  const messages = { customer: 0, agent: 0, automation: 0 }
  const withheld: { [why in WithheldBy]: number } = {
    'not-first-chat': 0,
    once: 0,
    storm: 0,
    automated: 0,
    'not-current': 0,
    busy: 0,
    'agent-answered': 0,
  }
  const counts = { settled: 0, inOneGo: 0, live: 0, wrote: 0 }
  const [perCustomer, perMonth, days]: [number[], number[], number[]] = [[], [], []]
  const durations = [clockTime, business].map((measure) => (measure === null ? null : durationTally(measure)))
  const took = (what: keyof Durations, since: number, at: number): void => {
    for (const one of durations) one?.add(what, one.measure(since, at))
  }
  return {
    addLive: (count) => {
      counts.live += count
    },
    addCustomer: (part) => {
      if (part.hasWritten) counts.wrote += 1
      if (part.days.length > 0) days.push(part.days.length)
      if (part.startedIn.length > 0) perCustomer.push(part.startedIn.length)
      perMonth.push(...startedByMonth(part))
    },
    add(fact) {
      switch (fact.kind) {
        case 'started':
          started[fact.by] += 1
          break
        case 'reopened':
          reopened[fact.by] += 1
          break
        case 'message':
          messages[fact.by] += 1
          break
        case 'withheld':
          withheld[fact.why] += 1
          break
        case 'first-response':
          took('firstResponse', fact.since, fact.at)
          break
        case 'reply':
          took('reply', fact.since, fact.at)
          break
        case 'waited':
          for (const one of durations)
            one?.add(
              'waiting',
              fact.spans.reduce((sum, [from, until]) => sum + one.measure(from, until), 0),
            )
          break
        case 'finished':
          byStatus[fact.status] += 1
          finishedBy[fact.by] += 1
          if (fact.since !== null) took('timeToFinish', fact.since, fact.at)
          break
        case 'settled':
          counts.settled += 1
          if (fact.isInOneGo) counts.inOneGo += 1
          break
        default:
          fact satisfies never
      }
    },
    sum: (hasLive) => {
      const [ofClock, ofBusiness] = durations.map((one) => one?.sum() ?? null)
      return {
        chats: {
          started: { total: started.customer + started.agent + started.split, by: started },
          reopened: { total: reopened.customer + reopened.agent, by: reopened },
          finished: { total: byStatus.open + byStatus.pending + byStatus.closed, byStatus, by: finishedBy },
          inOneGo: {
            count: counts.inOneGo,
            of: counts.settled,
            share: counts.settled === 0 ? null : counts.inOneGo / counts.settled,
          },
          liveNow: hasLive ? counts.live : null,
          perCustomer: spreadOf(perCustomer, 2),
          perMonth: spreadOf(perMonth, 2),
        },
        customers: { wrote: counts.wrote, daysWithContact: spreadOf(days, 2) },
        messages,
        autoresponses: {
          sent: messages.automation,
          withheld: { total: Object.values(withheld).reduce((sum, count) => sum + count, 0), by: withheld },
        },
        ...(ofClock ?? durationTally(clockTime).sum()),
        businessHours: ofBusiness ?? null,
      }
    },
  }
}
