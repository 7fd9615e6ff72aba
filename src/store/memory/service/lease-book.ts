// Who may do what only one at a time may do, of one workspace.
import type { LeaseClaim } from '../../../ports/service-store.js'

export interface LeaseBook {
  readonly take: (claim: LeaseClaim) => boolean
  readonly drop: (lease: Pick<LeaseClaim, 'name' | 'holder'>) => void
}

export function leaseBook(): LeaseBook {
  const held = new Map<string, Pick<LeaseClaim, 'holder' | 'until'>>()
  return {
    take: ({ name, holder, now, until }) => {
      const known = held.get(name)
      if (known !== undefined && known.holder !== holder && known.until > now) return false
      held.set(name, { holder, until })
      return true
    },
    drop: ({ name, holder }) => {
      if (held.get(name)?.holder === holder) held.delete(name)
    },
  }
}
