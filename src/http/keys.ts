// API keys: `cl_<id>_<secret>`. The id finds the stored key, the secret proves it; only the secret's hash is stored. Secrets
// are 256 random bits, so a plain SHA-256 is enough: there is nothing to guess that a slow hash would protect.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { KeyScope, StoredApiKey } from '../ports/service-store.js'

const FORM = /^cl_([a-z0-9]{16})_([A-Za-z0-9]{43,64})$/

export interface MadeKey {
  /** Shown once, to whoever asked for it. */
  readonly key: string
  readonly id: string
  /** Hex SHA-256 of the secret. */
  readonly hash: string
}

/** `id`: 16 letters and digits; random where it isn't given. */
export function makeKey(id: string = randomBytes(8).toString('hex')): MadeKey {
  const secret = secretText()
  return { key: `cl_${id}_${secret}`, id, hash: hashOf(secret) }
}

/** 256 bits and more as letters and digits: texts without `-` and `_` are selected by a double click. */
function secretText(): string {
  const text = randomBytes(48).toString('base64').replace(/[+/=]/g, '')
  return text.length >= 43 ? text : secretText()
}

export interface GivenKey {
  readonly id: string
  readonly secret: string
}

export function parseKey(text: string): GivenKey | null {
  const [, id, secret] = FORM.exec(text) ?? []
  return id === undefined || secret === undefined ? null : { id, secret }
}

export function isSecretOf(secret: string, stored: Pick<StoredApiKey, 'hash'>): boolean {
  const expected = Buffer.from(stored.hash, 'hex')
  const given = Buffer.from(hashOf(secret), 'hex')
  return expected.length === given.length && timingSafeEqual(expected, given)
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** An admin may do everything, an agent what agents do, `ingest` brings messages. */
export function allows(scopes: readonly KeyScope[], asked: KeyScope): boolean {
  return scopes.includes('admin') || scopes.includes(asked)
}
