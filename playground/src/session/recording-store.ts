import { type Commit, memoryStore, type Store } from 'caseline'
import type { Thread } from 'caseline/core'

/** Told of each commit, with the thread's whole chain after it, before the desk tells of it. */
export type OnCommit = (commit: Commit, chain: Thread) => void

/**
 * The memory store, watched. What rules ask of the outside world is told as effects and goes nowhere: webhooks and
 * functions would otherwise be called for real.
 */
export function recordingStore(onCommit: OnCommit): Store {
  const store = memoryStore()
  return {
    ...store,
    commit: async (workspace, commit) => {
      const result = await store.commit(workspace, { ...commit, outbox: [] })
      if (result !== 'committed') return result
      const chain = await store.chain(workspace, commit.thread.key)
      if (chain !== null) onCommit(commit, chain)
      return result
    },
  }
}
