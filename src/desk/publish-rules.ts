// Publishing and taking back. History is never rewritten: a rollback publishes what an old version says as a new one.
import type { CheckOptions } from '../core/rules/check-rule-set.js'
import type { RuleVersion, ServiceStore } from '../ports/service-store.js'
import { checkRules } from './check-rules.js'
import { idOf, textOf } from './input.js'
import { refuse } from './refused-error.js'
import { RuleSetError } from './rule-files.js'
import { shareOf } from './share-rules.js'

const MAX_NOTE = 2_000

export interface RulePlace {
  readonly workspace: string
  readonly service: Pick<ServiceStore, 'ruleDraft' | 'publishRules' | 'shareRules' | 'currentRules' | 'ruleVersion'>
  /** What rules may name. */
  readonly known: CheckOptions
  /** ISO 8601 UTC. */
  readonly now: string
}

export interface Publishing {
  /** Left out: the draft. */
  readonly sets?: readonly unknown[]
  readonly author: string
  readonly note?: string
  /** Number of the version that is to be followed, 0 for none. Left out: the one that is current now. */
  readonly ifNumber?: number
  /** Percent of the threads that get it at first; what is in force stays for the rest. Left out: all. */
  readonly share?: number
}

export interface Rollback extends Omit<Publishing, 'sets' | 'share'> {
  /** Number of the version that is to hold again. */
  readonly to: number
}

export interface Published {
  readonly version: RuleVersion
  /** It was so already: nothing was done. */
  readonly isUnchanged: boolean
}

/**
 * Throws `RuleSetError` with every fault; refused `conflict` when another version was published in the meantime or is being rolled
 * out, `not-found` without a draft.
 */
export async function publishRules(place: RulePlace, { sets, ...how }: Publishing): Promise<Published> {
  const { workspace, service } = place
  const share = how.share === undefined ? 100 : shareOf(how.share)
  if (share === 0) return refuse('invalid', 'share must be above 0', { pointer: '/share' })
  const told = { ...toldBy(how), ...(share === 100 ? {} : { share }) }
  const current = how.ifNumber ?? (await service.currentRules(workspace)).number
  if (sets !== undefined) return publish(place, sets, told, current)
  const draft = await service.ruleDraft(workspace)
  if (draft === null) return refuse('not-found', 'There is no draft to publish', { pointer: '/sets' })
  return publish(place, draft.sets, told, current)
}

/** As `publishRules`; refused `not-found` when there is no such version. */
export async function rollBackRules(place: RulePlace, { to, ...how }: Rollback): Promise<Published> {
  const { workspace, service } = place
  const told = toldBy({ ...how, note: how.note ?? `Back to version ${to}` })
  const current = how.ifNumber ?? (await service.currentRules(workspace)).number
  const old = Number.isSafeInteger(to) && to > 0 ? await service.ruleVersion(workspace, to) : null
  if (old === null) return refuse('not-found', `There is no version ${to}`, { pointer: '/to' })
  // What it names may be gone by now.
  return publish(place, old.sets, told, current)
}

function toldBy({ author, note }: Omit<Publishing, 'sets'>): Pick<RuleVersion, 'author' | 'note'> {
  return { author: idOf(author, '/author'), note: note === undefined ? null : textOf(note, '/note', MAX_NOTE) }
}

async function publish(
  { workspace, service, known, now }: RulePlace,
  sets: readonly unknown[],
  told: Pick<RuleVersion, 'author' | 'note'> & { readonly share?: number },
  ifNumber: number,
): Promise<Published> {
  const checked = checkRules(sets, known)
  if (!checked.ok) throw new RuleSetError(checked.diagnostics)
  // Asked again after an answer was lost, it is there already.
  const { number, rollout } = await service.currentRules(workspace)
  const isAsked = rollout === null || told.share === rollout.share
  const before = isAsked ? await service.ruleVersion(workspace, rollout?.number ?? number) : null
  if (before !== null && JSON.stringify(before.sets) === JSON.stringify(checked.sets))
    return { version: before, isUnchanged: true }
  const version = await service.publishRules(workspace, {
    ...told,
    at: now,
    version: checked.version,
    sets: checked.sets,
    ifNumber,
  })
  return version === null ? refuseConflict(workspace, service) : { version, isUnchanged: false }
}

async function refuseConflict(workspace: string, service: RulePlace['service']): Promise<never> {
  const { number, rollout } = await service.currentRules(workspace)
  if (rollout === null)
    return refuse('conflict', `Version ${number} was published in the meantime: look at it and decide again`, {
      pointer: '/ifNumber',
    })
  const { share } = rollout
  return refuse(
    'conflict',
    `Version ${rollout.number} is being rolled out, to ${share} %: finish that or abort it first`,
  )
}
