// A contestant in a process of its own, as at a user who runs one: in one process the heaps, caches and workers of all of
// them would make each slower (a desk by a third).
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Contestant, Run, StoredMessages } from './contestant.js'
import type { Entrant } from './entrant.js'

/** What goes to the process, one at a time. */
export type Request =
  | { readonly do: 'enter'; readonly entrant: Entrant }
  | { readonly do: 'run'; readonly callers: number; readonly seconds: number; readonly label: string }
  | { readonly do: 'stored' | 'close' }

export type Reply =
  | { readonly ok: true; readonly value: Run | readonly StoredMessages[] | null }
  | { readonly ok: false; readonly error: string }

const CHILD = fileURLToPath(new URL('entrant-process.ts', import.meta.url))

export async function apart(entrant: Entrant): Promise<Contestant> {
  const child = fork(CHILD, { execArgv: process.execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The process of ${entrant.name} ended with ${code}`)
  })
  // Whoever asks next hears of it.
  ended.catch(() => undefined)
  const ask = async (request: Request): Promise<Run | readonly StoredMessages[] | null> => {
    const answered = once(child, 'message') as Promise<[Reply]>
    child.send(request)
    const [reply] = await Promise.race([answered, ended])
    if (!reply.ok) throw new Error(`${entrant.name}: ${reply.error}`)
    return reply.value
  }
  await ask({ do: 'enter', entrant })
  return {
    name: entrant.name,
    callers: entrant.callers,
    run: async (callers, seconds, label) => (await ask({ do: 'run', callers, seconds, label })) as Run,
    stored: async () => (await ask({ do: 'stored' })) as readonly StoredMessages[],
    close: async () => {
      await ask({ do: 'close' })
      child.disconnect()
    },
  }
}
