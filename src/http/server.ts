// What only a server can set: limits against slow and hostile clients, and answers to what is no HTTP.
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { failureOf, ProblemFailure, problemOf, sendProblem } from './problem.js'
import { requestIds } from './request-log.js'
import { BODY_LIMIT, type ServiceOptions } from './service-options.js'

/** Milliseconds and bytes. */
export interface ServerLimits {
  /** For a whole request to arrive. Default 30,000. */
  readonly requestTimeout?: number
  /** For its headers. Default 10,000. */
  readonly headersTimeout?: number
  /** Of an idle connection. Default 65,000, longer than usual proxies'. */
  readonly keepAliveTimeout?: number
  /** Of a connection on which nothing moves, a client that doesn't read included. Default 120,000. */
  readonly connectionTimeout?: number
  /** Of all headers together. Default 16 KiB. */
  readonly maxHeaderSize?: number
}

export interface ServerOptions extends ServiceOptions {
  readonly server?: ServerLimits
  /** Whose `X-Forwarded-For` is believed, as Fastify's `trustProxy`. Default: nobody's. */
  readonly trustProxy?: boolean | string | readonly string[]
  /** Fastify's. Default: nothing is logged. */
  readonly logger?: FastifyServerOptions['logger']
}

/** Ids of 512 characters, each written as up to twelve. */
const MAX_PARAM = 6_200

export function makeServer(options: ServerOptions): FastifyInstance {
  const { requestTimeout = 30_000, headersTimeout = 10_000, keepAliveTimeout = 65_000 } = options.server ?? {}
  const app = Fastify({
    bodyLimit: options.bodyLimit ?? BODY_LIMIT,
    routerOptions: { maxParamLength: MAX_PARAM },
    requestTimeout,
    keepAliveTimeout,
    connectionTimeout: options.server?.connectionTimeout ?? 120_000,
    trustProxy: typeof options.trustProxy === 'object' ? [...options.trustProxy] : (options.trustProxy ?? false),
    http: {
      headersTimeout,
      maxHeaderSize: options.server?.maxHeaderSize ?? 16_384,
      // How often Node looks for connections that are too slow.
      connectionsCheckingInterval: Math.min(5_000, Math.max(50, Math.floor(headersTimeout / 2))),
      insecureHTTPParser: false,
      // Ours is a problem document.
      requireHostHeader: false,
    },
    ...requestIds(),
    // A stop serves what comes on open connections to the end, and closes them.
    return503OnClosing: false,
    ...(options.logger === undefined ? {} : { logger: options.logger }),
    frameworkErrors: (error, request, reply) => {
      sendProblem(request, reply, new ProblemFailure('invalid', failureOf(error).message, { pointer: '' }))
    },
    clientErrorHandler: answerBroken,
  })
  readToTheEnd(app)
  closeWhenStopping(app)
  return app
}

/**
 * Who is refused in the middle of sending gets the answer: Fastify would close the connection, and what arrives at a closed
 * one makes the client's system throw away what came. The rest is read and dropped, for `requestTimeout` at most.
 */
function readToTheEnd(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!request.raw.complete && !request.raw.destroyed) reply.removeHeader('connection')
    return payload
  })
}

/** What is under way when a stop begins is answered to the end, and the connection isn't kept for more. */
function closeWhenStopping(app: FastifyInstance): void {
  let isStopping = false
  app.addHook('preClose', async () => {
    isStopping = true
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (isStopping) reply.header('connection', 'close')
    return payload
  })
}

/** Bytes that are no HTTP: there is no request yet, so the answer is written by hand and the connection ends. */
function answerBroken(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const failure = brokenBy(error.code)
  const problem = problemOf(failure, crypto.randomUUID())
  const body = JSON.stringify(problem)
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}

function brokenBy(code: string | undefined): ProblemFailure {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new ProblemFailure('request-timeout', 'The request took too long to arrive')
    case 'HPE_HEADER_OVERFLOW':
      return new ProblemFailure('headers-too-large', 'The headers are longer than this service takes')
    default:
      return new ProblemFailure('invalid', 'This is no well-formed HTTP', { pointer: '' })
  }
}
