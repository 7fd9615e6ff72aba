// Commits as the rows that the commit statement takes: each list's rows name their commit by its place `i`.
import type { Chat } from '../../core/chat/chat.js'
import { statusOf } from '../../core/chat/lifecycle.js'
import type { Message } from '../../core/thread/message.js'
import type { Commit } from '../../ports/store.js'
import { StoreError } from '../../ports/store-error.js'
import { encode } from './encode.js'
import { storedEntry } from './journal-doc.js'
import { type CommitList, commitParams, type DocumentList } from './statements/commit.js'

/** One commit's rows as JSON, made once: a group only puts them side by side. */
export interface EncodedCommit {
  /** Names the commit in its rows. */
  readonly i: number
  readonly thread: string
  readonly rows: { readonly [list in CommitList]: readonly string[] }
  readonly documents: { readonly [list in DocumentList]: readonly string[] }
  /** Characters. */
  readonly weight: number
  /** What two commits of one group may not share: each must see what the other did. */
  readonly keys: readonly string[]
}

/** Throws a `StoreError` when it is more than one statement can take. */
export function encodeCommit(commit: Commit, i: number): EncodedCommit {
  const { before, thread, contact, journal } = commit
  const said = newMessages(commit)
  const [changed, moved] = changedChats(commit)
  const isFirst = before.version === 0
  // An entry alone may tell of a message that was held back: the thread's last command is another one then.
  const isMoved = !isFirst && (thread.version > before.version || journal !== null)
  // Put before the rest as text: a copy of each row costs more.
  const named = `{"i":${i},`
  const row = (value: object): string => named + encode(value).slice(1)
  const rows = {
    commits: [row(commitRow(commit, said))],
    threads: isMoved ? [row({ expected: before.version, ...threadRow(commit) })] : [],
    unmoved: isMoved || isFirst ? [] : [row({ key: thread.key, expected: before.version })],
    begun: isFirst ? [row(begunRow(commit))] : [],
    chats: changed.map(({ number }) => row({ number })),
    movedChats: moved.map((chat) => row(chatRow(chat))),
    newChats: newChatRows(commit).map(row),
    messages: said.map((message) => row(messageRow(commit, message))),
    changedMessages: changedMessageRows(commit).map(row),
    contacts: contactRows(commit).map(row),
    timers: timerRows(commit).map(row),
    outbox: outboxRows(commit).map(row),
    journal: journal === null ? [] : [row({ thread: thread.key, version: thread.version, at: journal.command.at })],
  }
  const documents = {
    chats: changed.map(encode),
    messages: said.map(encode),
    journal: journal === null ? [] : [encode(storedEntry(journal))],
  }
  const weight = [...Object.values(rows), ...Object.values(documents)].reduce(
    (sum, list) => list.reduce((more, { length }) => more + length, sum),
    0,
  )
  if (weight > HEAVIEST) {
    throw new StoreError('invalid-data', `The command makes ${weight} characters to store; ${HEAVIEST} are allowed`)
  }
  return {
    i,
    thread: thread.key,
    rows,
    documents,
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

/** The parameters of a group, after the workspace. */
export function paramsOf(commits: readonly EncodedCommit[]): readonly string[] {
  // The order in which rows are locked, the same for everybody.
  const inOrder = commits.toSorted((left, right) => (left.thread < right.thread ? -1 : 1))
  return commitParams({
    rows: (list) => inOrder.flatMap(({ rows }) => rows[list]),
    documents: (list) => inOrder.flatMap(({ documents }) => documents[list]),
  })
}

function commitRow({ before, thread, contactBefore, hold }: Commit, said: readonly Message[]) {
  return {
    expected: before.version,
    channel: thread.channel,
    customer: thread.customer,
    contactExpected: contactBefore.version,
    ...(hold === null ? {} : { number: hold.number, token: hold.token }),
    ids: said.map((message) => message.id),
  }
}

function threadRow({ thread, command }: Commit) {
  const { key, version, lastSeq, current, automatedAt } = thread
  return { key, version, lastSeq, current, command, automatedAt }
}

function begunRow(commit: Commit) {
  const { channel, customer, root } = commit.thread
  return { channel, customer, root, ...threadRow(commit) }
}

/** A customer who was never seen is written even if nothing is known of him. */
function contactRows({ contactBefore, contact }: Commit) {
  const isNew = contactBefore.version === 0
  if (contact === contactBefore && !isNew) return []
  const { channel, id, version } = contact
  return [{ channel, id, expected: contactBefore.version, version, doc: contact }]
}

/**
 * Chats that are the same objects as before are as they were. First those of which only the document is to be written,
 * as with most messages; then those that have moved in the lists too.
 */
function changedChats({ before, thread }: Commit): readonly [readonly Chat[], readonly Chat[]] {
  const changed: Chat[] = []
  const moved: Chat[] = []
  for (const chat of thread.chats) {
    const old = before.chats.find((one) => one.number === chat.number)
    if (old === undefined || old === chat) continue
    if (isWhereItWas(old, chat)) changed.push(chat)
    else moved.push(chat)
  }
  return [changed, moved]
}

/** What has a column of its own is the same: nearly always even the same objects. */
function isWhereItWas(old: Chat, chat: Chat): boolean {
  return (
    old.lifecycle.state === chat.lifecycle.state &&
    old.details.assignee === chat.details.assignee &&
    old.details.tags === chat.details.tags &&
    old.firstSeq === chat.firstSeq &&
    old.previous === chat.previous &&
    old.merge === chat.merge &&
    old.absorbed === chat.absorbed
  )
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
