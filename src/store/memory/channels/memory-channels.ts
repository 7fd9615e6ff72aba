// What connects threads with providers' conversations, in maps; gone with the process as everything in memory.
import type { ChannelStore, ConversationNote, Profile, SentPart, StoredChannel } from '../../../ports/channel-store.js'

interface Books {
  readonly notes: Map<string, ConversationNote>
  readonly sent: Map<string, SentPart>
  readonly accounts: Map<string, StoredChannel>
  /** Profile → everybody of the same person. */
  readonly persons: Map<string, readonly Profile[]>
}

export function memoryChannels(): ChannelStore {
  const spaces = new Map<string, Books>()
  const of = (workspace: string): Books => {
    const known = spaces.get(workspace)
    if (known !== undefined) return known
    const fresh: Books = { notes: new Map(), sent: new Map(), accounts: new Map(), persons: new Map() }
    spaces.set(workspace, fresh)
    return fresh
  }

  return {
    note: async (workspace, note) => {
      const { notes } = of(workspace)
      notes.set(note.thread, joined(notes.get(note.thread), note))
    },
    noted: async (workspace, thread) => of(workspace).notes.get(thread) ?? null,
    addSent: async (workspace, parts) => {
      const { sent } = of(workspace)
      for (const part of parts) {
        const key = JSON.stringify([part.channel, part.id])
        if (!sent.has(key)) sent.set(key, part)
      }
    },
    sentAs: async (workspace, channel, message) =>
      [...of(workspace).sent.values()]
        .filter((one) => one.channel === channel && one.message === message)
        .sort((one, other) => one.part - other.part),
    sentParts: async (workspace, channel, ids) => {
      const { sent } = of(workspace)
      const found = [...new Set(ids)].flatMap((id) => sent.get(JSON.stringify([channel, id])) ?? [])
      return found.sort((one, other) => compare(one.message, other.message) || one.part - other.part)
    },
    pruneSent: async (workspace, before, limit) => {
      const { sent } = of(workspace)
      const old = [...sent].filter(([, { at }]) => at < before).slice(0, limit)
      for (const [key] of old) sent.delete(key)
      return old.length
    },
    accounts: async (workspace) => [...of(workspace).accounts.values()].sort((one, other) => compare(one.id, other.id)),
    putAccount: async (workspace, { ifRevision, ...account }) => {
      const { accounts } = of(workspace)
      const revision = accounts.get(account.id)?.revision ?? 0
      if (ifRevision !== undefined && ifRevision !== revision) return null
      const stored = { ...account, revision: revision + 1 }
      accounts.set(account.id, stored)
      return stored
    },
    removeAccount: async (workspace, id) => of(workspace).accounts.delete(id),
    link: async (workspace, one, other) => {
      const { persons } = of(workspace)
      const all = [...(persons.get(keyOf(one)) ?? [one]), ...(persons.get(keyOf(other)) ?? [other])]
      const person = [...new Map(all.map((profile) => [keyOf(profile), plain(profile)])).values()]
      for (const profile of person) persons.set(keyOf(profile), person)
    },
    unlink: async (workspace, one) => {
      const { persons } = of(workspace)
      const person = persons.get(keyOf(one))
      if (person === undefined) return false
      const rest = person.filter((profile) => keyOf(profile) !== keyOf(one))
      persons.delete(keyOf(one))
      for (const profile of rest) {
        if (rest.length === 1) persons.delete(keyOf(profile))
        else persons.set(keyOf(profile), rest)
      }
      return true
    },
    linked: async (workspace, one) =>
      [...(of(workspace).persons.get(keyOf(one)) ?? [plain(one)])].sort(
        (left, right) => compare(left.channel, right.channel) || compare(left.customer, right.customer),
      ),
  }
}

function joined(
  known: ConversationNote | undefined,
  note: Pick<ConversationNote, 'thread' | 'conversation'> & Partial<ConversationNote>,
): ConversationNote {
  const { thread, conversation, context = null, author = null, lastMessageAt = null, movedTo = null } = note
  if (known === undefined) return { thread, conversation, context, author, lastMessageAt, movedTo }
  const isOlder = lastMessageAt !== null && known.lastMessageAt !== null && lastMessageAt < known.lastMessageAt
  return {
    ...known,
    ...(isOlder
      ? {}
      : {
          context: context ?? known.context,
          author: author ?? known.author,
          lastMessageAt: lastMessageAt ?? known.lastMessageAt,
        }),
    movedTo: movedTo ?? known.movedTo,
  }
}

function plain({ channel, customer }: Profile): Profile {
  return { channel, customer }
}

function keyOf({ channel, customer }: Profile): string {
  return JSON.stringify([channel, customer])
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
