import type { SendResult } from '../../ports/channel-adapter.js'
import { HttpFailure } from '../../ports/http-failure.js'

export type Failed = Extract<SendResult, { ok: false }>

/**
 * A send that got no answer: `temporary` only where the request surely wasn't carried out, else `unknown-outcome`. What
 * somebody else's HttpPort throws says nothing, so its outcome is unknown, and its message isn't shown: addresses hold tokens.
 */
export function lostCall(error: unknown, provider: string): Failed {
  const trouble = error instanceof HttpFailure ? error.message : 'the call failed'
  if (error instanceof HttpFailure && error.reached === 'no')
    return { ok: false, class: 'temporary', detail: `${provider} could not be reached: ${trouble}` }
  return {
    ok: false,
    class: 'unknown-outcome',
    detail: `The connection to ${provider} was lost after sending (${trouble}); the message may have arrived`,
  }
}

/**
 * Statuses that mean the same everywhere, of an answer that holds no word of the provider's. Null: its own words decide.
 * 408 and 503 say that the request wasn't taken. Of other troubles (500, 502, 504: mostly a gateway's pages) nobody knows
 * what became of the request behind them (decision 0011).
 */
export function failureOfStatus(
  status: number,
  headers: { readonly [name: string]: string },
  provider: string,
): Failed | null {
  const retryAfter = retryAfterOf(headers['retry-after'])
  const pause = retryAfter === undefined ? {} : { retryAfterMs: retryAfter }
  const providerCode = String(status)
  if (status === 429)
    return { ok: false, class: 'rate-limited', ...pause, providerCode, detail: `${provider} asks to send more slowly` }
  if (status === 408 || status === 503)
    return { ok: false, class: 'temporary', ...pause, providerCode, detail: `${provider} has trouble (HTTP ${status})` }
  if (status < 500) return null
  const detail = `${provider} has trouble (HTTP ${status}); the message may have arrived`
  return { ok: false, class: 'unknown-outcome', ...pause, providerCode, detail }
}

/** The header in seconds; a date in it isn't read, as that would need a clock. At most an hour. */
export function retryAfterOf(header: string | undefined): number | undefined {
  if (header === undefined || !/^\d{1,9}(?:\.\d+)?$/u.test(header.trim())) return undefined
  return Math.min(Math.ceil(Number(header) * 1000), 3_600_000)
}
