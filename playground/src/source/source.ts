// Where frames come from: a session that runs in the page, or a desk that runs somewhere else. Panels know only this.
import type { Diagnostic, Explanation } from 'caseline'
import type { Act } from '../session/act.js'
import type { Customer, Session } from '../session/session.js'
import type { Tape } from '../session/tape.js'
import type { DeskClient } from './desk-client.js'

export interface Snapshot {
  /** What runs in the page; for a running desk what is known of it: channels, customers, agents. Its acts are then empty. */
  readonly session: Session
  readonly tape: Tape
  /** Grows when frames that were there are no longer the same: a branch, other rules, another session. */
  readonly revision: number
  /** While a run is under way: acts done, of how many. */
  readonly progress: { readonly done: number; readonly total: number } | null
  readonly trouble: Trouble | null
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Of a running desk. */
  readonly desk?: DeskState
}

/** How a running desk is watched. */
export interface DeskState {
  readonly url: string
  /** `live`: what happens there is here at once. */
  readonly line: 'live' | 'lost'
  /** The journal goes further back than the tape. */
  readonly hasEarlier: boolean
  readonly isReading: boolean
  /** Entries between were taken away at the desk. */
  readonly hasGap: boolean
  /** Number of the rules in force; 0: those of the desk's configuration. */
  readonly rules: number
}

/** What keeps the source from doing what it was asked. */
export type Trouble =
  | { readonly kind: 'rules'; readonly message: string; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'connection'; readonly message: string; readonly retryAt: string | null }
  /** The desk takes this key no more. */
  | { readonly kind: 'key'; readonly message: string }

export interface Source {
  readonly kind: 'session' | 'attached'
  readonly snapshot: () => Snapshot
  /** Told after each change of the snapshot. Returns how to stop. */
  readonly subscribe: (listener: () => void) => () => void
  /**
   * Does an act after the frame `from`: in a session, what came later is dropped (and can be had back by `undo`); a running
   * desk knows no other place than its end. Resolves to the index of the last frame that it made.
   */
  readonly act: (act: Act, from: number) => Promise<number>
  /** Ends what runs and lets go of connections. */
  readonly close: () => void
}

/** A session in the page: it can be changed as a whole, and run again. */
export interface SessionSource extends Source {
  readonly kind: 'session'
  /** Puts another session in place of the present one; what they share isn't run again. One step of `undo`. */
  readonly change: (session: Session) => Promise<void>
  readonly undo: () => Promise<void>
  readonly redo: () => Promise<void>
}

/** A desk that runs elsewhere, seen through its HTTP service. */
export interface AttachedSource extends Source {
  readonly kind: 'attached'
  /** For calls of panels of their own. */
  readonly client: DeskClient
  /** Brings more of the past into the tape. */
  readonly loadEarlier: () => Promise<void>
  /** Brings what the tape lacks of a chat that is looked at. */
  readonly look: (chat: number) => void
  /** Why the desk did what it did with a message whose frame isn't here. */
  readonly explain: (message: string, rule?: string) => Promise<Explanation>
  /** Somebody new who can write. */
  readonly meet: (customer: Customer) => void
  /** Reads anew what decides. */
  readonly refreshRules: () => Promise<void>
  /** Doesn't wait until it would try again. */
  readonly retry: () => void
}

/** The source as a desk that runs elsewhere; `null`: it runs in the page. */
export function attachedSourceOf(source: Source): AttachedSource | null {
  return isAttachedSource(source) ? source : null
}

function isAttachedSource(source: Source): source is AttachedSource {
  return source.kind === 'attached'
}

/** The source as one that runs in the page; `null` when it is a desk that runs elsewhere. */
export function sessionSourceOf(source: Source): SessionSource | null {
  return isSessionSource(source) ? source : null
}

function isSessionSource(source: Source): source is SessionSource {
  return source.kind === 'session'
}
