// The signature is over the bytes that came. There is no time in it: replays are stopped by the message's key only.
import type { RawDelivery } from '../../ports/channel-adapter.js'
import { isHmacHex } from '../shared/hmac.js'
import type { ViberAccount } from './account.js'

/** In the header, or as `?sig=` where there is no header; both are the same HMAC. */
export function isSigned({ headers, query, rawBody }: RawDelivery, { token }: ViberAccount): boolean {
  return isHmacHex(headers['x-viber-content-signature'] ?? query.sig, 'sha256', token, rawBody)
}
