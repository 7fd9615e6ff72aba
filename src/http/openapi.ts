// The OpenAPI document, made from the very schemas that validate. @fastify/swagger collects the routes; headers, examples and
// what its converter has no words for are added from each route's `operation`.
import swagger from '@fastify/swagger'
import type { FastifyInstance, RouteOptions } from 'fastify'
import { EXAMPLES } from './generated/examples.js'
import { type AnswerOf, type HeaderName, JSON_TYPE, type Operation, problemsOf } from './operation.js'
import { PROBLEMS, type ProblemCode } from './problem-codes.js'

interface Media {
  schema?: unknown
  example?: unknown
  examples?: unknown
}

interface Response {
  description: string
  headers?: { [name: string]: unknown }
  content?: { [type: string]: Media }
}

interface PathOperation {
  operationId?: string
  security?: unknown
  parameters?: unknown[]
  requestBody?: { required?: boolean; content: { [type: string]: Media } }
  responses: { [status: string]: Response }
}

export interface OpenApiDocument {
  readonly openapi: string
  readonly paths: { readonly [path: string]: { readonly [method: string]: PathOperation } }
  readonly components?: { readonly schemas?: { readonly [name: string]: unknown } }
}

const DESCRIPTION = `Divides endless messenger chats into cases. Messages go in, agents' commands go in, and what a helpdesk
shows comes out. Errors are problem documents (RFC 9457) with a \`code\`; docs/reference/http.md lists them.`

/** Of the API, as in `/v1`. */
const VERSION = '1.0.0'

export async function describeService(app: FastifyInstance): Promise<void> {
  const operations = new Map<string, Operation>()
  app.addHook('onRoute', ({ config, method }: RouteOptions) => {
    const operation = config?.operation
    // Fastify adds HEAD to each GET.
    if (operation === undefined || method === 'HEAD') return
    if (operations.has(operation.id)) throw new Error(`Two calls are named ${operation.id}`)
    operations.set(operation.id, operation)
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Caseline',
        version: VERSION,
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' } as object & { name: string },
      },
      servers: [{ url: app.prefix === '' ? '/' : app.prefix }],
      components: {
        examples: PROBLEM_EXAMPLES,
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: '`cl_…`, made by `caseline keys add`' },
        },
      },
    },
    convertConstToEnum: false,
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => String(json.$id ?? `schema-${index}`) },
    transformObject: (document) => {
      if (!('openapiObject' in document)) return document.swaggerObject
      const { openapiObject } = document
      for (const methods of Object.values((openapiObject as OpenApiDocument).paths)) {
        for (const of of Object.values(methods)) {
          const operation = operations.get(of.operationId ?? '')
          if (operation !== undefined) complete(of, operation)
        }
      }
      return openapiObject
    },
  })
}

function complete(path: PathOperation, operation: Operation): void {
  const { isCommand = false, headers = [], body, isBodyOptional = false, answers } = operation
  const examples = EXAMPLES[operation.id]
  // Not in the route's schema: an app's own document may hold our routes, but not our kinds of keys.
  path.security = operation.scope === 'none' ? [] : [{ key: [] }]
  // The converter leaves the references of parameters as they are.
  if (path.parameters !== undefined) path.parameters = path.parameters.map(resolved)
  if (isCommand) path.parameters = [...(path.parameters ?? []), IDEMPOTENCY_KEY]
  for (const name of headers) path.parameters = [...(path.parameters ?? []), REQUEST_HEADERS[name]]
  if (body !== undefined && path.requestBody !== undefined) {
    const example = operation.bodyExample ?? examples?.body
    const media = { schema: { $ref: `#/components/schemas/${body}` }, ...(example === undefined ? {} : { example }) }
    path.requestBody = { required: !isBodyOptional, content: { 'application/json': media } }
  }
  for (const [status, response] of Object.entries(path.responses)) {
    const answer = answers[Number(status)]
    if (answer !== undefined) completeAnswer(response, answer, isCommand, examples?.answers[status])
  }
  completeProblems(path, problemsOf(operation))
}

function resolved(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(resolved)
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === '$ref' && typeof value === 'string' && value.endsWith('#')
        ? [key, `#/components/schemas/${value.slice(0, -1)}`]
        : [key, resolved(value)],
    ),
  )
}

function completeAnswer(response: Response, answer: AnswerOf, isCommand: boolean, recorded: unknown): void {
  const names: readonly HeaderName[] = [
    ...(answer.headers ?? []),
    ...(isCommand ? (['Idempotency-Replayed'] as const) : []),
  ]
  if (names.length > 0) response.headers = Object.fromEntries(names.map((name) => [name, ANSWER_HEADERS[name]]))
  const example = answer.example ?? recorded
  const media = response.content?.[answer.type ?? JSON_TYPE]
  if (media !== undefined && example !== undefined) media.example = example
}

function completeProblems(path: PathOperation, codes: readonly ProblemCode[]): void {
  for (const code of codes) {
    const { status } = PROBLEMS[code]
    const response = path.responses[status]
    const media = response?.content?.['application/problem+json']
    if (response === undefined || media === undefined) continue
    media.examples = { ...(media.examples as object | undefined), [code]: { $ref: `#/components/examples/${code}` } }
    if (status === 429 || status === 503 || code === 'in-progress')
      response.headers = { 'Retry-After': ANSWER_HEADERS['Retry-After'] }
    if (status === 401) response.headers = { 'WWW-Authenticate': { schema: { type: 'string' } } }
  }
}

const PROBLEM_EXAMPLES = Object.fromEntries(
  Object.entries(PROBLEMS).map(([code, { status, title }]) => [
    code,
    {
      value: {
        type: `urn:caseline:problem:${code}`,
        title,
        status,
        code,
        detail: title,
        requestId: '0b3f5a52-6f0c-4d0e-9a63-5d1c3f2b7e11',
      },
    },
  ]),
)

const IDEMPOTENCY_KEY = {
  in: 'header',
  name: 'Idempotency-Key',
  required: false,
  description: 'The same request with the same key is done once and answered the same again for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
}

const REQUEST_HEADERS = {
  'If-Match': {
    in: 'header',
    name: 'If-Match',
    required: false,
    description: 'The `ETag` that was read: changed only when it is still at that version, else 412.',
    schema: { type: 'string' },
  },
  'Last-Event-ID': {
    in: 'header',
    name: 'Last-Event-ID',
    required: false,
    description: '`id` of the last event that was seen: the stream goes on behind it.',
    schema: { type: 'string' },
  },
}

const ANSWER_HEADERS: { readonly [name in HeaderName]: object } = {
  ETag: { description: 'The version, for `If-Match`', schema: { type: 'string' } },
  Location: { description: 'Where it is', schema: { type: 'string' } },
  'Retry-After': { description: 'Seconds until it is worth another try', schema: { type: 'integer' } },
  'Idempotency-Replayed': {
    description: '`true`: an earlier answer to this Idempotency-Key',
    schema: { type: 'string', enum: ['true'] },
  },
}
