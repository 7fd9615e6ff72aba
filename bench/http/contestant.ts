import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface HttpContestant {
  readonly name: string
  readonly url: string
  readonly authorization: string
  readonly chats: number
  /** Microseconds of its process so far. */
  readonly cpuMicros: () => Promise<number>
  readonly stop: () => void
}

interface Ready {
  readonly port: number
  readonly authorization: string
  readonly chats: number
}

/** Starts a server in a process of its own, with the young generation that `caseline serve` is given. */
export async function contestant(
  name: string,
  kind: 'bare' | 'service',
  database: string,
  chats: number,
): Promise<HttpContestant> {
  const child = fork(fileURLToPath(new URL('./server.ts', import.meta.url)), [kind, database, String(chats)], {
    execArgv: ['--max-semi-space-size=64', '--import', 'tsx'],
  })
  const { port, authorization, chats: filled } = await said<Ready>(child)
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    authorization,
    chats: filled,
    cpuMicros: async () => {
      const answer = said<{ readonly cpuMicros: number }>(child)
      child.send('cpu')
      return (await answer).cpuMicros
    },
    stop: () => child.disconnect(),
  }
}

function said<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`The server ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      // What a contestant's process sends is its own.
      resolve(message as T)
    })
  })
}
