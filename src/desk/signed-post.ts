// One JSON call to another system, as rules' webhooks and endpoints of events make it: signed, timed, never to a private
// address without leave, never following a redirect. What an answer means is for the caller to decide.
import type { Posting } from '#addresses'
import { signatureOf } from './signature.js'

/** Milliseconds. */
export const POST_TIMEOUT_MS = 10_000

export interface SignedPost {
  readonly url: string
  /** JSON text. */
  readonly body: string
  /** The same at every attempt: `Idempotency-Key`. */
  readonly id: string
  readonly secret?: string
  readonly headers?: { readonly [name: string]: string }
  readonly timeoutMs?: number
  readonly allowPrivateAddresses?: boolean
  readonly resolve?: Posting['resolve']
}

export type PostAnswer =
  | { readonly isAnswered: true; readonly status: number; readonly retryAfterMs?: number }
  /** `isForGood`: the address itself is the trouble. */
  | { readonly isAnswered: false; readonly isForGood: boolean; readonly detail: string }

/** `now` is ISO 8601. Never rejects. */
export async function postSigned(request: SignedPost, now: string): Promise<PostAnswer> {
  const { url, body, id, secret, headers, timeoutMs = POST_TIMEOUT_MS, allowPrivateAddresses = false } = request
  try {
    const signature = secret === undefined ? {} : { 'x-caseline-signature': await signatureOf(secret, body, now) }
    // Not before it is needed: http, https and tls are a good part of what importing the package loads of Node.
    const { post } = await import('#addresses')
    const answer = await post({
      url,
      body,
      headers: { 'content-type': 'application/json', 'idempotency-key': id, ...headers, ...signature },
      timeoutMs,
      allowPrivateAddresses,
      ...(request.resolve === undefined ? {} : { resolve: request.resolve }),
    })
    return { isAnswered: true, status: answer.status, ...waitOf(answer.retryAfter, now) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const detail = error instanceof Error ? error.message || code : String(error)
    return { isAnswered: false, isForGood: BAD_ADDRESS.has(code), detail }
  }
}

const BAD_ADDRESS: ReadonlySet<string> = new Set(['private-address', 'bad-address', 'ERR_INVALID_URL'])

/** Retry-After: seconds or an HTTP date (RFC 9110, 10.2.3). */
function waitOf(retryAfter: string | null, now: string): { readonly retryAfterMs?: number } {
  if (retryAfter === null) return {}
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.parse(now)
  return Number.isFinite(ms) ? { retryAfterMs: Math.max(0, ms) } : {}
}
