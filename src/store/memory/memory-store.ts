// The whole desk in maps: for tests, tools, the browser, and helpdesks that keep their chats elsewhere. Gone with the process.
// Values are immutable, so what is handed out needs no copy.
import type { Chat } from '../../core/chat/chat.js'
import { chatSearch } from '../../core/chat/chat-search.js'
import { statusOf } from '../../core/chat/lifecycle.js'
import type { Message } from '../../core/thread/message.js'
import type { ServedStore } from '../../ports/service-store.js'
import type {
  ChatFilter,
  Commit,
  CommitResult,
  JournalEntry,
  LoadRequest,
  OutboxEntry,
  OutboxFilter,
  StoredChat,
  ThreadRef,
} from '../../ports/store.js'
import { memoryChannels } from './channels/memory-channels.js'
import { healthOf } from './health.js'
import { chatHolding, type MemoryThread, newThread, putThread, wholeThread, windowOn } from './memory-thread.js'
import { prune } from './prune.js'
import { memoryService } from './service/memory-service.js'
import { newWorkspace, type Workspace } from './workspace.js'

/** A store in memory. */
export function memoryStore(): ServedStore {
  const era = Math.floor(Date.now() / 1000)
  const workspaces = new Map<string, Workspace>()
  const of = (name: string): Workspace => {
    const known = workspaces.get(name)
    if (known !== undefined) return known
    const fresh = newWorkspace(era)
    workspaces.set(name, fresh)
    return fresh
  }
  const threadOf = (workspace: string, key: string): MemoryThread | undefined => of(workspace).threads.get(key)

  return {
    load: async (workspace, request) => {
      const space = of(workspace)
      const stored = space.threads.get(request.key)
      const id = request.messageId
      const duplicate =
        id === undefined ? undefined : space.messageThreads.get(id)?.find((ref) => ref.channel === request.channel)
      const holder = duplicate === undefined ? undefined : space.threads.get(duplicate.key)
      return {
        thread: stored === undefined ? null : windowOn(stored, namedChat(stored, request)),
        contact: space.contacts.get(contactKey(request.channel, request.customer)) ?? null,
        duplicateSeq: id === undefined ? null : (holder?.seqOf.get(id) ?? null),
        lastCommand: stored?.lastCommand ?? null,
      }
    },
    commit: async (workspace, commit) => write(of(workspace), commit),
    holdNumber: async (workspace, now) => of(workspace).numbers.hold(now),
    releaseNumbers: async (workspace, holds) => {
      for (const hold of holds) of(workspace).numbers.release(hold)
    },
    threadOfChat: async (workspace, number) => {
      const key = of(workspace).chatThreads.get(number)
      return key === undefined ? null : (threadOf(workspace, key)?.ref ?? null)
    },
    threadsOfMessage: async (workspace, id, channel) =>
      (of(workspace).messageThreads.get(id) ?? []).filter((ref) => channel === undefined || ref.channel === channel),
    message: async (workspace, thread, id) => messageOf(threadOf(workspace, thread), id),
    messages: async (workspace, thread, { fromSeq, toSeq, chats }) =>
      (threadOf(workspace, thread)?.messages ?? []).filter((one) =>
        one.chat === undefined ? one.seq >= fromSeq && one.seq < toSeq : chats.includes(one.chat),
      ),
    chain: async (workspace, thread) => {
      const stored = threadOf(workspace, thread)
      return stored === undefined ? null : wholeThread(stored)
    },
    chats: async (workspace, filter) => select(of(workspace), filter),
    journalOfMessage: async (workspace, thread, id) => threadOf(workspace, thread)?.journalOf.get(id) ?? null,
    journal: async (workspace, thread) => threadOf(workspace, thread)?.journal ?? [],
    timers: async (workspace, { dueBy, limit }) => {
      const all = of(workspace).timers.all()
      return (dueBy === undefined ? all : all.filter((timer) => timer.due <= dueBy)).slice(0, limit)
    },
    claimTimers: async (workspace, claim) => of(workspace).timers.claim(claim),
    releaseTimers: async (workspace, ids, from) => {
      for (const id of ids) of(workspace).timers.release(id, from)
    },
    outbox: async (workspace, filter) => listed(of(workspace), filter),
    claimOutbox: async (workspace, claim) => of(workspace).outbox.claim(claim),
    settleOutbox: async (workspace, settlement) => of(workspace).outbox.settle(settlement),
    requeueOutbox: async (workspace, effect, notBefore) => of(workspace).outbox.requeue(effect, notBefore),
    discardOutbox: async (workspace, effect) => of(workspace).outbox.discard(effect),
    nextDue: async (workspace) => {
      const { timers, outbox } = of(workspace)
      const [timer, message] = [timers.next(), outbox.next()]
      return timer === null || (message !== null && message < timer) ? message : timer
    },
    health: async (workspace, now) => healthOf(of(workspace), now),
    prune: async (workspace, request) => prune(of(workspace), request),
    close: async () => {},
    service: memoryService(of),
    channels: memoryChannels(),
  }
}

function write(space: Workspace, commit: Commit): CommitResult {
  const { before, thread, contactBefore, contact, hold } = commit
  const stored = space.threads.get(thread.key)
  const contactId = contactKey(contact.channel, contact.id)
  if ((stored?.head.version ?? 0) !== before.version) return 'conflict'
  if ((space.contacts.get(contactId)?.version ?? 0) !== contactBefore.version) return 'conflict'
  if (hold !== null && !space.numbers.isHeld(hold)) return 'conflict'
  const fresh = commit.messages.filter((message) => message.seq > before.lastSeq)
  const isTaken = (message: Message) =>
    space.messageThreads.get(message.id)?.some((ref) => ref.channel === thread.channel) ?? false
  if (fresh.some(isTaken)) return 'duplicate'

  if (hold !== null) space.numbers.use(hold)
  const entry = stored ?? newThread(thread)
  entry.lastCommand = commit.command
  putThread(entry, thread)
  space.threads.set(thread.key, entry)
  space.contacts.set(contactId, contact)
  for (const chat of thread.chats) space.chatThreads.set(chat.number, thread.key)
  for (const message of commit.messages) {
    entry.messages[message.seq - 1] = message
    if (!entry.seqOf.has(message.id)) {
      entry.seqOf.set(message.id, message.seq)
      space.messageThreads.set(message.id, [...(space.messageThreads.get(message.id) ?? []), entry.ref])
    }
  }
  for (const id of commit.timers.cancelled) space.timers.cancel(id)
  for (const timer of commit.timers.set) space.timers.set(timer)
  space.outbox.add(
    thread.key,
    commit.outbox.map((effect) => ({
      thread: thread.key,
      effect,
      attempts: 0,
      attemptsBefore: 0,
      notBefore: effect.at,
      state: 'waiting' as const,
    })),
  )
  if (commit.journal !== null) {
    record(entry, commit.journal, fresh)
    space.log.add(entry.ref, commit.journal)
  }
  return 'committed'
}

function namedChat(entry: MemoryThread, { chat, namedMessage }: LoadRequest): number | null {
  const message = namedMessage === undefined ? null : messageOf(entry, namedMessage)
  return message === null ? (chat ?? null) : chatHolding(entry, message)
}

function messageOf(thread: MemoryThread | undefined, id: string): Message | null {
  return thread?.messages[(thread.seqOf.get(id) ?? 0) - 1] ?? null
}

function record(entry: MemoryThread, journal: JournalEntry, fresh: readonly Message[]): void {
  entry.journal.push(journal)
  for (const message of fresh) entry.journalOf.set(message.id, journal)
}

function select(space: Workspace, filter: ChatFilter): readonly StoredChat[] {
  const limit = Math.min(Math.max(filter.limit ?? 100, 1), 1000)
  const isSought = searching(space, filter.q)
  const found: StoredChat[] = []
  for (
    let number = Math.min(filter.below ?? Number.POSITIVE_INFINITY, space.numbers.last() + 1) - 1;
    number > 0;
    number -= 1
  ) {
    const entry = space.threads.get(space.chatThreads.get(number) ?? '')
    const chat = entry?.chats[entry.places.get(number) ?? -1]
    if (entry === undefined || chat === undefined || !fits(entry.ref, chat, filter) || !isSought(entry.ref, chat))
      continue
    found.push({ thread: windowOn(entry, number), chat })
    if (found.length === limit) break
  }
  return found
}

function searching(space: Workspace, q: string | undefined): (thread: ThreadRef, chat: Chat) => boolean {
  if (q === undefined) return () => true
  const isSought = chatSearch(q)
  return ({ channel, customer }, chat) =>
    isSought(chat, { id: customer, name: space.contacts.get(contactKey(channel, customer))?.name ?? null })
}

function fits(thread: ThreadRef, chat: Chat, filter: ChatFilter): boolean {
  const { assignee, tags } = chat.details
  return (
    (filter.state === undefined || chat.lifecycle.state === filter.state) &&
    (filter.status === undefined || statusOf(chat.lifecycle.state) === filter.status) &&
    (filter.channel === undefined || thread.channel === filter.channel) &&
    (filter.customer === undefined || thread.customer === filter.customer) &&
    (filter.isInWorkflow === undefined || chat.workflow !== undefined) &&
    (filter.workflow === undefined || chat.workflow?.workflow === filter.workflow) &&
    (filter.tag === undefined || tags.includes(filter.tag)) &&
    (filter.assignee === undefined || (assignee !== null && 'agent' in assignee && assignee.agent === filter.assignee))
  )
}

function listed(space: Workspace, { state, effect, message, limit }: OutboxFilter): readonly OutboxEntry[] {
  const fits = (entry: OutboxEntry): boolean =>
    (state === undefined || entry.state === state) &&
    (effect === undefined || entry.effect.id === effect) &&
    (message === undefined || (entry.effect.type === 'send-message' && entry.effect.message === message))
  return space.outbox.all().filter(fits).slice(0, limit)
}

function contactKey(channel: string, customer: string): string {
  return JSON.stringify([channel, customer])
}
