// What a chat went through, while a thread's journal is read. Local to the fold: the lists are changed in place, since a
// chat may have a hundred thousand messages, and copied where two chats would share one.
import type { Activation } from './activation.js'

export type OpenActivation = {
  -readonly [name in keyof Activation]: name extends 'said' ? Activation['said'][number][] : Activation[name]
}

/** How the chat was born out of another one. */
export interface Birth {
  readonly from: number
  readonly at: string
  /** E-mail: the origin's stretches before they were cut at a letter; how many stretches and messages went. */
  readonly whole: readonly Activation[] | null
  readonly count: number
  readonly moved: number
  /** Whether the origin was live: then it takes everything back. */
  readonly wasLive: boolean
  /** Where the origin's new messages began: split off, they left; merged back, they are new again. */
  readonly newIndex: number | null
}

/** What an unmerge needs. */
export interface Merged {
  /** Number of the survivor. */
  readonly into: number
  readonly before: readonly Activation[]
  readonly beforeNew: number | null
  readonly own: readonly Activation[]
  readonly ownNew: number | null
  /** The survivor right after the merge: stretches, messages of the last one, whether it went on. */
  readonly count: number
  readonly lastSaid: number
  readonly isLive: boolean
}

export interface Story {
  activations: OpenActivation[]
  /** Awaiting a split: index of the stretch that may leave. */
  newIndex: number | null
  birth: Birth | null
  merged: Merged | null
  /** Who began it, where that was an agent. */
  agent: string | null
}

export function newStory(): Story {
  return { activations: [], newIndex: null, birth: null, merged: null, agent: null }
}

export function opened(activations: readonly Activation[]): OpenActivation[] {
  return activations.map((one) => ({ ...one, said: [...one.said] }))
}

export function isLiveStory({ activations }: Story): boolean {
  return activations.at(-1)?.finish === null
}
