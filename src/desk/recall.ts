import type { Effect } from '../core/effect/effect.js'
import { chatView } from '../core/thread/chat-view.js'
import type { ChannelSetting } from '../core/thread/setting.js'
import { chatOf } from '../core/thread/thread.js'
import type { ServiceStore } from '../ports/service-store.js'
import type { JournalEntry, Store, ThreadRef } from '../ports/store.js'
import type { Answer } from './answer.js'

interface Recalling {
  readonly store: Store
  readonly workspace: string
  readonly channelOf: (id: string) => ChannelSetting
}

/**
 * What a command of that id brought about on the thread, as the journal has it; `null`: it wasn't done. Of its effects,
 * those that still wait to go out: the others have been done.
 */
export async function recalled(desk: Recalling, ref: ThreadRef, commandId: string): Promise<Answer | null> {
  const { store, workspace } = desk
  const entry = await entryOf(store, workspace, ref.key, commandId)
  const thread = entry === null ? null : await store.chain(workspace, ref.key)
  const chat = entry === null || thread === null ? null : chatOf(thread, entry.chat)
  if (entry === null || thread === null || chat === null) return null
  return {
    chat: chatView(thread, chat, desk.channelOf(thread.channel)),
    outcome: entry.outcome,
    events: entry.events,
    effects: await waitingOf(store, workspace, entry.effects),
    warnings: [],
    ...(entry.trace === null ? {} : { trace: entry.trace }),
  }
}

/** Stores that serve HTTP look it up; of others the thread's journal is read. */
async function entryOf(
  store: Store & { readonly service?: ServiceStore },
  workspace: string,
  thread: string,
  commandId: string,
): Promise<JournalEntry | null> {
  if (store.service !== undefined) return store.service.journalOfCommand(workspace, thread, commandId)
  const journal = await store.journal(workspace, thread)
  return journal.find(({ command }) => command.id === commandId) ?? null
}

async function waitingOf(store: Store, workspace: string, ids: readonly string[]): Promise<readonly Effect[]> {
  const found = await Promise.all(ids.map((effect) => store.outbox(workspace, { effect, limit: 1 })))
  return found.flat().map(({ effect }) => effect)
}
