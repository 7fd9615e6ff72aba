// Tries commands on a stored thread without changing it: the pure core on what the store holds.
import { DEFAULT_STORM } from '../../src/core/automation/context.js'
import type { Action } from '../../src/core/chat/available.js'
import { type Handled, handle, type RefusedResult } from '../../src/core/handle.js'
import type { Command } from '../../src/core/thread/command.js'
import type { Contact } from '../../src/core/thread/contact.js'
import type { Message } from '../../src/core/thread/message.js'
import type { ChannelSetting } from '../../src/core/thread/setting.js'
import type { Thread } from '../../src/core/thread/thread.js'

export const FREE_NUMBER = 900_000

export interface Probe {
  readonly thread: Thread
  readonly contact: Contact
  readonly channel: ChannelSetting
  readonly messages: readonly Message[]
  readonly now: string
}

/** A command without id and time, which the probe adds. */
export type Trial = Command extends infer C ? (C extends Command ? Omit<C, 'id' | 'at'> : never) : never

export function attempt(probe: Probe, trial: Trial): Promise<Handled | RefusedResult> {
  return handle(probe.thread, { ...trial, id: 'trial', at: probe.now } as Command, {
    contact: probe.contact,
    channel: probe.channel,
    nextNumber: FREE_NUMBER,
    messages: probe.messages,
    rules: null,
    agents: { online: 0, statuses: {} },
    facts: {},
    storm: DEFAULT_STORM,
    trace: 'off',
  })
}

/** The probe as the trial leaves it; throws when it is refused. */
export async function after(probe: Probe, trial: Trial): Promise<Probe> {
  const handled = await attempt(probe, trial)
  if (handled.refused !== null) throw new Error(`${trial.type} was refused: ${handled.refused.code}`)
  return { ...probe, thread: handled.thread, contact: handled.contact }
}

const SAID = { agent: 'ann', text: 'trial', attachments: [] }

/** The commands that an action stands for; any accepted one makes it accepted. Empty: it only reads. */
export function trialsOf(action: Action, chat: number, probe: Probe): readonly Trial[] {
  const update = { type: 'update' as const, chat, agent: 'ann' }
  switch (action) {
    case 'reply':
      return [{ type: 'agent.message', chat, ...SAID }]
    case 'note':
      return [{ type: 'note', chat, ...SAID }]
    case 'finish':
      return [{ type: 'finish', chat, agent: 'ann', status: 'open' }]
    case 'postpone':
      return [{ type: 'postpone', chat }]
    case 'split': {
      const whole = { type: 'split' as const, chat, agent: 'ann' }
      return [whole, ...probe.messages.map((message) => ({ ...whole, from: message.id }))]
    }
    case 'merge':
      return [{ type: 'merge', chat, agent: 'ann' }]
    case 'unmerge':
      return [{ type: 'unmerge', chat, agent: 'ann' }]
    case 'set-status':
      return [{ ...update, changes: {}, status: 'open' }]
    case 'set-subject':
      return [{ ...update, changes: { subject: 'trial' } }]
    case 'assign':
      return [{ ...update, changes: { assignee: { agent: 'ann' } } }]
    case 'tag':
      return [{ ...update, changes: { tags: ['trial'] } }]
    case 'show-previous':
    case 'go-previous':
    case 'go-next':
      return []
    default:
      return action satisfies never
  }
}

export const ACTIONS: readonly Action[] = [
  'reply',
  'note',
  'finish',
  'postpone',
  'split',
  'show-previous',
  'merge',
  'unmerge',
  'set-status',
  'set-subject',
  'assign',
  'tag',
  'go-previous',
  'go-next',
]
