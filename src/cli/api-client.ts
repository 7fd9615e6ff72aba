// Commands that ask a running desk instead of opening its database.
import type { Command } from 'commander'
import { isRecord } from '../core/rules/record.js'
import { UsageError } from './exit.js'

export interface ApiFlags {
  readonly url?: string
  readonly key?: string
}

/** What a running desk answered instead of doing it. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  /** The whole problem document, where it was one. */
  readonly problem: { readonly [name: string]: unknown }

  constructor(code: string, message: string, cause?: unknown, problem: ApiError['problem'] = {}) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.problem = problem
  }
}

const KEY = 'CASELINE_KEY'
const WITHIN_MS = 30_000

export function apiOptions(command: Command): Command {
  return command
    .option('--url <address>', 'ask a running desk, such as http://127.0.0.1:4100')
    .option('--key <key>', `an API key for it (better: ${KEY}, which no list of processes shows)`)
}

/** The body of the answer, `null` where there is none. Throws `ApiError` with the desk's own code and sentence. */
export async function callApi(
  flags: ApiFlags & { readonly url: string },
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<unknown> {
  const answer = await ask(flags, method, path, body, AbortSignal.timeout(WITHIN_MS))
  const text = await answer.text()
  return text === '' ? null : parsed(text)
}

/** As it comes, however long it takes. Throws as `callApi` does. */
export async function streamApi(
  flags: ApiFlags & { readonly url: string },
  path: string,
): Promise<AsyncIterable<Uint8Array>> {
  const { body } = await ask(flags, 'GET', path)
  return body ?? empty()
}

async function ask(
  { url, key = process.env[KEY] }: ApiFlags & { readonly url: string },
  method: string,
  path: string,
  body?: object,
  signal?: AbortSignal,
): Promise<Response> {
  if (!URL.canParse(url) || !/^https?:/u.test(url))
    throw new UsageError(`${url} is no address such as http://127.0.0.1:4100.`)
  const answer = await fetch(new URL(path.replace(/^\//u, ''), url.endsWith('/') ? url : `${url}/`), {
    method,
    redirect: 'error',
    ...(signal === undefined ? {} : { signal }),
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new ApiError('unavailable', `${url} doesn't answer: ${reasonOf(error)}`, error)
  })
  if (answer.ok) return answer
  const problem = parsed(await answer.text())
  if (isRecord(problem) && typeof problem.code === 'string')
    throw new ApiError(problem.code, String(problem.detail), undefined, problem)
  throw new ApiError('unavailable', `${url} answered ${answer.status}: is that a Caseline desk?`)
}

async function* empty(): AsyncGenerator<Uint8Array> {}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
