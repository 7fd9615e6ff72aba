// Adds facts up. Durations are kept, 8 bytes each, because a median needs them all; everything else is a number.
import type { FinishedBy, Status } from '../chat/lifecycle.js'
import type { Fact } from './fact.js'
import type { Figures } from './figures.js'
import { spreadOf } from './spread.js'

export interface Tally {
  readonly add: (fact: Fact) => void
  readonly addLive: () => void
  readonly addCustomer: () => void
  /** Once, at the end. */
  readonly sum: (hasLive: boolean) => Figures
}

export function tally(): Tally {
  const started = { customer: 0, agent: 0, split: 0 }
  const reopened = { customer: 0, agent: 0 }
  const byStatus: { [status in Status]: number } = { open: 0, pending: 0, closed: 0 }
  const finishedBy: { [who in FinishedBy]: number } = { agent: 0, timer: 0, automation: 0, split: 0 }
  const messages = { customer: 0, agent: 0, automation: 0 }
  const counts = { settled: 0, inOneGo: 0, live: 0, wrote: 0 }
  const [firstResponse, reply, timeToFinish]: [number[], number[], number[]] = [[], [], []]
  return {
    addLive: () => {
      counts.live += 1
    },
    addCustomer: () => {
      counts.wrote += 1
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
        case 'first-response':
          firstResponse.push(fact.ms)
          break
        case 'reply':
          reply.push(fact.ms)
          break
        case 'finished':
          byStatus[fact.status] += 1
          finishedBy[fact.by] += 1
          if (fact.ms !== null) timeToFinish.push(fact.ms)
          break
        case 'settled':
          counts.settled += 1
          if (fact.isInOneGo) counts.inOneGo += 1
          break
        default:
          fact satisfies never
      }
    },
    sum: (hasLive) => ({
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
      },
      customers: { wrote: counts.wrote },
      messages,
      firstResponse: spreadOf(firstResponse),
      reply: spreadOf(reply),
      timeToFinish: spreadOf(timeToFinish),
    }),
  }
}
