// One line for each request: who asked for what, and what came of it. No address, query, body, header: texts, customers and
// keys can be in any of them.
import { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import type { Metrics } from './metrics.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Code of the problem that was answered. */
    problem: string | null
  }
}

/** Ids of callers that are taken over, so that one request can be followed through several systems. */
const REQUEST_ID = /^[\w.:-]{1,128}$/

/** For Fastify: how requests get their ids. Its own lines, which name addresses, are not written. */
export function requestIds(): Pick<FastifyServerOptions, 'genReqId' | 'logController' | 'requestIdHeader'> {
  return {
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: (request) => {
      const given = request.headers['x-request-id']
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : crypto.randomUUID()
    },
  }
}

/** Redacted wherever somebody logs a request or an option. */
export const SECRET_PATHS = [
  'authorization',
  'headers.authorization',
  'req.headers.authorization',
  'key',
  'secret',
  '*.secret',
]

export interface LoggedError {
  type: string
  message: string
  stack: string
  [name: string]: unknown
}

/** Named parts only: the errors of a database carry rows in their details. */
export function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is no error', stack: '' }
  const { name, message, stack = '', cause } = error
  return {
    type: name,
    message,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    stack,
    ...(cause instanceof Error ? { cause: loggedError(cause) } : {}),
  }
}

/** Before everything else that sets hooks: it sees the request's command before that is settled. */
export function logRequests(app: FastifyInstance, metrics: Metrics | undefined): void {
  const commands = new WeakMap<object, string>()
  app.decorateRequest('problem', null)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onSend', async (request, _reply, payload) => {
    const command: unknown = Reflect.get(request, 'command')
    if (typeof command === 'object' && command !== null && 'id' in command) commands.set(request, String(command.id))
    return payload
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method } = request
    const route = request.routeOptions.url ?? 'unknown'
    const status = reply.statusCode
    const ms = reply.elapsedTime
    metrics?.request({ method, route, status, seconds: ms / 1000 })
    if (request.problem !== null) metrics?.problem(request.problem)
    const of = {
      method,
      route,
      status,
      ms: Math.round(ms * 10) / 10,
      ...(request.access === null ? {} : { workspace: request.access.workspace, keyId: request.access.key }),
      ...(request.problem === null ? {} : { code: request.problem }),
      ...(commands.has(request) ? { command: commands.get(request) } : {}),
    }
    // What probes ask every few seconds isn't worth a line.
    if (request.routeOptions.config.scope === 'none' && status < 400) request.log.debug(of, 'request')
    else request.log.info(of, 'request')
  })
}
