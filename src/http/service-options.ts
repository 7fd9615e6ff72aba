import type { Clock } from '../ports/clock.js'
import type { ServedStore } from '../ports/service-store.js'
import type { Desks } from './desks.js'

export interface ServiceOptions {
  readonly store: ServedStore
  /** The desk of a workspace; `createDesks` makes them on demand. */
  readonly desks: Desks
  readonly clock?: Clock
  readonly auth?: {
    /**
     * `required`: every call brings a key. `none`: calls without one act as admin of the workspace `default`, and only
     * those from this machine are served. `auto` (default): `none` until the first key is made.
     */
    readonly keys?: 'auto' | 'required' | 'none'
  }
  /** Bytes of one body. Default 1 MiB. */
  readonly bodyLimit?: number
}
