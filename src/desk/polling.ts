// One node at a time looks into a mailbox: the others ask as often, and go on when it is gone.
import type { Clock } from '../ports/clock.js'
import type { ServiceStore } from '../ports/service-store.js'
import { later } from './later.js'

export interface Polling {
  /** Whether this node looks into the channel's mailbox now; then no other does for so many milliseconds. */
  readonly mayPoll: (channel: string, forMs: number) => Promise<boolean>
  /** Another may at once. */
  readonly endPolling: (channel: string) => Promise<void>
}

export function polling(options: {
  readonly workspace: string
  readonly service: Pick<ServiceStore, 'takeLease' | 'dropLease'>
  readonly clock: Clock
}): Polling {
  const { workspace, service, clock } = options
  const holder = crypto.randomUUID()
  const nameOf = (channel: string): string => `poll:${channel}`
  return {
    mayPoll: (channel, forMs) => {
      const now = clock.now()
      return service.takeLease(workspace, { name: nameOf(channel), holder, now, until: later(now, forMs) })
    },
    endPolling: (channel) => service.dropLease(workspace, { name: nameOf(channel), holder }),
  }
}
