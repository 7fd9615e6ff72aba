import type { PoolClient } from 'pg'

/** One connection for each workspace, lent to all who ask at the same time: what they send goes behind each other. */
export interface SharedClients {
  readonly take: (workspace: string) => Promise<PoolClient>
  /** The last to give it back puts it into the pool; `isSpoilt`: nobody is to use it again. */
  readonly giveBack: (workspace: string, client: PoolClient, isSpoilt: boolean) => void
}

interface Shared {
  readonly opening: Promise<PoolClient>
  users: number
  isSpoilt: boolean
}

/** `open` rejects when there is no connection; whoever asks after that opens anew. */
export function sharedClients(open: (workspace: string) => Promise<PoolClient>): SharedClients {
  const current = new Map<string, Shared>()
  const lent = new WeakMap<PoolClient, Shared>()
  const forget = (workspace: string, one: Shared): void => {
    if (current.get(workspace) === one) current.delete(workspace)
  }
  return {
    take: async (workspace) => {
      const one = current.get(workspace) ?? { opening: open(workspace), users: 0, isSpoilt: false }
      current.set(workspace, one)
      one.users += 1
      try {
        const client = await one.opening
        lent.set(client, one)
        return client
      } catch (error) {
        forget(workspace, one)
        throw error
      }
    },
    giveBack: (workspace, client, isSpoilt) => {
      const one = lent.get(client)
      if (one === undefined) throw new Error('A connection that was never lent')
      one.users -= 1
      one.isSpoilt ||= isSpoilt
      if (one.users === 0 || one.isSpoilt) forget(workspace, one)
      if (one.users > 0) return
      lent.delete(client)
      client.release(one.isSpoilt)
    },
  }
}
