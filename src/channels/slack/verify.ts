// Signed are the time and the bytes. The time must be a plain number close to ours in both directions: what compares NaN
// or the future with "older than" lets replays through (Slack's own Bolt 5.1.0 does).
import type { RawDelivery } from '../../ports/channel-adapter.js'
import { isHmacHex } from '../shared/hmac.js'
import type { SlackAccount } from './account.js'

const WINDOW_S = 300

/** `now`: milliseconds since 1970. */
export function isSigned({ headers, rawBody }: RawDelivery, { signingSecret }: SlackAccount, now: number): boolean {
  const time = headers['x-slack-request-timestamp'] ?? ''
  if (!/^\d{1,12}$/u.test(time) || !(Math.abs(now / 1000 - Number(time)) <= WINDOW_S)) return false
  const [, hex] = /^v0=([0-9a-f]{64})$/u.exec(headers['x-slack-signature'] ?? '') ?? []
  return isHmacHex(hex, 'sha256', signingSecret, `v0:${time}:`, rawBody)
}
