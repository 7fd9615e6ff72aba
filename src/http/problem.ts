// Every error of ours over HTTP is a problem document (RFC 9457). What a caller can't do anything about is told by a
// request id only: no SQL, no stack, no text of the database.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { RefusedError } from '../desk/refused-error.js'
import { StoreError } from '../ports/store-error.js'
import { PROBLEMS, type ProblemCode } from './problem-codes.js'
import type { Problem, ProblemError } from './wire/problem.js'
import type { RuleDiagnostic } from './wire/rules.js'

interface More {
  readonly pointer?: string
  readonly number?: number
  readonly errors?: readonly ProblemError[]
  readonly diagnostics?: readonly RuleDiagnostic[]
  /** Seconds until it is worth another try. */
  readonly retryAfter?: number
  readonly headers?: { readonly [name: string]: string }
}

/** Thrown by routes and hooks; the error handler answers it. */
export class ProblemFailure extends Error {
  override readonly name = 'ProblemFailure'
  readonly code: ProblemCode
  readonly more: More

  constructor(code: ProblemCode, detail: string, more: More = {}) {
    super(detail)
    this.code = code
    this.more = more
  }
}

export function fail(code: ProblemCode, detail: string, more: More = {}): never {
  throw new ProblemFailure(code, detail, more)
}

/** Seconds that a caller should wait when the store is down. */
const STORE_PAUSE = 2

export function failureOf(error: unknown): ProblemFailure {
  if (error instanceof ProblemFailure) return error
  if (error instanceof RefusedError) return ofRefusal(error)
  if (error instanceof StoreError) return ofStore(error)
  return error instanceof Error && 'statusCode' in error ? ofFramework(error as FastifyError) : internal()
}

function ofRefusal(error: RefusedError): ProblemFailure {
  const { code, message, pointer, number, cause } = error
  if (cause instanceof StoreError) return ofStore(cause)
  return new ProblemFailure(code, message, {
    ...(pointer === undefined ? {} : { pointer }),
    ...(number === undefined ? {} : { number }),
    ...(code === 'unavailable' ? { retryAfter: STORE_PAUSE } : {}),
  })
}

function ofStore(error: StoreError): ProblemFailure {
  switch (error.code) {
    case 'unavailable':
    case 'timeout':
    case 'closed': {
      const detail = error.isOutcomeUnknown
        ? 'The database was lost while it wrote: it may or may not be done. Look, or repeat it with the same Idempotency-Key'
        : 'The database can’t be reached now; nothing was done'
      return new ProblemFailure('unavailable', detail, { retryAfter: STORE_PAUSE })
    }
    case 'full':
      return new ProblemFailure('full', 'The database has no room left; nothing was done')
    case 'invalid-data':
      return new ProblemFailure('invalid', 'The database can’t hold one of the values')
    case 'folder-in-use':
    case 'schema-too-new':
    case 'schema-missing':
    case 'permission':
    case 'failed':
      return internal()
    default:
      return error.code satisfies never
  }
}

function internal(): ProblemFailure {
  return new ProblemFailure('internal', 'Something went wrong here; the logs know more under the request id')
}

/** What Fastify and its plugins throw before a route is reached. */
function ofFramework(error: FastifyError): ProblemFailure {
  switch (error.statusCode) {
    case 413:
      return new ProblemFailure('too-large', 'The body is larger than this service takes')
    case 415:
      return new ProblemFailure('unsupported-media-type', 'Send the body as application/json')
    case 408:
      return new ProblemFailure('request-timeout', 'The request took too long to arrive')
    case 429:
      return new ProblemFailure('rate-limited', error.message)
    case 431:
      return new ProblemFailure('headers-too-large', 'The headers are longer than this service takes')
    case 400:
      return new ProblemFailure('invalid', error.message, { pointer: '' })
    // Files of the page: a path that leads out of them.
    case 403:
    case 404:
      return new ProblemFailure('not-found', 'There is nothing at this path')
    default:
      return internal()
  }
}

export function problemOf({ code, message, more }: ProblemFailure, requestId: string): Problem {
  const { status, title } = PROBLEMS[code]
  const { pointer, number, errors, diagnostics } = more
  return {
    type: `urn:caseline:problem:${code}`,
    title,
    status,
    code,
    detail: message,
    ...(pointer === undefined ? {} : { pointer }),
    ...(number === undefined ? {} : { number }),
    ...(errors === undefined ? {} : { errors }),
    ...(diagnostics === undefined ? {} : { diagnostics }),
    requestId,
  }
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const failure = failureOf(error)
  const problem = problemOf(failure, request.id)
  // Faults of ours only; those of callers are counted, not told.
  if (problem.status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed')
  request.problem = problem.code
  const { retryAfter, headers = {} } = failure.more
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  return reply
    .headers({ ...headers, 'cache-control': 'no-store' })
    .code(problem.status)
    .type('application/problem+json')
    .send(problem)
}
