// A thread's state can't be written at one go: a store takes a new chat, and what the journal says of a message, commit by
// commit. So a copied thread is written as the commits that it once was, each with the chats of then as they are now. The
// versions come out as they were, and with them everything that hangs on them.
import type { Chat } from '../../core/chat/chat.js'
import type { Message } from '../../core/thread/message.js'
import { emptyThread, type Thread } from '../../core/thread/thread.js'
import { timersOf } from '../../core/thread/timers.js'
import type { Commit, JournalEntry, NumberHold } from '../../ports/store.js'
import type { CopiedThread } from './copied-thread.js'

interface Step {
  readonly entry: JournalEntry | null
  /** Number of the chat that it begins. */
  readonly chat: number | null
  readonly messages: readonly Message[]
}

/** `null`: the versions, chats and messages of the thread don't fit its journal. */
export function copySteps(copied: CopiedThread): readonly (Step & { readonly moves: boolean })[] | null {
  const { thread, messages, journal } = copied
  const steps = withLost(ofEntries(journal, messages), copied)
  let spare = thread.version - steps.filter(isHeavy).length
  if (spare < 0) return null
  const moved = steps.map((step) => {
    if (isHeavy(step)) return { ...step, moves: true }
    spare -= 1
    return { ...step, moves: spare >= 0 }
  })
  // A version without an entry: before all others, so that the last command is the last entry's.
  const quiet = { entry: null, chat: null, messages: [], moves: true }
  const all = [...Array.from({ length: Math.max(0, spare) }, () => quiet), ...moved]
  return all[0]?.moves === true && isInOrder(all) ? all : null
}

/**
 * With the chats and messages of which the journal no longer tells, where they stood in the stream. Mostly that is the
 * beginning; while a journal is being pruned there are gaps too, as a database takes old entries in any order.
 */
function withLost(entries: readonly Step[], { thread, messages }: CopiedThread): readonly Step[] {
  const begun = new Set(entries.map(({ chat }) => chat))
  const said = new Set(entries.flatMap((step) => step.messages))
  const places = new Map(thread.chats.map(({ number }, place) => [number, place]))
  const begunNext = entries.flatMap(({ chat }) => places.get(chat ?? 0) ?? [])
  let chats = thread.chats.filter(({ number }) => !begun.has(number))
  let unsaid = messages.filter((message) => !said.has(message))
  const steps: Step[] = []
  // No more steps than commits were lost, as each of these began one chat at most. Right behind what was said before: an
  // entry that changes nothing can't be the first of a thread. Chats in the order in which the thread has them.
  const fill = (seq: number, isBeginning: boolean): void => {
    const own = unsaid.filter((message) => message.seq < seq)
    // One that was split off has old messages.
    const mayBeBegun = ({ number, firstSeq }: Chat): boolean =>
      (places.get(number) ?? 0) < (begunNext[0] ?? Number.POSITIVE_INFINITY) && (isBeginning || firstSeq < seq)
    const count = 1 + chats.findLastIndex(mayBeBegun)
    const [head = null, ...rest] = chats.slice(0, count).map(({ number }) => number)
    unsaid = unsaid.slice(own.length)
    chats = chats.slice(count)
    if (head === null && own.length === 0) return
    const lost = [
      { entry: null, chat: head, messages: own },
      ...rest.map((chat) => ({ entry: null, chat, messages: [] })),
    ]
    steps.splice(steps.findLastIndex(isHeavy) + 1, 0, ...lost)
  }
  for (const step of entries) {
    if (isHeavy(step)) fill(step.messages[0]?.seq ?? 0, step.chat !== null)
    if (step.chat !== null) begunNext.shift()
    steps.push(step)
  }
  fill(Number.POSITIVE_INFINITY, true)
  return steps
}

/** It takes a version of the thread. */
function isHeavy({ chat, messages }: Step): boolean {
  return chat !== null || messages.length > 0
}

function ofEntries(journal: readonly JournalEntry[], messages: readonly Message[]): readonly Step[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  return journal.map((entry) => {
    const own: Message[] = []
    let chat: number | null = null
    for (const event of entry.events) {
      switch (event.type) {
        case 'chat.started':
        case 'chat.started-by-agent':
        case 'chat.split-off':
          chat = event.chat
          break
        case 'message.received':
        case 'message.sent':
        case 'message.automated':
        case 'note.added': {
          const message = byId.get(event.message)
          if (message !== undefined && byId.delete(event.message)) own.push(message)
          break
        }
        default:
      }
    }
    return { entry, chat, messages: own.sort((left, right) => left.seq - right.seq) }
  })
}

/** A commit's new messages follow those that are there. */
function isInOrder(steps: readonly Step[]): boolean {
  let last = 0
  return steps.every(({ messages }) =>
    messages.every(({ seq }) => {
      const follows = seq > last
      last = seq
      return follows
    }),
  )
}

/** The commits of a thread, in order. `contactBefore`: as the desk has the customer; holds are those of its chats. */
export function* copyCommits(
  copied: CopiedThread,
  steps: NonNullable<ReturnType<typeof copySteps>>,
  holds: ReadonlyMap<number, NumberHold>,
  isContactKnown: boolean,
): Generator<Commit> {
  const { thread: final, contact } = copied
  let before: Thread = emptyThread(final.channel, final.customer, final.root)
  let contactBefore = isContactKnown ? contact : { ...contact, version: 0 }
  for (const [index, { entry, chat, messages, moves }] of steps.entries()) {
    const isLast = index === steps.length - 1
    const numbers = new Set([...before.chats.map(({ number }) => number), ...(chat === null ? [] : [chat])])
    const chats = final.chats.filter(({ number }) => numbers.has(number))
    const version = before.version + (moves ? 1 : 0)
    const lastSeq = messages.at(-1)?.seq ?? before.lastSeq
    const current = numbers.has(final.current ?? 0) ? final.current : (chats.at(-1)?.number ?? null)
    const thread: Thread = isLast ? { ...final, chats } : { ...final, version, lastSeq, current, chats }
    yield {
      before,
      thread,
      contactBefore,
      contact,
      messages,
      timers: { set: isLast ? [...timersOf(final).values()] : [], cancelled: [] },
      outbox: [],
      journal: entry,
      command: entry?.command.id ?? `copy:${final.key}:${index}`,
      hold: chat === null ? null : (holds.get(chat) ?? null),
    }
    before = thread
    contactBefore = contact
  }
}
