// Which chat is current in each thread, learnt from what the desk says happened, and which message of the history became
// which message of the desk.

import type { CustomerInput } from '../core/thread/contact.js'
import { threadKey } from '../core/thread/thread.js'
import type { Target } from './entry.js'
import type { Answer } from './replay-desk.js'

export interface ThreadOfReplay {
  readonly key: string
  readonly channel: string
  readonly customer: string
  /** Every chat's number, in order of birth; tombstones included. */
  readonly chats: number[]
  current: number | null
}

export interface Threads {
  readonly of: (channel: string, customer: CustomerInput) => ThreadOfReplay
  readonly byKey: (key: string) => ThreadOfReplay | undefined
  readonly numberOf: (target: Target) => number | null
  readonly learn: (answer: Answer) => void
  readonly all: () => Iterable<ThreadOfReplay>
}

export function threadsOfReplay(): Threads {
  const threads = new Map<string, ThreadOfReplay>()
  const of = (channel: string, customer: { readonly id: string }): ThreadOfReplay => {
    const key = threadKey(channel, customer.id)
    const known = threads.get(key)
    if (known !== undefined) return known
    const thread: ThreadOfReplay = { key, channel, customer: customer.id, chats: [], current: null }
    threads.set(key, thread)
    return thread
  }
  return {
    of,
    byKey: (key) => threads.get(key),
    all: () => threads.values(),
    numberOf(target) {
      return target.chat === undefined ? of(target.channel, target.customer).current : target.chat
    },
    learn(answer) {
      const thread = of(answer.chat.channel, { id: answer.chat.customer })
      for (const event of answer.events) {
        switch (event.type) {
          case 'chat.started':
          case 'chat.started-by-agent':
          case 'chat.split-off':
            thread.chats.push(event.chat)
            thread.current = event.chat
            break
          case 'chat.merged':
            thread.current = event.into
            break
          case 'chat.unmerged':
            thread.current = event.chat
            break
          default:
        }
      }
    },
  }
}
