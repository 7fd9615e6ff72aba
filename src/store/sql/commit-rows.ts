// Commits as the rows that the commit statement takes: each list's rows name their commit by its place `i`.
import { statusOf } from '../../core/chat/lifecycle.js'
import type { Commit } from '../../ports/store.js'
import { encode } from './encode.js'

/** The statement's parameters after the workspace. */
export function commitRows(commits: readonly Commit[]): readonly string[] {
  return [
    encode(commits.map(commitRow)),
    encode(commits.flatMap(chatRows)),
    encode(commits.flatMap(messageRows)),
    encode(commits.flatMap(timerRows)),
    encode(commits.flatMap(outboxRows)),
  ]
}

function commitRow({ before, thread, contactBefore, contact, messages, command, hold, journal }: Commit, i: number) {
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
    contactVersion: contact.version,
    ...(contact === contactBefore && contact.version > 0 ? {} : { contact }),
    ...(hold === null ? {} : { number: hold.number, token: hold.token }),
    ...(journal === null ? {} : { at: journal.command.at, journal }),
    ids: messages.filter((message) => message.seq > before.lastSeq).map((message) => message.id),
  }
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

function messageRows({ before, messages }: Commit, i: number) {
  return messages.map((message) => ({
    i,
    isNew: message.seq > before.lastSeq,
    seq: message.seq,
    id: message.id,
    chat: message.chat,
    at: message.at,
    doc: message,
  }))
}

/** A row without `due` cancels. */
function timerRows({ timers }: Commit, i: number) {
  return [
    ...timers.set.map(({ id, chat, kind, key, due }) => ({ i, id, chat, kind, key, due })),
    ...timers.cancelled.map((id) => ({ i, id })),
  ]
}

function outboxRows({ outbox }: Commit, i: number) {
  return outbox.map((effect, n) => ({
    i,
    n,
    id: effect.id,
    message: effect.type === 'send-message' ? effect.message : null,
    at: effect.at,
    doc: effect,
  }))
}
