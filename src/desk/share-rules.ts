// The steps of a roll-out: to more threads, to all, or back.
import type { RuleVersion, ServiceStore } from '../ports/service-store.js'
import { idOf } from './input.js'
import { refuse } from './refused-error.js'

export interface Sharing {
  /** Of the version that is being rolled out. */
  readonly number: number
  /** Percent of the threads; 100: all, the roll-out is over; 0: none, the version before holds for all again. */
  readonly share: number
  readonly author: string
}

export interface Shared {
  readonly version: Omit<RuleVersion, 'sets'>
  /** It had this share already: nothing was done. */
  readonly isUnchanged: boolean
}

/** Refused `conflict` when that version isn't being rolled out (any more), `not-found` when there is none. */
export async function shareRules(
  place: {
    readonly workspace: string
    readonly service: Pick<ServiceStore, 'shareRules' | 'ruleVersion'>
    readonly now: string
  },
  { number, share, author }: Sharing,
): Promise<Shared> {
  const { workspace, service, now } = place
  const step = { number, share: shareOf(share), author: idOf(author, '/author'), at: now }
  const known = Number.isSafeInteger(number) && number > 0 ? await service.ruleVersion(workspace, number) : null
  if (known === null) return refuse('not-found', `There is no version ${number}`, { pointer: '/number' })
  const { sets: _, ...head } = known
  // Asked again after an answer was lost, it is done already.
  if (head.shares.at(-1)?.share === share) return { version: head, isUnchanged: true }
  const version = await service.shareRules(workspace, step)
  if (version !== null) return { version, isUnchanged: false }
  return refuse('conflict', `Version ${number} is not being rolled out`, { pointer: '/number' })
}

export function shareOf(share: number): number {
  if (typeof share === 'number' && share >= 0 && share <= 100) return share
  return refuse('invalid', 'share must be a number of percent from 0 to 100', { pointer: '/share' })
}
