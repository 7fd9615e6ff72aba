// Commits as the parameters of the commit statement. What every message has becomes arrays, one of a column; what is rare
// becomes JSON rows that name their commit by its number `i`.
import type { Chat } from '../../core/chat/chat.js'
import { statusOf } from '../../core/chat/lifecycle.js'
import type { Message } from '../../core/thread/message.js'
import type { Commit } from '../../ports/store.js'
import { StoreError } from '../../ports/store-error.js'
import { arrayElement, arrayText } from './array-text.js'
import { encode } from './encode.js'
import { storedEntry } from './journal-doc.js'
import { RARE_LISTS, type RareList } from './statements/commit.js'

/** One commit with its documents as JSON, made once: a group only puts them side by side. */
export interface EncodedCommit {
  /** Names the commit in its rows. */
  readonly i: number
  readonly commit: Commit
  /** Elements of arrays. */
  readonly thread: string
  readonly channel: string
  readonly said: readonly Message[]
  /** Those of which only the document is written. */
  readonly chats: readonly Chat[]
  readonly documents: { readonly [list in 'chats' | 'messages' | 'journal']: readonly string[] }
  readonly rare: RareRows
  /** Characters. */
  readonly weight: number
  /** What two commits of one group may not share: each must see what the other did. */
  readonly keys: readonly string[]
}

/** Throws a `StoreError` when it is more than one statement can take. */
export function encodeCommit(commit: Commit, i: number): EncodedCommit {
  const { thread, contact, journal } = commit
  const said = newMessages(commit)
  const [chats, moved] = changedChats(commit)
  const documents = {
    chats: chats.map(encode),
    messages: said.map(encode),
    journal: journal === null ? [] : [encode(storedEntry(journal))],
  }
  const rare = rareRows(commit, moved, i)
  const weight = charactersOf(documents) + charactersOf(rare)
  if (weight > HEAVIEST) {
    throw new StoreError('invalid-data', `The command makes ${weight} characters to store; ${HEAVIEST} are allowed`)
  }
  const keys = [`t:${thread.key}`, `c:${contact.channel}\n${contact.id}`]
  for (const { id } of said) keys.push(`m:${thread.channel}\n${id}`)
  const [key, channel] = [arrayElement(thread.key), arrayElement(thread.channel)]
  return { i, commit, thread: key, channel, said, chats, documents, rare, weight, keys }
}

/** A parameter of Postgres holds 1 GB; long before that everybody else waits. */
const HEAVIEST = 50_000_000

function charactersOf(lists: { readonly [list: string]: readonly string[] }): number {
  let sum = 0
  for (const name in lists) {
    for (const { length } of lists[name] ?? []) sum += length
  }
  return sum
}

/** The parameters of a group, after the workspace, in the function's order. */
export function paramsOf(group: readonly EncodedCommit[]): readonly string[] {
  // The order in which rows are locked, the same for everybody.
  const inOrder = group.toSorted((left, right) => (left.commit.thread.key < right.commit.thread.key ? -1 : 1))
  const chats = inOrder.flatMap(({ i, chats }) => chats.map(({ number }) => ({ i, number })))
  const said = inOrder.flatMap((one) => one.said.map((message) => ({ one, message })))
  const entries = inOrder.filter(({ commit }) => commit.journal !== null)
  // JSON has no line breaks of its own, and what we write puts none between.
  const documents = (list: 'chats' | 'messages' | 'journal'): string =>
    inOrder.flatMap((one) => one.documents[list]).join('\n')
  const rare = (list: RareList): string => {
    const rows = inOrder.flatMap((one) => one.rare[list] ?? [])
    return rows.length === 0 ? '' : `[${rows.join(',')}]`
  }
  return [
    ...arrays(inOrder, COMMITS),
    ...arrays(chats, CHATS),
    documents('chats'),
    ...arrays(said, MESSAGES),
    documents('messages'),
    ...arrays(entries, JOURNAL),
    documents('journal'),
    ...RARE_LISTS.map(rare),
  ]
}

type Column<T> = (row: T) => string | number | null

function arrays<T>(rows: readonly T[], columns: readonly Column<T>[]): readonly string[] {
  return columns.map((column) => arrayText(rows.map(column)))
}

const COMMITS: readonly Column<EncodedCommit>[] = [
  ({ i }) => i,
  ({ thread }) => thread,
  ({ commit }) => commit.before.version,
  // An entry alone may tell of a message that was held back: the thread's last command is another one then.
  ({ commit: { before, thread, journal } }) =>
    thread.version > before.version || journal !== null ? thread.version : null,
  ({ commit }) => commit.thread.lastSeq,
  ({ commit }) => commit.thread.current,
  ({ commit }) => arrayElement(commit.command),
  ({ commit: { thread } }) => (thread.automatedAt.length === 0 ? '"[]"' : arrayElement(encode(thread.automatedAt))),
  ({ channel }) => channel,
  ({ commit }) => arrayElement(commit.thread.customer),
  ({ commit }) => commit.contactBefore.version,
]

const CHATS: readonly Column<{ readonly i: number; readonly number: number }>[] = [({ i }) => i, ({ number }) => number]

const MESSAGES: readonly Column<{ readonly one: EncodedCommit; readonly message: Message }>[] = [
  ({ one }) => one.i,
  ({ one }) => one.thread,
  ({ message }) => message.seq,
  ({ one }) => one.channel,
  ({ message }) => arrayElement(message.id),
  ({ one }) => one.commit.thread.version,
  ({ message }) => message.chat ?? null,
  ({ message }) => message.at,
]

const JOURNAL: readonly Column<EncodedCommit>[] = [
  ({ i }) => i,
  ({ thread }) => thread,
  ({ commit }) => commit.thread.version,
  ({ commit }) => commit.journal?.command.at ?? null,
]

type RareRows = { readonly [list in RareList]: readonly string[] }

const NONE: readonly string[] = []

function rareRows(commit: Commit, moved: readonly Chat[], i: number): RareRows {
  const { before, hold } = commit
  // Put before the rest as text: a copy of each row costs more.
  const named = (row: object): string => `{"i":${i},${encode(row).slice(1)}`
  const rows = (list: readonly object[]): readonly string[] => (list.length === 0 ? NONE : list.map(named))
  return {
    holds: hold === null ? NONE : rows([{ number: hold.number, token: hold.token }]),
    begun: before.version === 0 ? rows([begunRow(commit)]) : NONE,
    contacts: rows(contactRows(commit)),
    newChats: rows(newChatRows(commit)),
    movedChats: moved.length === 0 ? NONE : rows(moved.map(chatRow)),
    changedMessages: rows(changedMessageRows(commit)),
    timers: rows(timerRows(commit)),
    outbox: rows(outboxRows(commit)),
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

/**
 * What has a column of its own is the same: nearly always even the same objects. The workflow's column is written as long
 * as one runs: what a node of the version before was just writing when it came into being doesn't have it.
 */
function isWhereItWas(old: Chat, chat: Chat): boolean {
  return (
    old.lifecycle.state === chat.lifecycle.state &&
    old.details.assignee === chat.details.assignee &&
    old.details.tags === chat.details.tags &&
    old.firstSeq === chat.firstSeq &&
    old.previous === chat.previous &&
    old.merge === chat.merge &&
    old.absorbed === chat.absorbed &&
    old.workflow === undefined &&
    chat.workflow === undefined
  )
}

function newChatRows({ before, thread }: Commit) {
  const { key, channel, customer } = thread
  return thread.chats
    .filter((chat) => !before.chats.some(({ number }) => number === chat.number))
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
    workflow: chat.workflow?.workflow,
    doc: chat,
  }
}

function newMessages({ before, messages }: Commit): readonly Message[] {
  return messages.filter((message) => message.seq > before.lastSeq)
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
