// `caseline serve` as a process of its own, asked over real sockets.
import { type ChildProcess, spawn } from 'node:child_process'
import { templateFile } from '../store/sql/pglite-place.js'
import { PROGRAM } from './program.js'

const WITHIN_MS = 45_000

export interface RunningDesk {
  readonly url: string
  readonly child: ChildProcess
  /** Everything that was written so far, to either stream. */
  readonly written: () => string
  readonly out: () => string
  /** Entries of the log. */
  readonly log: () => readonly { readonly [name: string]: unknown }[]
  /** Sends the signal and waits for the end. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>
  readonly ended: Promise<number | null>
}

export interface DeskProcess {
  readonly args?: readonly string[]
  readonly cwd: string
  readonly env?: NodeJS.ProcessEnv
}

/** Resolves when it says that it listens (or works); rejects with what it wrote when it ends before. */
export async function runDesk({ args = [], cwd, env }: DeskProcess): Promise<RunningDesk> {
  const { NO_COLOR: _, FORCE_COLOR: __, ...clean } = process.env
  const child = spawn(process.execPath, [...PROGRAM, 'serve', '--json', ...args], {
    cwd,
    env: { ...clean, CASELINE_STORE_TEMPLATE: templateFile(), CASELINE_SERVER_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  let told: (() => void) | null = null
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    told?.()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  const ended = new Promise<number | null>((done) => child.on('close', (code) => done(code)))
  const log = () =>
    out
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line): { readonly [name: string]: unknown } => JSON.parse(line))
  const written = () => `${out}${err}`
  const url = await new Promise<string>((done, fail) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail(new Error(`No desk within ${WITHIN_MS} ms:\n${written()}`))
    }, WITHIN_MS)
    told = () => {
      if (!out.endsWith('\n')) return
      const listening = log().find(({ msg }) => msg === 'listening')
      if (listening === undefined) return
      clearTimeout(timer)
      done(String(listening.url))
    }
    void ended.then((code) => {
      clearTimeout(timer)
      fail(new Error(`It ended with ${code}:\n${written()}`))
    })
  })
  return {
    url,
    child,
    written,
    out: () => out,
    log,
    ended,
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}

export interface Answered {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
  readonly text: string
}

export async function ask(
  url: string,
  path: string,
  {
    body,
    key,
    headers,
  }: { readonly body?: object; readonly key?: string; readonly headers?: Record<string, string> } = {},
): Promise<Answered> {
  const answer = await fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json') === true
  return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : null }
}

export const message = (id: string, text = 'Hello', customer = '42') => ({
  channel: 'tg',
  customer: { id: customer, name: 'Анна Секретова' },
  id,
  text,
})
