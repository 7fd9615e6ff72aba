// The signature is over the bytes that came: Facebook escapes letters as \uXXXX, so JSON that was parsed and written again
// has another one. There is no time in it: replays are stopped by the message's key only.
import type { RawDelivery, ReceiveResult } from '../../ports/channel-adapter.js'
import { handshake, reject } from '../shared/answers.js'
import { isHmacHex } from '../shared/hmac.js'
import { isSameSecret } from '../shared/same-secret.js'
import type { FacebookAccount } from './account.js'

/** The older header with SHA-1 proves nothing. */
export function isSigned({ headers, rawBody }: RawDelivery, { appSecret }: FacebookAccount): boolean {
  const [, hex] = /^sha256=([0-9a-f]{64})$/u.exec(headers['x-hub-signature-256'] ?? '') ?? []
  return isHmacHex(hex, 'sha256', appSecret, rawBody)
}

/** `GET ?hub.mode=subscribe&hub.challenge=…&hub.verify_token=…`: Facebook asks whether this address is ours. */
export function subscription({ query }: RawDelivery, { verifyToken }: FacebookAccount): ReceiveResult {
  if (query['hub.mode'] !== 'subscribe') return reject('no subscription', 403)
  if (!isSameSecret(query['hub.verify_token'], verifyToken)) return reject('another verify token', 403)
  const challenge = query['hub.challenge']
  // Sent back as it came, so it may be nothing that a browser would run.
  if (typeof challenge !== 'string' || !/^[\w.-]{1,200}$/u.test(challenge)) return reject('no challenge', 403)
  return handshake(challenge)
}
