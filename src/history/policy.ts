// Ways of dividing one stream into cases, to be compared over the same history. `silence` is the engine with its default
// settings and nobody who finishes; the other two put an agent named `replay` in, who does by rote what people would do
// with thought, so they show what an engine alone can reach, not what a helpdesk reaches.
import type { HistoryEntry } from './entry.js'

export const POLICIES = {
  endless: 'one endless chat per customer: no silence, nobody finishes',
  silence: 'as recorded, and 10 minutes of silence finish a chat; a customer who comes back reopens it',
  split: 'as silence, and each time a chat is reopened the new messages are split off at once',
  finish:
    'as silence, and an agent closes what has been silent for long (--close-after); the next message is a new chat',
} as const

export type Policy = keyof typeof POLICIES

export const POLICY_AGENT = 'replay'

export function isPolicy(name: string): name is Policy {
  return Object.hasOwn(POLICIES, name)
}

/** What the chats were recorded to become has no place in an endless chat. */
export function isPlayed(entry: HistoryEntry, policy: Policy): boolean {
  // All that could be split off was, when the customer came back.
  if (policy === 'split') return entry.type !== 'split'
  if (policy !== 'endless') return true
  switch (entry.type) {
    case 'finish':
    case 'split':
    case 'merge':
    case 'unmerge':
    case 'postpone':
      return false
    case 'update':
      return entry.status === undefined
    case 'customer.message':
    case 'agent.message':
    case 'start':
    case 'note':
    case 'edit':
    case 'workflow.start':
    case 'workflow.cancel':
    case 'call.outcome':
      return true
    default:
      return entry satisfies never
  }
}

/** Who closes chats by rote: the moments are one stretch after each message, so the queue is in order by itself. */
export interface Closings {
  readonly add: (thread: string, at: string) => void
  readonly next: () => string | null
  /** Threads that are due at the moment and where nothing was said since. */
  readonly take: (now: string) => readonly string[]
}

export function closingsAfter(milliseconds: number): Closings {
  const last = new Map<string, string>()
  let queue: { readonly thread: string; readonly due: string }[] = []
  let head = 0
  const skipStale = () => {
    for (let first = queue[head]; first !== undefined && last.get(first.thread) !== first.due; first = queue[head])
      head++
    if (head > 10_000) {
      queue = queue.slice(head)
      head = 0
    }
  }
  return {
    add(thread, at) {
      const due = new Date(Date.parse(at) + milliseconds).toISOString()
      last.set(thread, due)
      queue.push({ thread, due })
    },
    next() {
      skipStale()
      return queue[head]?.due ?? null
    },
    take(now) {
      const due: string[] = []
      for (skipStale(); (queue[head]?.due ?? '~') <= now; skipStale()) {
        const thread = queue[head]?.thread
        if (thread === undefined) break
        last.delete(thread)
        due.push(thread)
        head++
      }
      return due
    },
  }
}
