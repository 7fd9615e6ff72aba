// The command as a process of its own, with real files and pipes.
import { spawn } from 'node:child_process'
import { PROGRAM, ROOT } from './program.js'

const LONGEST_MS = 90_000

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface RunWith {
  readonly stdin?: string | Uint8Array
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** Hang up after so many bytes of output, as `head` does. */
  readonly hangUpAfter?: number
}

export function caseline(args: readonly string[], { stdin, env, cwd = ROOT, hangUpAfter }: RunWith = {}): Promise<Ran> {
  return new Promise((done, fail) => {
    const { NO_COLOR: _, FORCE_COLOR: __, ...clean } = process.env
    const child = spawn(process.execPath, [...PROGRAM, ...args], {
      cwd,
      env: { ...clean, ...env },
      // One that should have ended must not keep the tests from ending.
      timeout: LONGEST_MS,
      killSignal: 'SIGKILL',
    })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (hangUpAfter !== undefined && out.length >= hangUpAfter) child.stdout.destroy()
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.on('error', fail).on('close', (code) => done({ code, out, err }))
    child.stdin.on('error', () => {}).end(stdin)
  })
}
