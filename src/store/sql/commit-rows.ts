// Commits as the rows that the commit statement takes: each list's rows name their commit by its place `i`.
import type { Chat } from '../../core/chat/chat.js'
import { statusOf } from '../../core/chat/lifecycle.js'
import type { Message } from '../../core/thread/message.js'
import type { Commit } from '../../ports/store.js'
import { StoreError } from '../../ports/store-error.js'
import { encode } from './encode.js'
import { storedEntry } from './journal-doc.js'
import { COMMIT_PARTS, type CommitList, type CommitPart, commitStatement, listsOf } from './statements/commit.js'
import type { Statement } from './statements/statement.js'

/** One commit's rows as JSON, made once: a group only puts them side by side. */
export interface EncodedCommit {
  /** Names the commit in its rows. */
  readonly i: number
  readonly thread: string
  readonly rows: { readonly [list in CommitList]: readonly string[] }
  /** Nothing was stored of the thread. */
  readonly isFirst: boolean
  /** Characters. */
  readonly weight: number
  /** What two commits of one group may not share: each must see what the other did. */
  readonly keys: readonly string[]
}

/** Throws a `StoreError` when it is more than one statement can take. */
export function encodeCommit(commit: Commit, i: number): EncodedCommit {
  const { before, thread, contact } = commit
  const said = newMessages(commit)
  const row = (value: object): string => encode({ i, ...value })
  const rows = {
    commits: [row(commitRow(commit))],
    chats: changedChats(commit).map((chat) => row(chatRow(chat))),
    messages: said.map((message) => row(messageRow(commit, message))),
    contacts: contactRows(commit).map(row),
    newChats: newChatRows(commit).map(row),
    changedMessages: changedMessageRows(commit).map(row),
    timers: timerRows(commit).map(row),
    outbox: outboxRows(commit).map(row),
    journal: journalRows(commit).map(row),
  }
  const weight = Object.values(rows).reduce((sum, list) => list.reduce((more, { length }) => more + length, sum), 0)
  if (weight > HEAVIEST) {
    throw new StoreError('invalid-data', `The command makes ${weight} characters to store; ${HEAVIEST} are allowed`)
  }
  return {
    i,
    thread: thread.key,
    rows,
    isFirst: before.version === 0,
    weight,
    keys: [
      `t:${thread.key}`,
      `c:${contact.channel}\n${contact.id}`,
      ...said.map(({ id }) => `m:${thread.channel}\n${id}`),
    ],
  }
}

/** A parameter of Postgres holds 1 GB; long before that everybody else waits. */
const HEAVIEST = 50_000_000

export interface CommitCall {
  readonly statement: Statement
  /** After the workspace. */
  readonly params: readonly string[]
}

/** The statement that a group of commits needs, without the parts that it has no rows for. */
export function commitCall(commits: readonly EncodedCommit[]): CommitCall {
  const isNeeded = (part: CommitPart): boolean =>
    commits.some(
      ({ rows, isFirst }) => (part === 'begin' && isFirst) || listsOf(part).some((list) => rows[list].length > 0),
    )
  const statement = statementOf(COMMIT_PARTS.filter(isNeeded))
  // The order in which rows are locked, the same for everybody.
  const inOrder = commits.toSorted((left, right) => (left.thread < right.thread ? -1 : 1))
  const paramOf = (list: CommitList): string => `[${inOrder.flatMap(({ rows }) => rows[list]).join(',')}]`
  return { statement, params: statement.lists.map(paramOf) }
}

const statements = new Map<string, ReturnType<typeof commitStatement>>()

function statementOf(parts: readonly CommitPart[]): ReturnType<typeof commitStatement> {
  const key = parts.join()
  const known = statements.get(key) ?? commitStatement(parts)
  statements.set(key, known)
  return known
}

function commitRow(commit: Commit) {
  const { before, thread, contactBefore, contact, command, hold } = commit
  return {
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
function contactRows({ contactBefore, contact }: Commit) {
  const isNew = contactBefore.version === 0
  if (contact === contactBefore && !isNew) return []
  const { channel, id, version } = contact
  return [{ isNew, channel, id, version, doc: contact }]
}

/** Chats that are the same objects as before are as they were. */
function changedChats({ before, thread }: Commit): readonly Chat[] {
  const numbers = new Set(before.chats.map((chat) => chat.number))
  const same = new Set(before.chats)
  return thread.chats.filter((chat) => numbers.has(chat.number) && !same.has(chat))
}

function newChatRows({ before, thread }: Commit) {
  const numbers = new Set(before.chats.map((chat) => chat.number))
  const { key, channel, customer } = thread
  return thread.chats
    .filter((chat) => !numbers.has(chat.number))
    .map((chat) => ({ thread: key, channel, customer, ...chatRow(chat) }))
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

function messageRow({ thread }: Commit, message: Message) {
  const { seq, id, chat, at } = message
  return { thread: thread.key, seq, channel: thread.channel, id, born: thread.version, chat, at, doc: message }
}

function changedMessageRows({ before, thread, messages }: Commit) {
  return messages
    .filter((message) => message.seq <= before.lastSeq)
    .map((message) => ({ thread: thread.key, seq: message.seq, doc: message }))
}

/** A row without `due` cancels. */
function timerRows({ thread, timers }: Commit) {
  return [
    ...timers.set.map(({ id, chat, kind, key, due }) => ({ id, thread: thread.key, chat, kind, key, due })),
    ...timers.cancelled.map((id) => ({ id })),
  ]
}

function outboxRows({ thread, outbox }: Commit) {
  return outbox.map((effect, n) => ({
    n,
    id: effect.id,
    thread: thread.key,
    message: effect.type === 'send-message' ? effect.message : null,
    at: effect.at,
    doc: effect,
  }))
}

function journalRows({ thread, journal }: Commit) {
  if (journal === null) return []
  return [{ thread: thread.key, version: thread.version, at: journal.command.at, doc: storedEntry(journal) }]
}
