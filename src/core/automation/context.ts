import type { CompiledRules } from '../rules/compiled-rules.js'
import type { FactSource } from '../rules/snapshot.js'
import type { Contact } from '../thread/contact.js'
import type { Setting } from '../thread/setting.js'

/** Who of the agents is there. */
export interface Presence {
  readonly online: number
  readonly statuses: { readonly [agent: string]: string }
}

/** So many automated messages in so many milliseconds. */
export interface StormLimit {
  readonly count: number
  readonly withinMs: number
}

export type TraceDepth = 'full' | 'lean' | 'off'

/** Everything a decision depends on besides the thread and the command. Same context, same bytes out. */
export interface Context extends Setting {
  /** The customer as stored; `newContact` for one who was never seen. */
  readonly contact: Contact
  readonly rules: CompiledRules | null
  readonly agents: Presence
  /** The embedder's facts: values, or functions that the shell has made safe (once per message, with a time limit). */
  readonly facts: FactSource
  /** Automated messages of one thread beyond any of these are held back (spec R4). */
  readonly storm: readonly StormLimit[]
  /** `lean` leaves out the verdicts of rules that didn't match. */
  readonly trace: TraceDepth
  /** Triggers with more rules than this list the verdicts of rules that didn't match only when asked. Default 100. */
  readonly listedRules?: number
}

const MINUTE = 60_000

export const DEFAULT_STORM: readonly StormLimit[] = [
  { count: 5, withinMs: 10 * MINUTE },
  { count: 20, withinMs: 24 * 60 * MINUTE },
]
