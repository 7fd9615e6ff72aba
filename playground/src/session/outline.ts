// What a run came to, without how: small enough to be sent from a worker and compared with another run.
import type { ChatView, Effect } from 'caseline'
import type { Tape } from './tape.js'
import { worldAt } from './world.js'

export interface Deed {
  readonly at: string
  readonly chat: number
  readonly type: string
  readonly rule: string | null
  readonly text: string | null
}

/** How a chat stands at the end; all that rules can change. */
export type ChatEnd = Pick<
  ChatView,
  'number' | 'state' | 'status' | 'subject' | 'assignee' | 'priority' | 'tags' | 'fields'
>

/** One frame: what came, what came of it. */
export interface Step {
  readonly act: number
  readonly at: string
  readonly type: string
  readonly outcome: string
  readonly chat: number | null
  readonly deeds: readonly Deed[]
  readonly ends: readonly ChatEnd[]
}

export interface Outline {
  readonly steps: readonly Step[]
  readonly ends: readonly ChatEnd[]
}

export function outlineOf(tape: Tape): Outline {
  const { chats } = worldAt(tape, tape.frames.length - 1)
  const steps = tape.frames.map(({ act, at, type, outcome, chat, effects, state }) => ({
    act,
    at,
    type,
    outcome,
    chat,
    deeds: effects.map((effect) => deedOf(effect, at)),
    ends: (state?.chats ?? []).filter(({ number }) => number === chat).map(endOf),
  }))
  return { steps, ends: [...chats.values()].map(({ view }) => endOf(view)) }
}

function deedOf(effect: Effect, at: string): Deed {
  const text: unknown = Reflect.get(effect, 'text')
  const rule: unknown = Reflect.get(effect, 'rule')
  return {
    at,
    chat: effect.chat,
    type: effect.type,
    rule: typeof rule === 'string' ? rule : null,
    text: typeof text === 'string' ? text : null,
  }
}

function endOf({ number, state, status, subject, assignee, priority, tags, fields }: ChatView): ChatEnd {
  return { number, state, status, subject, assignee, priority, tags, fields }
}
