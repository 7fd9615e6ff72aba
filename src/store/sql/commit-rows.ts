// Commits as the rows that the commit statement takes: each list's rows name their commit by its place `i`.
import { statusOf } from '../../core/chat/lifecycle.js'
import type { Commit } from '../../ports/store.js'
import { encode } from './encode.js'

/** The statement's parameters after the workspace. */
export function commitRows(commits: readonly Commit[]): readonly string[] {
  return [
    // The order in which rows are locked, the same for everybody.
    encode(commits.map(commitRow).sort((left, right) => (left.key < right.key ? -1 : 1))),
    encode(commits.flatMap(contactRows)),
    encode(commits.flatMap(chatRows)),
    encode(commits.flatMap(messageRows)),
    encode(commits.flatMap(timerRows)),
    encode(commits.flatMap(outboxRows)),
    encode(commits.flatMap(journalRows)),
  ]
}

function commitRow({ before, thread, contactBefore, contact, messages, command, hold }: Commit, i: number) {
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
    ids: messages.filter((message) => message.seq > before.lastSeq).map((message) => message.id),
  }
}

/** A customer who was never seen is written even if nothing is known of him. */
function contactRows({ contactBefore, contact }: Commit, i: number) {
  const isNew = contactBefore.version === 0
  if (contact === contactBefore && !isNew) return []
  const { channel, id, version } = contact
  return [{ i, isNew, channel, id, version, doc: contact }]
}

function journalRows({ thread, journal }: Commit, i: number) {
  if (journal === null) return []
  return [{ i, thread: thread.key, version: thread.version, at: journal.command.at, doc: journal }]
}

/** Chats that are the same objects as before are as they were. */
function chatRows({ before, thread }: Commit, i: number) {
  const known = new Set(before.chats)
  const numbers = new Set(before.chats.map((chat) => chat.number))
  return thread.chats
    .filter((chat) => !known.has(chat))
    .map((chat) => {
      const { assignee, tags } = chat.details
      return {
        i,
        isNew: !numbers.has(chat.number),
        number: chat.number,
        thread: thread.key,
        channel: thread.channel,
        customer: thread.customer,
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
    })
}

function messageRows({ before, thread, messages }: Commit, i: number) {
  return messages.map((message) => ({
    i,
    isNew: message.seq > before.lastSeq,
    thread: thread.key,
    seq: message.seq,
    channel: thread.channel,
    id: message.id,
    born: thread.version,
    chat: message.chat,
    at: message.at,
    doc: message,
  }))
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
