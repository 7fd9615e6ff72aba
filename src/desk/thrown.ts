// What an exception of a delivery says about the message: was it ever on its way? Codes of Node's net, dns and undici.
import type { DeliveryResult } from '../ports/channel.js'

type Failure = Pick<Extract<DeliveryResult, { ok: false }>, 'class'>

/** No connection stood, so nothing can have arrived. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * `temporary` when the message surely never left, or the other side answered that it failed; anything else that is
 * thrown may have been thrown after it arrived: `unknown`.
 */
export function failureOf(error: unknown): Failure {
  for (let cause = error, depth = 0; typeof cause === 'object' && cause !== null && depth < 5; depth += 1) {
    const { code, syscall, status, statusCode, cause: next } = cause as { readonly [name: string]: unknown }
    if (syscall === 'connect' || syscall === 'getaddrinfo' || NEVER_LEFT.has(String(code)))
      return { class: 'temporary' }
    const answered = Number(status ?? statusCode)
    if (answered >= 400 && answered < 600) return { class: classOfStatus(answered) }
    cause = next
  }
  return { class: 'unknown' }
}

/** Of an HTTP status from 400 on. */
export function classOfStatus(status: number): Failure['class'] {
  if (status === 429) return 'rate-limited'
  return status === 408 || status >= 500 ? 'temporary' : 'permanent'
}
