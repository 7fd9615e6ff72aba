import type { Desk } from '../../desk/desk.js'
import type { ArchivePort, HttpPort, KeyPort, TokenPort } from '../../ports/channel-adapter.js'
import type { Clock } from '../../ports/clock.js'
import type { ServedStore } from '../../ports/service-store.js'
import type { Connection } from './connection.js'

/** What a host's adapters share, in every workspace of a process. */
export interface HostPorts {
  readonly http: HttpPort
  readonly keys: KeyPort
  readonly tokens: TokenPort
  /** Left out: files of letters can't be fetched later. */
  readonly archive?: ArchivePort
  /** Of a file that is fetched: bytes, and milliseconds until all of it is there. Default 50 MiB and half a minute. */
  readonly fileLimits?: { readonly maxBytes: number; readonly timeoutMs: number }
  /** Files may be fetched from private, loopback and link-local addresses. */
  readonly allowPrivateAddresses: boolean
}

/** One channel with its account, and the desk that it belongs to. */
export interface Line {
  readonly channel: string
  readonly kind: string
  readonly connection: Connection
  readonly workspace: string
  readonly desk: Desk
  readonly store: ServedStore
  readonly clock: Clock
  readonly ports: HostPorts
  readonly onError: (error: unknown) => void
  /** For the log: what was left out, in a few words without texts and customers. */
  readonly onSkipped: (channel: string, reason: string) => void
}

/** The clock's moment in milliseconds since 1970. */
export function nowOf({ clock }: Pick<Line, 'clock'>): number {
  return Date.parse(clock.now())
}
