// Commits as the rows that the commit statement takes: each list's rows name their commit by its place `i`.
import type { Chat } from '../../core/chat/chat.js'
import { statusOf } from '../../core/chat/lifecycle.js'
import type { Message } from '../../core/thread/message.js'
import type { Commit } from '../../ports/store.js'
import { encode } from './encode.js'
import { storedEntry } from './journal-doc.js'
import { COMMIT_PARTS, type CommitList, type CommitPart, commitStatement } from './statements/commit.js'
import type { Statement } from './statements/statement.js'

export interface CommitCall {
  readonly statement: Statement
  /** After the workspace. */
  readonly params: readonly string[]
}

/** The statement that a group of commits needs, without the parts that it has no rows for. */
export function commitCall(commits: readonly Commit[]): CommitCall {
  const rows: { readonly [list in CommitList]: readonly object[] } = {
    // The order in which rows are locked, the same for everybody.
    commits: commits.map(commitRow).sort((left, right) => (left.key < right.key ? -1 : 1)),
    chats: commits.flatMap((commit, i) => changedChats(commit).map((chat) => ({ i, ...chatRow(chat) }))),
    messages: commits.flatMap((commit, i) => newMessages(commit).map((message) => messageRow(commit, i, message))),
    // Theirs too: letters of the same new customers in opposite order would wait for each other.
    contacts: commits.flatMap(contactRows).sort((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1)),
    newChats: commits.flatMap(newChatRows),
    changedMessages: commits.flatMap(changedMessageRows),
    timers: commits.flatMap(timerRows),
    outbox: commits.flatMap(outboxRows),
    journal: commits.flatMap(journalRows),
  }
  const isNeeded: { readonly [part in CommitPart]: boolean } = {
    begin: rows.contacts.length + rows.newChats.length > 0 || commits.some(({ before }) => before.version === 0),
    edits: rows.changedMessages.length > 0,
    timers: rows.timers.length > 0,
    outbox: rows.outbox.length > 0,
    journal: rows.journal.length > 0,
  }
  const statement = statementOf(COMMIT_PARTS.filter((part) => isNeeded[part]))
  return { statement, params: statement.lists.map((list) => encode(rows[list])) }
}

function nameOf({ channel, id }: { readonly channel: string; readonly id: string }): string {
  return JSON.stringify([channel, id])
}

const statements = new Map<string, ReturnType<typeof commitStatement>>()

function statementOf(parts: readonly CommitPart[]): ReturnType<typeof commitStatement> {
  const key = parts.join()
  const known = statements.get(key) ?? commitStatement(parts)
  statements.set(key, known)
  return known
}

function commitRow(commit: Commit, i: number) {
  const { before, thread, contactBefore, contact, command, hold } = commit
  return {
    i,
    key: thread.key,
    channel: thread.channel,
    customer: thread.customer,
    root: thread.root,
    expected: before.version,
    version: thread.version,
    lastSeq: thread.lastSeq,
    current: thread.current,
    command,
    automatedAt: thread.automatedAt,
    contactExpected: contactBefore.version,
    contactChanged: contact !== contactBefore,
    ...(hold === null ? {} : { number: hold.number, token: hold.token }),
    ids: newMessages(commit).map((message) => message.id),
  }
}

/** A customer who was never seen is written even if nothing is known of him. */
function contactRows({ contactBefore, contact }: Commit, i: number) {
  const isNew = contactBefore.version === 0
  if (contact === contactBefore && !isNew) return []
  const { channel, id, version } = contact
  return [{ i, isNew, channel, id, version, doc: contact }]
}

/** Chats that are the same objects as before are as they were. */
function changedChats({ before, thread }: Commit): readonly Chat[] {
  const numbers = new Set(before.chats.map((chat) => chat.number))
  const same = new Set(before.chats)
  return thread.chats.filter((chat) => numbers.has(chat.number) && !same.has(chat))
}

function newChatRows({ before, thread }: Commit, i: number) {
  const numbers = new Set(before.chats.map((chat) => chat.number))
  const { key, channel, customer } = thread
  return thread.chats
    .filter((chat) => !numbers.has(chat.number))
    .map((chat) => ({ i, thread: key, channel, customer, ...chatRow(chat) }))
}

function chatRow(chat: Chat) {
  const { assignee, tags } = chat.details
  return {
    number: chat.number,
    state: chat.lifecycle.state,
    status: statusOf(chat.lifecycle.state),
    assignee: assignee !== null && 'agent' in assignee ? assignee.agent : null,
    tags,
    firstSeq: chat.firstSeq,
    previous: chat.previous,
    mergedInto: chat.merge?.into ?? null,
    absorbed: chat.absorbed,
    doc: chat,
  }
}

function newMessages({ before, messages }: Commit): readonly Message[] {
  return messages.filter((message) => message.seq > before.lastSeq)
}

function messageRow({ thread }: Commit, i: number, message: Message) {
  const { seq, id, chat, at } = message
  return { i, thread: thread.key, seq, channel: thread.channel, id, born: thread.version, chat, at, doc: message }
}

function changedMessageRows({ before, thread, messages }: Commit, i: number) {
  return messages
    .filter((message) => message.seq <= before.lastSeq)
    .map((message) => ({ i, thread: thread.key, seq: message.seq, doc: message }))
}

/** A row without `due` cancels. */
function timerRows({ thread, timers }: Commit, i: number) {
  return [
    ...timers.set.map(({ id, chat, kind, key, due }) => ({ i, id, thread: thread.key, chat, kind, key, due })),
    ...timers.cancelled.map((id) => ({ i, id })),
  ]
}

function outboxRows({ thread, outbox }: Commit, i: number) {
  return outbox.map((effect, n) => ({
    i,
    n,
    id: effect.id,
    thread: thread.key,
    message: effect.type === 'send-message' ? effect.message : null,
    at: effect.at,
    doc: effect,
  }))
}

function journalRows({ thread, journal }: Commit, i: number) {
  if (journal === null) return []
  return [{ i, thread: thread.key, version: thread.version, at: journal.command.at, doc: storedEntry(journal) }]
}
