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

  constructor(code: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
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
  { url, key = process.env[KEY] }: ApiFlags & { readonly url: string },
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<unknown> {
  if (!URL.canParse(url) || !/^https?:/u.test(url))
    throw new UsageError(`${url} is no address such as http://127.0.0.1:4100.`)
  const answer = await fetch(new URL(path.replace(/^\//u, ''), url.endsWith('/') ? url : `${url}/`), {
    method,
    redirect: 'error',
    signal: AbortSignal.timeout(WITHIN_MS),
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    throw new ApiError('unavailable', `${url} doesn't answer: ${reasonOf(error)}`, error)
  })
  const text = await answer.text()
  if (answer.ok) return text === '' ? null : parsed(text)
  const problem = parsed(text)
  if (isRecord(problem) && typeof problem.code === 'string') throw new ApiError(problem.code, String(problem.detail))
  throw new ApiError('unavailable', `${url} answered ${answer.status}: is that a Caseline desk?`)
}

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
