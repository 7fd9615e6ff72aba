import type { FinishedBy, Status } from '../chat/lifecycle.js'
import type { WithheldBy } from '../rules/verdict.js'

/** One message of a stretch, or one that automation held back, which goes where its neighbours go. Notes are none. */
export type Said =
  | {
      readonly at: string
      readonly by: 'customer' | 'agent' | 'automation'
      readonly agent: string | null
      /** The message's id. */
      readonly id: string
    }
  | { readonly at: string; readonly by: 'nobody'; readonly why: WithheldBy }

/** Whether a person said it. */
export function isHuman({ by }: Said): boolean {
  return by === 'customer' || by === 'agent'
}

export interface StretchEnd {
  readonly at: string
  readonly by: FinishedBy
  readonly status: Status
  readonly agent: string | null
}

/** One stretch of work on a chat: from its beginning or reopening to its finish. What durations belong to (spec T1). */
export interface Activation {
  readonly begunAt: string
  /** `split`: a finished e-mail chat was split, and the new chat is live without anybody having written. */
  readonly begunBy: 'customer' | 'agent' | 'split'
  readonly agent: string | null
  /** Its beginning is no longer in the journal: nothing can be measured from there. */
  readonly isPartial: boolean
  /** In order. */
  readonly said: readonly Said[]
  /** `null`: it goes on. */
  readonly finish: StretchEnd | null
}

/** Both sides of a stretch that is cut in front of a message; `null` when it holds no such message or begins with it. */
export function cutBefore(one: Activation, message: string): readonly [Activation, Activation] | null {
  const at = one.said.findIndex((said) => isMessage(said, message))
  const first = one.said[at]
  if (at < 1 || first === undefined || first.by === 'nobody') return null
  return [
    { ...one, said: one.said.slice(0, at) },
    {
      begunAt: first.at,
      begunBy: first.by === 'customer' ? 'customer' : 'agent',
      agent: first.agent,
      isPartial: false,
      said: one.said.slice(at),
      finish: one.finish,
    },
  ]
}

export function isMessage(said: Said, message: string): boolean {
  return said.by !== 'nobody' && said.id === message
}

/** Neighbouring stretches as one: there was no finish between them. */
export function joined(left: Activation, right: Activation): Activation {
  return { ...left, said: [...left.said, ...right.said], finish: right.finish }
}
