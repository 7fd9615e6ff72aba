import type { RuleSet } from '../core/rules/rule-set.js'
import type { ServiceStore } from '../ports/service-store.js'
import { refuse } from './refused-error.js'

/** One side of a comparison of rules, by name. */
export type RuleSide = 'published' | 'rollout' | 'draft' | number

/** What the side says; nothing published says nothing. Refused `not-found` when it isn't there, with the pointer of who asked. */
export async function ruleSide(
  service: Pick<ServiceStore, 'currentRules' | 'ruleDraft' | 'ruleVersion'>,
  workspace: string,
  side: RuleSide,
  pointer: string,
): Promise<readonly RuleSet[]> {
  if (side === 'draft')
    return (await service.ruleDraft(workspace))?.sets ?? refuse('not-found', 'There is no draft', { pointer })
  if (typeof side === 'number') {
    const version = await service.ruleVersion(workspace, side)
    return version?.sets ?? refuse('not-found', `There is no version ${side}`, { pointer })
  }
  const { number, rollout } = await service.currentRules(workspace)
  const wanted = side === 'rollout' ? rollout?.number : number
  if (wanted === undefined) return refuse('not-found', 'Nothing is being rolled out', { pointer })
  return (wanted === 0 ? null : await service.ruleVersion(workspace, wanted))?.sets ?? []
}
