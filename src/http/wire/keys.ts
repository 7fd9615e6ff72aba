import type { ApiKey, KeyScope } from '../../ports/service-store.js'

export interface NewKey {
  /**
   * For people: what uses it.
   * @minLength 1
   * @maxLength 200
   */
  readonly name: string
  /**
   * `ingest` brings messages, `agent` does what agents do, `admin` everything.
   * @minItems 1
   * @maxItems 3
   */
  readonly scopes: readonly KeyScope[]
}

export interface KeyPath {
  readonly id: string
}

export interface KeyList {
  readonly items: readonly ApiKey[]
}

export interface CreatedKey extends ApiKey {
  /** The key itself, shown this once; `null` when the answer is given again for an `Idempotency-Key`. */
  readonly key: string | null
}
