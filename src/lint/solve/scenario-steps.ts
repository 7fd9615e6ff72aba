import type { Json } from '../../core/json.js'

// A scenario as scenario files write it (docs/reference/scenarios.md), of what witnesses need. A test runs them through
// the scenario runner, whose types this room doesn't know.

export interface WitnessCustomer {
  readonly id: string
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  readonly language?: string
  readonly tags?: readonly string[]
  readonly fields?: { readonly [name: string]: Json }
}

export interface WitnessGiven {
  readonly now: string
  readonly channel: {
    readonly id: string
    readonly kind: string
    readonly name?: string
    readonly autoFinish?: null
  }
  readonly customer: WitnessCustomer
  readonly agents?: { readonly [agent: string]: 'online' | 'away' | 'offline' }
  readonly facts?: { readonly [fact: string]: Json }
}

export interface WitnessDetails {
  readonly subject?: string | null
  readonly tags?: readonly string[]
  readonly fields?: { readonly [name: string]: Json }
  readonly priority?: 'low' | 'normal' | 'high' | 'urgent'
  readonly assignee?: { readonly agent: string; readonly group?: string } | { readonly group: string } | null
  readonly status?: 'open' | 'pending' | 'closed'
}

export type WitnessStep =
  | {
      readonly customer: string
      readonly id?: string
      readonly automated?: boolean
      readonly sentAt?: string
      readonly language?: string
      readonly inReplyTo?: string
    }
  | { readonly agent: string; readonly says: string }
  | { readonly agent: string; readonly notes: string }
  | { readonly agent: string; readonly finishes: 'open' | 'pending' | 'closed' }
  | { readonly agent: string; readonly splits: true }
  | { readonly agent: string; readonly merges: true }
  | { readonly agent: string; readonly unmerges: true }
  | { readonly agent: string; readonly sets: WitnessDetails }
  | { readonly agent: string; readonly starts: { readonly text: string } }
  | { readonly wait: string }
  | { readonly until: string }

/** What can be played: as a scenario file it shows the fault with the rules it was found in. */
export interface WitnessScenario {
  readonly name: string
  readonly given: WitnessGiven
  readonly steps: readonly WitnessStep[]
}
