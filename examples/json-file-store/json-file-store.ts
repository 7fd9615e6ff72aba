// A `Store` that keeps everything in one JSON file. Slow (it writes the whole file each time), for one process, and short,
// so that what a store must do can be read in one go.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { ChatFilter, Store } from 'caseline'
import { chatSearch } from 'caseline/core'
import { commit } from './commit.js'
import { prune } from './prune.js'
import { emptySpace, holders, pair, type Space, type Thread } from './space.js'
import * as waiting from './waiting.js'

export function jsonFileStore(path: string): Store {
  const all = new Map<string, Space>(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [])
  const of = (workspace: string): Space => {
    const space = all.get(workspace) ?? emptySpace()
    all.set(workspace, space)
    return space
  }
  /** Changes a workspace and keeps the change. */
  const change = async <T>(workspace: string, make: (space: Space) => T): Promise<T> => {
    const made = make(of(workspace))
    // A reader sees the old file or the new one, never half of it.
    writeFileSync(`${path}.new`, JSON.stringify([...all]))
    renameSync(`${path}.new`, path)
    return made
  }

  return {
    load: async (workspace, { key, channel, customer, messageId }) => {
      const space = of(workspace)
      const [holder] = messageId === undefined ? [] : holders(space, messageId, channel)
      return {
        thread: space.threads[key]?.thread ?? null,
        contact: space.contacts[pair(channel, customer)] ?? null,
        duplicateSeq: holder?.messages.find((one) => one.id === messageId)?.seq ?? null,
        lastCommand: space.threads[key]?.lastCommand ?? null,
      }
    },
    commit: (workspace, written) => change(workspace, (space) => commit(space, written)),
    holdNumber: (workspace, now) => change(workspace, (space) => waiting.holdNumber(space, now)),
    releaseNumbers: (workspace, holds) => change(workspace, (space) => waiting.releaseNumbers(space, holds)),

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
        .filter(({ thread, chat }) => chat.number < below && fits(thread, chat, filter))
        .filter(({ thread, chat }) => {
          const { channel, customer: id } = thread
          const name = of(workspace).contacts[pair(channel, id)]?.name ?? null
          return filter.q === undefined || chatSearch(filter.q)(chat, { id, name })
        })
        .sort((one, other) => other.chat.number - one.chat.number)
        .slice(0, Math.min(Math.max(limit, 1), 1000)),
    journalOfMessage: async (workspace, thread, id) => of(workspace).brought[pair(thread, id)] ?? null,
    journal: async (workspace, thread) => [...(of(workspace).threads[thread]?.journal ?? [])],

    timers: async (workspace, { dueBy, limit }) =>
      waiting
        .inOrder(of(workspace))
        .map(({ timer }) => timer)
        .filter((timer) => dueBy === undefined || timer.due <= dueBy)
        .slice(0, limit),
    claimTimers: (workspace, claim) => change(workspace, (space) => waiting.claimTimers(space, claim)),
    releaseTimers: (workspace, ids, from) =>
      change(workspace, ({ timers }) => {
        for (const one of Object.values(timers)) if (ids.includes(one.timer.id)) one.until = from
      }),

    outbox: async (workspace, { state, effect, message, limit }) =>
      of(workspace)
        .outbox.map(({ entry }) => entry)
        .filter((one) => state === undefined || one.state === state)
        .filter((one) => effect === undefined || one.effect.id === effect)
        .filter((one) => message === undefined || ('message' in one.effect && one.effect.message === message))
        .slice(0, limit),
    claimOutbox: (workspace, claim) => change(workspace, (space) => waiting.claimOutbox(space, claim)),
    settleOutbox: (workspace, settlement) => change(workspace, (space) => waiting.settleOutbox(space, settlement)),
    requeueOutbox: (workspace, effect, notBefore) =>
      change(workspace, (space) => {
        const dead = waiting.takeDeadLetter(space, effect)
        if (dead === null) return false
        space.outbox.push({ entry: { ...dead, state: 'waiting', attemptsBefore: dead.attempts, notBefore }, until: '' })
        return true
      }),
    discardOutbox: (workspace, effect) => change(workspace, (space) => waiting.takeDeadLetter(space, effect) !== null),

    nextDue: async (workspace) => {
      const space = of(workspace)
      const moments = [...waiting.firstTimers(space), ...waiting.headsOfLines(space)].map(({ from }) => from)
      return moments.sort()[0] ?? null
    },
    health: async (workspace, now) => waiting.health(of(workspace), now),
    prune: (workspace, request) => change(workspace, (space) => prune(space, request)),
    close: async () => {},
  }
}

function fits(thread: Thread, { lifecycle, details, workflow }: Thread['chats'][number], filter: ChatFilter): boolean {
  const { state } = lifecycle
  const { tags, assignee } = details
  const status = state === 'closed' ? state : state.startsWith('finished-') ? state.slice('finished-'.length) : null
  return (
    (filter.state === undefined || state === filter.state) &&
    (filter.status === undefined || status === filter.status) &&
    (filter.channel === undefined || thread.channel === filter.channel) &&
    (filter.customer === undefined || thread.customer === filter.customer) &&
    (filter.isInWorkflow === undefined || workflow !== undefined) &&
    (filter.workflow === undefined || workflow?.workflow === filter.workflow) &&
    (filter.tag === undefined || tags.includes(filter.tag)) &&
    (filter.assignee === undefined || (assignee !== null && 'agent' in assignee && assignee.agent === filter.assignee))
  )
}
