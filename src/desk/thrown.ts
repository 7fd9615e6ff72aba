// What an exception of a delivery says about the message: was it ever on its way? Codes of Node's net and undici.
import type { DeliveryResult } from '../ports/channel.js'

type FailureClass = Extract<DeliveryResult, { ok: false }>['class']

/** The connection stood, so the request may have arrived. */
const MAY_HAVE_ARRIVED = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_ABORTED',
])

/** `unknown` when a connection was lost on the way, `temporary` for everything else that is thrown. */
export function classOfThrown(error: unknown): FailureClass {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    const code = 'code' in cause ? String(cause.code) : ''
    // A connection that could not be made carried nothing.
    if ('syscall' in cause && cause.syscall === 'connect') return 'temporary'
    if (MAY_HAVE_ARRIVED.has(code) || cause.name === 'AbortError' || cause.name === 'TimeoutError') return 'unknown'
  }
  return 'temporary'
}
