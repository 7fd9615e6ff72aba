import type { Reducer } from 'react'
import type { ScenarioFile } from '../session/opened-file.js'
import type { RuleText } from '../session/session.js'
import type { AttachFault } from './attach-fault.js'

export type Pane = 'chats' | 'conversation' | 'inspector'

/** What a person looks at; none of it changes what happens. */
export interface ViewState {
  /** Index of the frame after which everything is shown; `null`: the end, wherever it goes. */
  readonly cursor: number | null
  readonly chat: number | null
  /** Id of the message whose verdicts are shown; `null`: those of the frame at the cursor. */
  readonly message: string | null
  /** Id of the inspector's tab. */
  readonly tab: string
  /** What a phone shows. */
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
