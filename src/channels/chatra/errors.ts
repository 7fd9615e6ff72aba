// Chatra's errors aren't published: its HTTP statuses are taken for what they say.
import type { HttpAnswer, SendFailure } from '../../ports/channel-adapter.js'
import { type Failed, failureOfStatus } from '../shared/lost-call.js'

const BY_STATUS: ReadonlyMap<number, readonly [SendFailure, string]> = new Map<number, readonly [SendFailure, string]>([
  [401, ['auth', 'Chatra does not know the keys']],
  [402, ['auth', 'Chatra’s plan does not include its API']],
  [403, ['auth', 'The keys may not do this at Chatra']],
  [404, ['blocked', 'Chatra does not know this visitor any more']],
  [410, ['blocked', 'Chatra does not know this visitor any more']],
  [413, ['too-long', 'The text is too long for Chatra']],
])

/** Null: it was done. */
export function failureOf({ status, headers }: HttpAnswer): Failed | null {
  if (status >= 200 && status < 300) return null
  const byStatus = failureOfStatus(status, headers, 'Chatra')
  if (byStatus !== null) return byStatus
  const [failure, sentence] = BY_STATUS.get(status) ?? ['bad-request', 'Chatra does not accept the message']
  return { ok: false, class: failure, providerCode: String(status), detail: `${sentence} (HTTP ${status})` }
}
