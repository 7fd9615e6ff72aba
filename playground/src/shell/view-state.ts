import type { Reducer } from 'react'
import type { ScenarioFile } from '../session/opened-file.js'
import type { RuleText } from '../session/session.js'
import type { AttachFault } from './attach-fault.js'

/** `statistics` is a page of its own on every screen. */
export type Pane = 'chats' | 'conversation' | 'inspector' | 'statistics'

/** What a person looks at; none of it changes what happens. */
export interface ViewState {
  /** Index of the frame after which everything is shown; `null`: the end, wherever it goes. */
  readonly cursor: number | null
  readonly chat: number | null
  /** Id of the message whose verdicts are shown; `null`: those of the frame at the cursor. */
  readonly message: string | null
  /** Id of the inspector's tab. */
  readonly tab: string
  /** What a phone shows, and whether it is the statistics elsewhere. */
  readonly pane: Pane
  /** Who writes in the customers' composer. */
  readonly writer: { readonly customer: string; readonly channel: string }
  readonly agent: string
  /** The chat whose previous one is shown in line with it. */
  readonly showsPreviousOf: number | null
  readonly isTouring: boolean
  readonly overlay: 'palette' | 'help' | 'finish' | 'files' | 'attach' | null
  /** Why the desk that was asked for isn't shown. */
  readonly fault: AttachFault | null
  readonly notice: Notice | null
  /** The rules as they are being written; `null`: nobody has changed anything. */
  readonly draft: readonly RuleText[] | null
  readonly editing: Editing
  readonly counting: Counting
  /** Scenario files that were opened; `null`: none. */
  readonly scenarios: OpenedScenarios | null
}

export interface OpenedScenarios {
  readonly files: readonly ScenarioFile[]
  /** Rule files that came with them. */
  readonly rules: readonly RuleText[]
  /** Index of the one that is the session. */
  readonly played: number | null
}

/** What figures are asked for. */
export interface Counting {
  /** Days back from the cursor; `all`: from the beginning; `own`: from `from` to `to`. */
  readonly span: 'all' | '7' | '28' | '90' | 'own'
  /** Days such as `2026-03-01`; empty: open. `to` is the last one. */
  readonly from: string
  readonly to: string
  /** IANA zone; `null`: the session's. */
  readonly zone: string | null
  /** `null`: all. */
  readonly channel: string | null
  /** Name of a schedule of the rules; `null`: the clock's durations only. */
  readonly schedule: string | null
  /** With the same messages as one endless chat. */
  readonly isCompared: boolean
}

/** What the rules panel shows. */
export interface Editing {
  /** Name of the file; `null`: the first that has rules. */
  readonly file: string | null
  /** Index of the rule in the file. */
  readonly rule: number
  readonly as: 'json' | 'form'
}

export interface Notice {
  readonly id: number
  readonly kind: 'refused' | 'warning' | 'done'
  /** Key of the text, with its namespace: `refusals:nothing-to-split`. */
  readonly text: string
  readonly values?: { readonly [name: string]: string | number }
}

export type ViewChange = Partial<ViewState>

export const reduceView: Reducer<ViewState, ViewChange> = (state, change) => ({ ...state, ...change })
