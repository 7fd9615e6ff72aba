// The pure core by example: given what was, when this comes, it yields that. No desk, no store, no promise but the rules'.
import { Duration } from 'luxon'
import { DEFAULT_STORM } from '../core/automation/context.js'
import type { ChatView } from '../core/chat/view.js'
import type { Effect } from '../core/effect/effect.js'
import { type Handled, handle, type RefusedResult } from '../core/handle.js'
import { loadRuleSet } from '../core/rules/load-rule-set.js'
import type { RuleSet } from '../core/rules/rule-set.js'
import type { VerdictKind } from '../core/rules/verdict.js'
import { chatView } from '../core/thread/chat-view.js'
import type { Command } from '../core/thread/command.js'
import type { Contact } from '../core/thread/contact.js'
import type { Outcome } from '../core/thread/draft.js'
import type { DomainEvent } from '../core/thread/event.js'
import { newContact } from '../core/thread/learn.js'
import type { Message } from '../core/thread/message.js'
import type { RefusalCode } from '../core/thread/refusal.js'
import type { ChannelSetting } from '../core/thread/setting.js'
import { needsNumber } from '../core/thread/speak.js'
import { chatOf, currentChat, emptyThread, type Thread } from '../core/thread/thread.js'
import { compare, type Difference } from './compare.js'

/** A command without id and time; `after` (ISO 8601 duration) lets so much time pass before it. */
export type GivenCommand = (Command extends infer C ? (C extends Command ? Omit<C, 'id' | 'at'> : never) : never) & {
  readonly after?: string
}

/** Where it takes place. Everything has a default: a messenger on which silence finishes after ten minutes, no rules. */
export interface GivenPlace {
  readonly rules?: RuleSet
  readonly channel?: Partial<ChannelSetting>
  readonly customer?: string
  /** The embedder's facts, as values. */
  readonly facts?: { readonly [name: string]: unknown }
  /** When it begins, ISO 8601 UTC. Default `2026-03-02T12:00:00.000Z`, a Monday. */
  readonly at?: string
}

/** What is looked at; objects may have more than is expected, lists may not. */
export interface Expected {
  readonly outcome?: Outcome
  /** The chat that the command ended up in. */
  readonly chat?: Partial<ChatView>
  readonly events?: readonly Partial<DomainEvent>[]
  readonly effects?: readonly Partial<Effect>[]
  readonly messages?: readonly Partial<Message>[]
  readonly warnings?: readonly string[]
  /** By rule: its last verdict. */
  readonly verdicts?: { readonly [rule: string]: VerdictKind }
}

/** What came was not what was expected. */
export class UnexpectedError extends Error {
  override readonly name = 'UnexpectedError'
  readonly differences: readonly Difference[]

  constructor(differences: readonly Difference[]) {
    super(differences.map(({ pointer, message }) => `${pointer}: ${message}`).join('\n'))
    this.differences = differences
  }
}

/** What came of a command. Not called `then`: a value with a method of that name would be taken for a promise. */
export interface Came {
  /** Rejects with an `UnexpectedError` unless the command was accepted and did this. */
  readonly yields: (expected: Expected) => Promise<Handled>
  /** Rejects with an `UnexpectedError` unless the command was refused with this code. */
  readonly isRefused: (code: RefusalCode) => Promise<RefusedResult>
}

export interface Given {
  readonly when: (command: GivenCommand) => Came
}

/**
 * `await given({ rules }, first, second).when(third).yields({ outcome: 'reopened', chat: { state: 'awaiting-split' } })`.
 * Chats are numbered from 1. A command of the history that is refused rejects, and so do faulty rules.
 */
export function given(place: GivenPlace = {}, ...history: readonly GivenCommand[]): Given {
  return {
    when: (command) => ({
      yields: async (expected) => {
        const { world, result } = await play(place, history, command)
        if (result.refused !== null) throw unexpected('/outcome', expected.outcome ?? 'accepted', result.refused)
        const differences = compare(expected, seen(world, result), '')
        if (differences.length > 0) throw new UnexpectedError(differences)
        return result
      },
      isRefused: async (code) => {
        const { result } = await play(place, history, command)
        if (result.refused === null) throw unexpected('/refused', code, result.outcome)
        if (result.refused.code !== code) throw unexpected('/refused', code, result.refused)
        return result
      },
    }),
  }
}

interface World {
  readonly thread: Thread
  readonly contact: Contact
  readonly channel: ChannelSetting
  readonly messages: readonly Message[]
  readonly now: string
  readonly count: number
}

async function play(place: GivenPlace, history: readonly GivenCommand[], last: GivenCommand) {
  let world = newWorld(place)
  for (const command of history) {
    const { world: next, result } = await take(world, place, command)
    if (result.refused !== null) throw unexpected(`/given/${world.count}`, 'accepted', result.refused)
    world = next
  }
  return take(world, place, last)
}

function newWorld({ channel, customer = 'anna', at = '2026-03-02T12:00:00.000Z' }: GivenPlace): World {
  const times = { finishAfterMs: 600_000, warnBeforeMs: 60_000, postponeMs: 300_000 }
  const setting = { id: 'tg', kind: 'telegram', name: 'tg', endless: false, ...times, ...channel }
  const thread = emptyThread(setting.id, customer)
  return { thread, contact: newContact(setting.id, customer, at), channel: setting, messages: [], now: at, count: 0 }
}

async function take(world: World, place: GivenPlace, { after = 'PT0S', ...said }: GivenCommand) {
  const at = new Date(Date.parse(world.now) + Duration.fromISO(after).toMillis()).toISOString()
  const command = { ...said, id: `c${world.count + 1}`, at } as Command
  const { thread, contact, channel, messages } = world
  const result = await handle(thread, command, {
    contact,
    channel,
    nextNumber: needsNumber(currentChat(thread), command) ? thread.chats.length + 1 : null,
    messages,
    rules: rulesOf(place),
    agents: { online: 0, statuses: {} },
    facts: place.facts ?? {},
    storm: DEFAULT_STORM,
    trace: 'full',
    listedRules: Number.MAX_SAFE_INTEGER,
  })
  const moved = { ...world, now: at, count: world.count + 1 }
  if (result.refused !== null) return { world: moved, result }
  const stream = result.messages.reduce((all, one) => {
    const next = [...all]
    next[one.seq - 1] = one
    return next
  }, messages)
  return { world: { ...moved, thread: result.thread, contact: result.contact, messages: stream }, result }
}

function rulesOf({ rules, facts = {} }: GivenPlace) {
  if (rules === undefined) return null
  const loaded = loadRuleSet(rules, { facts: Object.keys(facts) })
  if (loaded.ok) return loaded.rules
  throw new Error(loaded.diagnostics.map(({ pointer, message }) => `${pointer}: ${message}`).join('\n'))
}

function seen(world: World, result: Handled): { readonly [key: string]: unknown } {
  const chat = chatOf(result.thread, result.chat)
  const verdicts = (result.trace?.passes ?? []).flatMap((pass) => pass.verdicts)
  return {
    ...result,
    chat: chat === null ? null : chatView(result.thread, chat, world.channel),
    verdicts: Object.fromEntries(verdicts.map(({ rule, kind }) => [rule, kind])),
  }
}

function unexpected(pointer: string, expected: unknown, actual: unknown): UnexpectedError {
  const message = `expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`
  return new UnexpectedError([{ pointer, expected, actual, message }])
}
