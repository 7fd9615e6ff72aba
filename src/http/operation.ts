// One call as it is documented and as it is checked: `operation` makes the `schema` and the `config` of a Fastify route,
// so that the OpenAPI document can't say anything else than what is done.
import type { FastifyContextConfig, FastifySchema } from 'fastify'
import type { KeyScope } from '../ports/service-store.js'
import type { WireName } from './generated/wire-schemas.js'
import { PROBLEMS, type ProblemCode } from './problem-codes.js'

/** One status of an answer. */
export interface AnswerOf {
  readonly description: string
  /** Left out: no body. */
  readonly schema?: WireName
  /** Default `application/json`. */
  readonly type?: string
  readonly example?: unknown
  readonly headers?: readonly HeaderName[]
}

export interface Operation {
  readonly id: string
  readonly tag:
    | 'messages'
    | 'chats'
    | 'channels'
    | 'delivery'
    | 'rules'
    | 'live'
    | 'agents'
    | 'figures'
    | 'keys'
    | 'operations'
  readonly summary: string
  readonly description?: string
  /** Which keys may; `none`: no key is asked for. */
  readonly scope: KeyScope | 'none'
  /** It changes something: `Idempotency-Key` is honoured. */
  readonly isCommand?: boolean
  readonly params?: WireName
  readonly query?: WireName
  readonly body?: WireName
  readonly bodyExample?: unknown
  /** The body may be left out. */
  readonly isBodyOptional?: boolean
  /** Bytes, where the service's own limit may be too small. */
  readonly bodyLimit?: number
  /** Request headers beside `Authorization` and `Idempotency-Key`. */
  readonly headers?: readonly ('If-Match' | 'Last-Event-ID')[]
  readonly answers: { readonly [status: number]: AnswerOf }
  /** Beside those that every call of its kind may answer. */
  readonly problems?: readonly ProblemCode[]
  /** Names in the answer that are shown once: a kept answer has `null` in their place. */
  readonly secrets?: readonly string[]
}

export type HeaderName = 'ETag' | 'Location' | 'Retry-After' | 'Idempotency-Replayed'

declare module 'fastify' {
  interface FastifyContextConfig {
    scope?: KeyScope | 'none'
    isCommand?: boolean
    operation?: Operation
  }
}

/** Of answers that say no other. */
export const JSON_TYPE = 'application/json'

/** Of the type of that name in src/http/wire. */
export function ref(name: WireName): { readonly $ref: string } {
  return { $ref: `${name}#` }
}

export interface RouteHead {
  readonly schema: FastifySchema
  readonly config: FastifyContextConfig
}

export function operation(of: Operation): RouteHead {
  const { scope, isCommand = false, answers } = of
  const problems = problemSchemas(problemsOf(of))
  const told = Object.entries(answers).map(([status, answer]) => [status, answerSchema(answer, problems[status])])
  return {
    schema: {
      operationId: of.id,
      summary: of.summary,
      tags: [of.tag],
      ...(of.description === undefined ? {} : { description: of.description }),
      ...(of.params === undefined ? {} : { params: ref(of.params) }),
      ...(of.query === undefined ? {} : { querystring: ref(of.query) }),
      ...(of.body === undefined
        ? {}
        : { body: of.isBodyOptional ? { anyOf: [ref(of.body), { type: 'null' }] } : ref(of.body) }),
      response: { ...problems, ...Object.fromEntries(told) },
    } as FastifySchema,
    config: { scope, isCommand, operation: of },
  }
}

interface ResponseSchema {
  readonly description: string
  readonly content: { readonly [type: string]: { readonly schema: object } }
}

/** `problem`: what else comes with the same status. */
function answerSchema({ description, schema, type = JSON_TYPE }: AnswerOf, problem?: ResponseSchema): object {
  if (schema === undefined) return { type: 'null', description }
  return { description, content: { ...problem?.content, [type]: { schema: ref(schema) } } }
}

/** Every code that the call may answer. */
export function problemsOf(of: Operation): readonly ProblemCode[] {
  const isAsked = of.params !== undefined || of.query !== undefined || of.body !== undefined
  const codes: readonly (readonly [ProblemCode, boolean])[] = [
    ['invalid', isAsked || of.isCommand === true],
    ['unauthorized', of.scope !== 'none'],
    ['forbidden', of.scope !== 'none'],
    // A command's body is read even where none is asked for.
    ['too-large', of.body !== undefined || of.isCommand === true],
    ['unsupported-media-type', of.body !== undefined || of.isCommand === true],
    ['in-progress', of.isCommand === true],
    ['key-reused', of.isCommand === true],
    ['precondition-failed', of.headers?.includes('If-Match') === true],
    ['rate-limited', of.scope !== 'none'],
    ['internal', true],
    ['unavailable', true],
  ]
  const usual = codes.filter(([, isPossible]) => isPossible).map(([code]) => code)
  return [...new Set([...usual, ...(of.problems ?? [])])]
}

function problemSchemas(codes: readonly ProblemCode[]): { readonly [status: string]: ResponseSchema } {
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort((one, other) => one - other)
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: codes.filter((code) => PROBLEMS[code].status === status).join(', '),
        content: { 'application/problem+json': { schema: ref('Problem') } },
      },
    ]),
  )
}
