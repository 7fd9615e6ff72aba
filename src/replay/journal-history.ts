// What people did on a desk, out of its journals, as a history that can be played again. Timers, deliveries and what rules
// did are left out: a replay makes them itself. So is what it can't place: e-mail (threads come from headers that a history
// doesn't have) and commands on a chat that wasn't the customer's current one.
import type { Command } from '../core/thread/command.js'
import type { DomainEvent } from '../core/thread/event.js'
import type { HistoryEntry, Target } from '../history/entry.js'
import type { HistoryPage, ServedStore } from '../ports/service-store.js'
import type { JournalEntry, Store, ThreadRef } from '../ports/store.js'

export interface RecordedHistory {
  /** In order of time. */
  readonly entries: readonly HistoryEntry[]
  readonly threads: number
  /** Commands that can't be placed. */
  readonly left: number
  /** More was there than was taken. */
  readonly isCut: boolean
}

const PAGE = 200

/** The customers of the last `chats` chats, each with the whole journal that is kept; at most `limit` commands. */
export async function recordedHistory(
  store: Store,
  workspace: string,
  { chats, limit }: { readonly chats: number; readonly limit: number },
): Promise<RecordedHistory> {
  const threads = new Map<string, ThreadRef>()
  let below: number | undefined
  for (let seen = 0; seen < chats; ) {
    const page = await store.chats(workspace, {
      limit: Math.min(PAGE, chats - seen),
      ...(below === undefined ? {} : { below }),
    })
    for (const { thread } of page) threads.set(thread.key, thread)
    seen += page.length
    below = page.at(-1)?.chat.number
    if (below === undefined) break
  }
  const entries: HistoryEntry[] = []
  let [left, read, isCut] = [0, 0, false]
  for (const ref of threads.values()) {
    if (entries.length >= limit) {
      isCut = true
      break
    }
    read += 1
    if (ref.root !== undefined) {
      left += 1
      continue
    }
    const journal = await store.journal(workspace, ref.key)
    const played = historyOf(ref, journal)
    left += played.left
    entries.push(...played.entries.slice(0, limit - entries.length))
    if (entries.length >= limit) isCut = true
  }
  entries.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
  return { entries, threads: read, left, isCut }
}

/** Threads that are looked at in one go. */
const THREADS = 100

export interface RecordedThread {
  /** In order of time. */
  readonly entries: readonly HistoryEntry[]
  /** Commands that can't be placed; of e-mail the whole correspondence is one. */
  readonly left: number
}

/** All that is recorded, thread by thread: not in order of time, and no more in memory than one thread. */
export async function* recordedThreads(
  { service, journal }: Pick<ServedStore, 'service' | 'journal'>,
  workspace: string,
): AsyncGenerator<RecordedThread> {
  for (let after: string | null = null; ; ) {
    const page: HistoryPage = await service.histories(workspace, { after, limit: THREADS })
    for (const { thread } of page.threads) {
      if (thread.root === undefined) yield historyOf(thread, await journal(workspace, thread.key))
      else yield { entries: [], left: 1 }
    }
    if (page.next === null) return
    after = page.next
  }
}

function historyOf(ref: Pick<ThreadRef, 'channel' | 'customer'>, journal: readonly JournalEntry[]) {
  const entries: HistoryEntry[] = []
  let left = 0
  let current: number | null = null
  for (const { command, events } of journal) {
    const entry = entryOf(ref, command, current)
    if (entry === 'unplaced') left += 1
    else if (entry !== 'made') entries.push(entry)
    for (const event of events) current = currentAfter(event, current)
  }
  return { entries, left }
}

function currentAfter(event: DomainEvent, current: number | null): number | null {
  switch (event.type) {
    case 'chat.started':
    case 'chat.started-by-agent':
    case 'chat.split-off':
    case 'chat.merged':
    case 'chat.unmerged':
      return event.chat
    default:
      return current ?? event.chat
  }
}

/** `made`: a replay makes it itself. */
function entryOf(
  ref: Pick<ThreadRef, 'channel' | 'customer'>,
  command: Command,
  current: number | null,
): HistoryEntry | 'made' | 'unplaced' {
  const { channel } = ref
  const { at } = command
  const target: Target = { channel, customer: { id: ref.customer } }
  const isElsewhere = 'chat' in command && current !== null && command.chat !== current
  switch (command.type) {
    case 'customer.message': {
      const { id: _, messageId, ...message } = command
      return { ...message, id: messageId }
    }
    case 'agent.message':
    case 'start': {
      const { agent, text, attachments, messageId } = command
      const customer = command.type === 'start' ? command.customer : { id: ref.customer }
      const id = messageId === undefined ? {} : { id: messageId }
      return { type: command.type, at, channel, customer, agent, text, attachments, ...id }
    }
    case 'timer':
    case 'delivery':
      return 'made'
    case 'call-outcome':
      return isElsewhere ? 'unplaced' : { type: 'call.outcome', at, target, outcome: command.outcome }
    case 'edit': {
      const { messageId, text, deleted } = command
      const change = deleted === true ? { deleted } : { text: text ?? '' }
      return { type: 'edit', at, id: messageId, ...change }
    }
    case 'start-workflow':
    case 'cancel-workflow': {
      const agent = command.agent === undefined ? {} : { agent: command.agent }
      if (isElsewhere) return 'unplaced'
      return command.type === 'start-workflow'
        ? { type: 'workflow.start', at, target, workflow: command.workflow, ...agent }
        : { type: 'workflow.cancel', at, target, ...agent }
    }
    case 'note': {
      const { agent, text, attachments } = command
      return isElsewhere ? 'unplaced' : { type: 'note', at, target, agent, text, attachments }
    }
    case 'finish': {
      const { agent, status } = command
      return isElsewhere ? 'unplaced' : { type: 'finish', at, target, agent, status }
    }
    case 'split':
    case 'merge':
    case 'unmerge':
      return isElsewhere ? 'unplaced' : { type: command.type, at, target, agent: command.agent }
    case 'postpone': {
      const agent = command.agent === undefined ? {} : { agent: command.agent }
      return isElsewhere ? 'unplaced' : { type: 'postpone', at, target, ...agent }
    }
    case 'update': {
      const { agent, changes, status } = command
      const more = { ...(agent === undefined ? {} : { agent }), ...(status === undefined ? {} : { status }) }
      return isElsewhere ? 'unplaced' : { type: 'update', at, target, changes, ...more }
    }
    default:
      return command satisfies never
  }
}
