import type { Clock } from '../ports/clock.js'
import type { ServiceStore } from '../ports/service-store.js'
import type { Desk } from './desk.js'

/** What is handed to those that run beside a desk: the feed, presence, the rule keeper, the webhook sender. */
export interface BesideDesk {
  readonly workspace: string
  readonly service: ServiceStore
  readonly clock: Clock
  readonly desk: Desk
  readonly onError: (error: unknown) => void
}
