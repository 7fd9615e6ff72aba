// One HTTP call per connection: an idle connection that the provider closes just then would make every other outcome
// unknown. Redirects aren't followed (they would carry tokens elsewhere); an address never stands in an error.
import { type ClientRequest, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { rootCertificates } from 'node:tls'
import type { HttpAnswer, HttpPort, HttpRequest } from '../../ports/channel-adapter.js'
import { HttpFailure, type HttpReach, type HttpTrouble } from '../../ports/http-failure.js'

export interface HttpPortOptions {
  /** For the whole call, where the request says nothing. Default 10 s. */
  readonly timeoutMs?: number
  readonly maxBytes?: number
}

const TIMEOUT_MS = 10_000
const MAX_BYTES = 1024 * 1024

export function httpPort(options: HttpPortOptions = {}): HttpPort {
  return { fetch: (request) => call({ timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, ...options, ...request }) }
}

type Call = HttpRequest & { readonly timeoutMs: number; readonly maxBytes: number }

function call({ method, url, headers, body, ca, timeoutMs, maxBytes, signal }: Call): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const target = URL.canParse(url) ? new URL(url) : null
    if (target === null || (target.protocol !== 'http:' && target.protocol !== 'https:'))
      return reject(new HttpFailure('malformed', 'no', 'the address is no http or https address'))
    const isTls = target.protocol === 'https:'
    const timeout = AbortSignal.timeout(timeoutMs)
    // Until the connection stands, nothing of the request can have arrived.
    let reached: HttpReach = 'no'
    let isDone = false
    let request: ClientRequest | null = null
    const end = (settle: () => void): void => {
      if (isDone) return
      isDone = true
      settle()
      request?.destroy()
    }
    const fail = (error: unknown): void => {
      const [trouble, message] = troubleOf(error, timeout.aborted, signal?.aborted ?? false, reached)
      end(() => reject(new HttpFailure(trouble, reached, message)))
    }
    request = start({
      target,
      isTls,
      options: {
        method,
        agent: false,
        signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
        headers: { ...headers, ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }) },
        ...(isTls && ca !== undefined ? { ca: [...rootCertificates, ca] } : {}),
      },
      fail,
    })
    if (request === null) return
    request.on('error', fail)
    request.on('socket', (socket) =>
      socket.once(isTls ? 'secureConnect' : 'connect', () => {
        reached = 'maybe'
      }),
    )
    request.on('response', (response) => {
      response.on('error', fail)
      read(response, maxBytes).then((answer) => end(() => resolve(answer)), fail)
    })
    request.end(body)
  })
}

interface Start {
  readonly target: URL
  readonly isTls: boolean
  readonly options: RequestOptions & { readonly ca?: string[] }
  readonly fail: (error: unknown) => void
}

/** Null, and failed, for what Node refuses to write: line breaks in a header. */
function start({ target, isTls, options, fail }: Start): ClientRequest | null {
  try {
    return (isTls ? requestHttps : requestHttp)(target, options)
  } catch {
    fail(new HttpFailure('malformed', 'no', 'a header or the address holds characters that HTTP forbids'))
    return null
  }
}

async function read(response: IncomingMessage, maxBytes: number): Promise<HttpAnswer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response) {
    size += chunk.length
    if (size > maxBytes) throw new HttpFailure('too-large', 'maybe', `the answer is over ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  if (!response.complete) throw new HttpFailure('broken', 'maybe', 'the answer broke off')
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  )
  const body = Buffer.concat(chunks).toString('utf8')
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(headers), body }
}

/** In words that hold no part of the address; Node's own may (ERR_INVALID_URL, a proxy's answer). */
function troubleOf(
  error: unknown,
  isLate: boolean,
  isAborted: boolean,
  reached: HttpReach,
): readonly [HttpTrouble, string] {
  if (error instanceof HttpFailure) return [error.trouble, error.message]
  if (isAborted) return ['aborted', 'the call was given up']
  if (isLate) return ['timeout', 'no answer in time']
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code'
  if (reached === 'maybe') return ['broken', `the connection broke (${code})`]
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|EPROTO|DEPTH_|SELF_SIGNED|UNABLE_TO|ERR_OSSL)/u.test(code))
    return ['tls', `no trusted TLS connection (${code})`]
  return ['unreachable', `no connection (${code})`]
}
