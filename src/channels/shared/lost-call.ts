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

/** Statuses that mean the same everywhere. Null: the provider's own words decide. */
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
  // A gateway that waited in vain doesn't know what became of the request behind it.
  if (status === 504)
    return { ok: false, class: 'unknown-outcome', providerCode, detail: `${provider} answered too late (HTTP 504)` }
  if (status === 408 || status >= 500)
    return { ok: false, class: 'temporary', ...pause, providerCode, detail: `${provider} has trouble (HTTP ${status})` }
  return null
}

/** The header in seconds; a date in it isn't read, as that would need a clock. At most an hour. */
export function retryAfterOf(header: string | undefined): number | undefined {
  if (header === undefined || !/^\d{1,9}(?:\.\d+)?$/u.test(header.trim())) return undefined
  return Math.min(Math.ceil(Number(header) * 1000), 3_600_000)
}
