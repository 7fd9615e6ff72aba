// Your own database: a `Store` that keeps everything in one JSON file, and a desk that goes on from it after a restart.
// Slow (it writes the whole file at each commit) and short, so that what a store must do can be read in one go.
//   node --import tsx examples/embed-own-store.ts
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Contact,
  createDesk,
  type JournalEntry,
  type Message,
  type OutboxEntry,
  type Store,
  type ThreadRef,
} from 'caseline'
import { manualClock } from 'caseline/testing'

type Thread = NonNullable<Awaited<ReturnType<Store['load']>>['thread']>
type Timer = Awaited<ReturnType<Store['dueTimers']>>[number]

interface Space {
  lastNumber: number
  threads: { [key: string]: { ref: ThreadRef; thread: Thread; messages: Message[]; journal: JournalEntry[] } }
  contacts: { [key: string]: Contact }
  /** By the id of a message: the journal entry of the command that brought it. */
  brought: { [message: string]: JournalEntry }
  timers: { [id: string]: Timer }
  outbox: OutboxEntry[]
}

const EMPTY: Space = { lastNumber: 0, threads: {}, contacts: {}, brought: {}, timers: {}, outbox: [] }

export function jsonFileStore(path: string): Store {
  const all: { [workspace: string]: Space } = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const of = (workspace: string): Space => {
    all[workspace] ??= structuredClone(EMPTY)
    return all[workspace]
  }
  const save = (): void => {
    // A reader sees the old file or the new one, never half of it.
    writeFileSync(`${path}.new`, JSON.stringify(all))
    renameSync(`${path}.new`, path)
  }
  const contactKey = (channel: string, customer: string): string => JSON.stringify([channel, customer])
  const messageKey = (thread: string, id: string): string => JSON.stringify([thread, id])
  const holders = (space: Space, id: string, channel?: string) =>
    Object.values(space.threads).filter(
      ({ ref, messages }) =>
        (channel === undefined || ref.channel === channel) && messages.some((one) => one.id === id),
    )
  const waiting = (space: Space) =>
    space.outbox.filter((one, index) => {
      const first = space.outbox.findIndex((other) => other.thread === one.thread && other.state === 'waiting')
      return index === first
    })

  return {
    load: async (workspace, { key, channel, customer, messageId }) => {
      const space = of(workspace)
      const [holder] = messageId === undefined ? [] : holders(space, messageId, channel)
      return {
        thread: space.threads[key]?.thread ?? null,
        contact: space.contacts[contactKey(channel, customer)] ?? null,
        duplicateSeq: holder?.messages.find((one) => one.id === messageId)?.seq ?? null,
      }
    },
    commit: async (workspace, { thread, expectedVersion, contact, expectedContactVersion, ...written }) => {
      const space = of(workspace)
      const stored = space.threads[thread.key]
      const contactId = contactKey(contact.channel, contact.id)
      if ((stored?.thread.version ?? 0) !== expectedVersion) return 'conflict'
      if ((space.contacts[contactId]?.version ?? 0) !== expectedContactVersion) return 'conflict'
      const isStored = (message: Message) =>
        stored?.messages.some((one) => one.id === message.id && one.seq === message.seq)
      const fresh = written.messages.filter((message) => !isStored(message))
      if (fresh.some((message) => holders(space, message.id, thread.channel).length > 0)) return 'duplicate'

      const { key, channel, customer, root } = thread
      const ref = { key, channel, customer, ...(root === undefined ? {} : { root }) }
      const entry = stored ?? { ref, thread, messages: [], journal: [] }
      entry.thread = thread
      for (const message of written.messages) entry.messages[message.seq - 1] = message
      space.threads[key] = entry
      space.contacts[contactId] = contact
      for (const id of written.timers.cancelled) delete space.timers[id]
      for (const timer of written.timers.set) space.timers[timer.id] = timer
      for (const effect of written.outbox) {
        space.outbox.push({ thread: key, effect, attempts: 0, notBefore: effect.at, state: 'waiting' })
      }
      if (written.journal !== null) {
        entry.journal.push(written.journal)
        for (const message of fresh) space.brought[messageKey(key, message.id)] = written.journal
      }
      save()
      return 'committed'
    },
    reserveNumber: async (workspace) => {
      of(workspace).lastNumber += 1
      save()
      return of(workspace).lastNumber
    },
    threadOfChat: async (workspace, number) =>
      Object.values(of(workspace).threads).find(({ thread }) => thread.chats.some((chat) => chat.number === number))
        ?.ref ?? null,
    threadsOfMessage: async (workspace, id, channel) => holders(of(workspace), id, channel).map(({ ref }) => ref),
    message: async (workspace, thread, id) =>
      of(workspace).threads[thread]?.messages.find((one) => one.id === id) ?? null,
    messages: async (workspace, thread, { fromSeq, toSeq, chats }) =>
      (of(workspace).threads[thread]?.messages ?? []).filter((one) =>
        one.chat === undefined ? one.seq >= fromSeq && one.seq < toSeq : chats.includes(one.chat),
      ),
    chain: async (workspace, thread) => of(workspace).threads[thread]?.thread ?? null,
    chats: async (workspace, { below = Number.POSITIVE_INFINITY, limit = 100, ...filter }) =>
      Object.values(of(workspace).threads)
        .flatMap(({ thread }) => thread.chats.map((chat) => ({ thread, chat })))
        .filter(({ thread, chat }) => {
          const { state } = chat.lifecycle
          const { tags, assignee } = chat.details
          const status =
            state === 'closed' ? state : state.startsWith('finished-') ? state.slice('finished-'.length) : null
          return (
            chat.number < below &&
            (filter.state === undefined || state === filter.state) &&
            (filter.status === undefined || status === filter.status) &&
            (filter.channel === undefined || thread.channel === filter.channel) &&
            (filter.customer === undefined || thread.customer === filter.customer) &&
            (filter.tag === undefined || tags.includes(filter.tag)) &&
            (filter.assignee === undefined ||
              (assignee !== null && 'agent' in assignee && assignee.agent === filter.assignee))
          )
        })
        .sort((one, other) => other.chat.number - one.chat.number)
        .slice(0, Math.min(Math.max(limit, 1), 1000)),
    journalOfMessage: async (workspace, thread, id) => of(workspace).brought[messageKey(thread, id)] ?? null,
    journal: async (workspace, thread) => of(workspace).threads[thread]?.journal ?? [],
    dueTimers: async (workspace, now, limit) =>
      Object.values(of(workspace).timers)
        .filter((timer) => timer.due <= now)
        .sort((one, other) => (one.due < other.due || (one.due === other.due && one.id < other.id) ? -1 : 1))
        .slice(0, limit),
    dueOutbox: async (workspace, now, limit) =>
      waiting(of(workspace))
        .filter((one) => one.notBefore <= now)
        .slice(0, limit),
    settleOutbox: async (workspace, thread, effect, next) => {
      const space = of(workspace)
      space.outbox = space.outbox.flatMap((one) =>
        one.thread === thread && one.effect.id === effect ? (next ?? []) : one,
      )
      save()
    },
    nextDue: async (workspace) => {
      const space = of(workspace)
      const moments = [
        ...Object.values(space.timers).map((one) => one.due),
        ...waiting(space).map((one) => one.notBefore),
      ]
      return moments.sort()[0] ?? null
    },
    close: async () => {},
  }
}

const folder = mkdtempSync(join(tmpdir(), 'caseline-'))
const path = join(folder, 'desk.json')
const clock = manualClock('2026-03-02T09:00:00Z')
const open = () => createDesk({ store: jsonFileStore(path), clock, channels: [{ id: 'tg', kind: 'telegram' }] })

const desk = await open()
const { chat } = await desk.receive({ channel: 'tg', customer: { id: '42' }, id: 'tg:1', text: 'Where is my parcel?' })
await desk.reply(chat.number, { agent: 'olga', text: 'It comes today' })
await desk.stop()

// Another process, ten minutes later: what falls due was in the file.
clock.advance('PT10M')
const later = await open()
await later.runDue()
assert.equal((await later.chat(chat.number)).state, 'finished-pending')
const again = await later.receive({ channel: 'tg', customer: { id: '42' }, id: 'tg:1', text: 'Where is my parcel?' })
assert.equal(again.outcome, 'duplicate')
const back = await later.receive({ channel: 'tg', customer: { id: '42' }, id: 'tg:2', text: 'Another question' })
assert.equal(back.outcome, 'reopened')
const split = await later.split(chat.number, { agent: 'olga' })
assert.equal(split.chat.splitFrom, chat.number)
assert.deepEqual(
  (await later.messages(split.chat.number, { previous: true })).map((message) => [message.chat, message.text]),
  [
    [1, 'Where is my parcel?'],
    [1, 'It comes today'],
    [2, 'Another question'],
  ],
)
console.log(
  `two desks, one file: ${(await later.chats()).map(({ number, state }) => `chat ${number} ${state}`).join(', ')}`,
)
rmSync(folder, { recursive: true })
