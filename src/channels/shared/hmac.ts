import { createHmac, timingSafeEqual } from 'node:crypto'

export type HmacAlgorithm = 'sha1' | 'sha256' | 'sha512'

/** Lower-case hex over the parts one after the other; texts as UTF-8. */
export function hmacHex(algorithm: HmacAlgorithm, key: string, ...parts: readonly (string | Uint8Array)[]): string {
  return signed(algorithm, key, parts).toString('hex')
}

/** Whether a stranger's text is that hex, compared in constant time. False for what is no hex or of another length. */
export function isHmacHex(
  given: unknown,
  algorithm: HmacAlgorithm,
  key: string,
  ...parts: readonly (string | Uint8Array)[]
): boolean {
  // An empty key would let everybody sign.
  if (typeof given !== 'string' || key === '') return false
  const expected = signed(algorithm, key, parts)
  if (given.length !== expected.length * 2 || !/^[0-9a-f]+$/iu.test(given)) return false
  return timingSafeEqual(Buffer.from(given, 'hex'), expected)
}

function signed(algorithm: HmacAlgorithm, key: string, parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac(algorithm, key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}
