import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares in constant time whatever a stranger sent, of any type and length. An empty secret equals nothing. */
export function isSameSecret(given: unknown, secret: string): boolean {
  if (typeof given !== 'string' || secret === '') return false
  return timingSafeEqual(digestOf(given), digestOf(secret))
}

/** Whether it is one of several secrets, as while a new one is brought in. Takes as long for a hit as for a miss. */
export function isOneOfSecrets(given: unknown, secrets: readonly string[]): boolean {
  return secrets.map((secret) => isSameSecret(given, secret)).includes(true)
}

/** As UTF-16: UTF-8 would make every half of a character the same U+FFFD. */
function digestOf(text: string): Buffer {
  return createHash('sha256').update(text, 'utf16le').digest()
}
