// A workflow that runs in a chat: one JSON value, stored with the chat. Nothing else is needed to go on in another process.
import type { Json } from '../json.js'
import type { Workflow } from './workflow.js'

/** One workflow of those that run inside each other. */
export interface Frame {
  /** As it was when the run came to it: a new version doesn't change it (spec W5). */
  readonly definition: Workflow
  /** Names what the definition says. */
  readonly version: string
  /** The state of its machine. */
  readonly step: string
  /** How often steps with a limit were entered. */
  readonly visits: { readonly [step: string]: number }
  /** By step: what was answered, chosen or returned. */
  readonly answers: { readonly [step: string]: Json }
}

/** What a run waits for. `due`: when its timer fires, ISO 8601 UTC. */
export type Wait =
  | {
      readonly for: 'answer'
      /** How often it may still be asked again. */
      readonly left: number
      readonly due: string | null
    }
  | { readonly for: 'time'; readonly due: string }
  | {
      readonly for: 'outcome'
      /** Id of the effect `call`. */
      readonly call: string
      /** 1 for the first. */
      readonly attempt: number
      /** When it times out. */
      readonly due: string | null
    }
  | {
      readonly for: 'retry'
      readonly attempt: number
      readonly due: string
      /** When the whole step times out. */
      readonly until: string | null
    }

export interface WorkflowInstance {
  /** Names the run: the same command and action make the same. */
  readonly id: string
  /** Id of the outermost workflow. */
  readonly workflow: string
  /** ISO 8601 UTC. */
  readonly startedAt: string
  /** Outermost first; the last is where it stands. Never empty. */
  readonly stack: readonly Frame[]
  /** How often something from outside let it go on. */
  readonly resumes: number
  readonly wait: Wait
}

/** Deepest nesting, the outermost counted (spec W6). */
export const DEEPEST_NESTING = 5
/** Steps without a wait in one go. */
export const MOST_STEPS = 100
export const MOST_RESUMES = 500

/** Where it stands. */
export function topOf({ stack }: Pick<WorkflowInstance, 'stack'>): Frame {
  const top = stack[stack.length - 1]
  if (top === undefined) throw new Error('A workflow that runs has at least one frame')
  return top
}

export function withTop<T extends Pick<WorkflowInstance, 'stack'>>(instance: T, frame: Frame): T {
  return { ...instance, stack: instance.stack.with(-1, frame) }
}
