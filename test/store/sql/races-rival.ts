// A node whose commands stay in one open transaction: another node meets what it locked and wrote, and learns only at
// the end whether it was done.
import { setImmediate } from 'node:timers/promises'
import { Client } from 'pg'
import type { Desk } from '../../../src/desk/desk.js'
import type { Store } from '../../../src/ports/store.js'
import { ask } from '../../postgres/ask.js'
import { nodeOn } from './races-nodes.js'

export interface Rival {
  readonly desk: Desk
  readonly store: Store
  /** The first time; afterwards nothing is open. */
  readonly end: (how: 'commit' | 'rollback') => Promise<void>
}

export async function rival(url: string, name = 'rival'): Promise<Rival> {
  const client = new Client({ connectionString: url, application_name: 'rival' })
  await client.connect()
  await client.query('begin')
  const { desk, store } = await nodeOn(
    {
      call: async (workspace, { text }, params) => {
        const { rows } = await client.query<{ result: string | null }>({ text, values: [workspace, ...params] })
        return rows[0]?.result ?? null
      },
      turns: 1,
      close: async () => {},
    },
    name,
    {},
  )
  let isOver = false
  return {
    desk,
    store,
    end: async (how) => {
      if (isOver) return
      isOver = true
      await client.query(how)
      await client.end()
    },
  }
}

/** Resolves when so many statements wait for a lock. The test's own time limit ends it. */
export async function waiting(url: string, count = 1): Promise<void> {
  const locked = `select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and application_name = 'caseline'`
  while ((await ask(url, locked))[0]?.n !== count) await setImmediate()
}

/** Makes numbers that anybody may take, so that nodes don't wait for each other there. */
export async function spareNumbers(store: Store, workspace: string, count: number): Promise<void> {
  const holds = await Promise.all(
    Array.from({ length: count }, () => store.holdNumber(workspace, '2026-03-02T12:00:00.000Z')),
  )
  await store.releaseNumbers(workspace, holds)
}
