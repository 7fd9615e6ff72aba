import { textHash } from './text-hash.js'

/** Some rules for a share of the threads, others for the rest. */
export interface RolloutPlace {
  readonly workspace: string
  /** Key of the thread. */
  readonly thread: string
  /** Hash of what the rolled-out rules say. */
  readonly version: string
}

const WHOLE = 2 ** 32

/**
 * Whether a thread belongs to the first `share` percent. The same on every node and at every time; a thread that belongs to a
 * share belongs to every greater one. Other versions draw other threads, so that not always the same customers try what is new.
 */
export function isInShare(share: number, { workspace, thread, version }: RolloutPlace): boolean {
  return (textHash(JSON.stringify([version, workspace, thread])) / WHOLE) * 100 < share
}
