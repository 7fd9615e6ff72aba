// Real commits to try a store with: commands decided by the pure core on what the store gives, one read and one write each.
import { type Handled, handle } from '../../core/handle.js'
import type { CompiledRules } from '../../core/rules/compiled-rules.js'
import { loadRuleSet } from '../../core/rules/load-rule-set.js'
import type { Command } from '../../core/thread/command.js'
import { newContact } from '../../core/thread/learn.js'
import type { ChannelSetting } from '../../core/thread/setting.js'
import { needsNumber } from '../../core/thread/speak.js'
import { currentChat, emptyThread, threadKey } from '../../core/thread/thread.js'
import type { Commit, CommitResult, Loaded, LoadRequest, Store, ThreadRef } from '../../ports/store.js'

export const SPACE = 'contract'
/** When everything begins; `minute(3)` is three minutes later. */
const START = Date.parse('2026-03-02T12:00:00.000Z')

export function minute(count: number): string {
  return new Date(START + count * 60_000).toISOString()
}

export function refTo(channel: string, customer: string, root?: string): ThreadRef {
  return { key: threadKey(channel, customer, root), channel, customer, ...(root === undefined ? {} : { root }) }
}

export const ANNA = refTo('tg', 'anna')
export const BORIS = refTo('tg', 'boris')

/** What is stored now, past whatever the store remembers. */
export function fresh(store: Store, ref: ThreadRef, more: Partial<LoadRequest> = {}): Promise<Loaded> {
  return store.load(SPACE, { ...ref, ...more, isFresh: true })
}

/** A command for one thread, without id and time. */
export type Said = Command extends infer C ? (C extends Command ? Omit<C, 'id' | 'at'> : never) : never

export function message(ref: ThreadRef, messageId: string, text = 'Hi'): Said {
  const { channel, customer } = ref
  return { type: 'customer.message', channel, customer: { id: customer }, messageId, text, attachments: [] }
}

export const ann = { agent: 'ann' }

export interface Prepared {
  readonly loaded: Loaded
  readonly handled: Handled
  readonly commit: Commit
}

/** Decides on what the store has, without writing. */
export async function prepare(
  store: Store,
  ref: ThreadRef,
  said: Said,
  at = minute(0),
  space = SPACE,
): Promise<Prepared> {
  const loaded = await store.load(space, { ...requestOf(ref, said), isFresh: true })
  const thread = loaded.thread ?? emptyThread(ref.channel, ref.customer, ref.root)
  const contact = loaded.contact ?? newContact(ref.channel, ref.customer, at)
  const id = `${ref.key}/${thread.version + 1}/${at}`
  const command = { ...said, id, at } as Command
  const named = command.type === 'edit' || command.type === 'delivery' ? command.messageId : null
  const changed = named === null ? null : await store.message(space, ref.key, named)
  const hold = needsNumber(currentChat(thread), command) ? await store.holdNumber(space, at) : null
  const handled = await handle(thread, command, {
    contact,
    channel: channelOf(ref.channel),
    nextNumber: hold?.number ?? null,
    messages: changed === null ? [] : [changed],
    rules: command.type === 'start-workflow' ? rulesWithWorkflow() : null,
    agents: { online: 0, statuses: {} },
    facts: {},
    storm: [],
    trace: 'full',
  })
  if (handled.refused !== null)
    throw new Error(`The suite's own ${command.type} was refused: ${handled.refused.message}`)
  const commit: Commit = {
    before: thread,
    thread: handled.thread,
    contactBefore: contact,
    contact: handled.contact,
    command: command.id,
    hold,
    messages: handled.messages,
    timers: handled.timers,
    outbox: handled.effects,
    journal: {
      command,
      ruleSetVersion: null,
      outcome: handled.outcome,
      chat: handled.chat,
      events: handled.events,
      effects: handled.effects.map((effect) => effect.id),
      trace: handled.trace,
    },
  }
  return { loaded, handled, commit }
}

function rulesWithWorkflow(): CompiledRules | null {
  const steps = { wait: { wait: { for: 'P1D' }, next: 'end' }, end: { end: {} } }
  const loaded = loadRuleSet({ workflows: [{ id: 'contract', start: 'wait', steps }] })
  return loaded.ok ? loaded.rules : null
}

/** Decides and writes. */
export async function say(
  store: Store,
  ref: ThreadRef,
  said: Said,
  at = minute(0),
  space = SPACE,
): Promise<CommitResult> {
  const { commit } = await prepare(store, ref, said, at, space)
  return store.commit(space, commit)
}

/** All of these, one after the other, a minute apart. */
export async function talk(store: Store, ref: ThreadRef, ...all: readonly Said[]): Promise<void> {
  for (const [index, said] of all.entries()) {
    const result = await say(store, ref, said, minute(index))
    if (result !== 'committed') throw new Error(`The suite's own ${said.type} was not committed but ${result}`)
  }
}

function requestOf(ref: ThreadRef, said: Said): LoadRequest {
  return {
    ...ref,
    ...('chat' in said ? { chat: said.chat } : {}),
    ...(said.type === 'edit' || said.type === 'delivery' ? { namedMessage: said.messageId } : {}),
  }
}

function channelOf(id: string): ChannelSetting {
  const kind = id === 'mail' ? 'email' : 'telegram'
  const times = { finishAfterMs: 600_000, warnBeforeMs: 60_000, postponeMs: 300_000 }
  return { id, kind, name: id, endless: false, ...times }
}
