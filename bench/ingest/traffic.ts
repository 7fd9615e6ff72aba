// The messages that the desks get: the texts, customers and words of bench/engine, all on one channel.
import { type CustomerMessage, createDesk, type Desk, type Store, type TraceDepth } from 'caseline'
import { messages, randomNumbers } from '../engine/messages.js'
import { ruleMix } from '../engine/rule-mix.js'
import { THREADS } from './contestant.js'

const CHANNEL = { id: 'tg', kind: 'telegram' }

export interface Traffic {
  /** A message with an id of its own. */
  readonly next: (label: string) => CustomerMessage
  /** The first message of each thread. */
  readonly first: readonly CustomerMessage[]
}

/** `isNew`: every message is of a customer who was never seen. */
export function traffic(rules: number, isNew = false): Traffic {
  const random = randomNumbers(7)
  const all = messages(THREADS * 5, rules).map(({ message }) => ({ ...message, channel: CHANNEL.id }))
  let count = 0
  return {
    first: all.slice(0, THREADS),
    next: (label) => {
      count += 1
      const message = all[Math.floor(random() * all.length)] ?? all[0]
      if (message === undefined) throw new Error('No messages')
      const { customer } = message
      return {
        ...message,
        id: `${label}-${count}`,
        customer: isNew ? { ...customer, id: `${label}-customer-${count}` } : customer,
      }
    },
  }
}

export interface DeskSetting {
  readonly journal: TraceDepth
  readonly rules: number
  /** ISO 8601; `null`: never. Left out: as it is. */
  readonly autoFinish?: string | null
}

export function deskOn(store: Store, { journal, rules, autoFinish }: DeskSetting): Promise<Desk> {
  return createDesk({
    store,
    ...(rules === 0 ? {} : { rules: ruleMix(rules) }),
    channels: [autoFinish === undefined ? CHANNEL : { ...CHANNEL, autoFinish: { after: autoFinish } }],
    journal,
  })
}

/** Every thread gets its first message. */
export async function fill(desk: Desk, first: readonly CustomerMessage[]): Promise<void> {
  const left = first.map((message, n) => ({ ...message, id: `first-${n}` }))
  const caller = async (): Promise<void> => {
    for (let message = left.pop(); message !== undefined; message = left.pop()) await desk.receive(message)
  }
  await Promise.all(Array.from({ length: 200 }, caller))
}
