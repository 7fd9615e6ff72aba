// Drafts and versions of one workspace's rules.
import type { CurrentRules, RuleDraft, RuleVersion, ServiceStore } from '../../../ports/service-store.js'

export interface RuleBook {
  readonly draft: () => RuleDraft | null
  readonly save: (draft: Parameters<ServiceStore['saveRuleDraft']>[1]) => RuleDraft | null
  readonly publish: (version: Parameters<ServiceStore['publishRules']>[1]) => RuleVersion | null
  readonly share: (step: Parameters<ServiceStore['shareRules']>[1]) => Omit<RuleVersion, 'sets'> | null
  readonly current: () => CurrentRules
  readonly version: (number: number) => RuleVersion | null
  readonly versions: (page: Parameters<ServiceStore['ruleVersions']>[1]) => readonly Omit<RuleVersion, 'sets'>[]
}

export function ruleBook(): RuleBook {
  let draft: RuleDraft | null = null
  let current: CurrentRules = { number: 0, rollout: null }
  const versions: RuleVersion[] = []
  return {
    draft: () => draft,
    save: ({ ifRevision, ...next }) => {
      const revision = draft?.revision ?? 0
      if (ifRevision !== undefined && ifRevision !== revision) return null
      draft = { revision: revision + 1, ...next }
      return draft
    },
    publish: ({ ifNumber, share, ...next }) => {
      if (current.rollout !== null || (ifNumber !== undefined && ifNumber !== current.number)) return null
      const number = versions.length + 1
      const shares = share === undefined ? [] : [{ share, author: next.author, at: next.at }]
      const version = { number, ...next, shares }
      versions.push(version)
      current = share === undefined ? { number, rollout: null } : { ...current, rollout: { number, share } }
      return version
    },
    share: ({ number, ...step }) => {
      const version = versions[number - 1]
      if (current.rollout?.number !== number || version === undefined) return null
      const { share } = step
      const isOver = share === 0 || share === 100
      const inForce = share === 100 ? number : current.number
      current = { number: inForce, rollout: isOver ? null : { number, share } }
      const { sets, ...head } = { ...version, shares: [...version.shares, step] }
      versions[number - 1] = { ...head, sets }
      return head
    },
    current: () => current,
    version: (number) => versions[number - 1] ?? null,
    versions: ({ below, limit }) =>
      versions
        .filter(({ number }) => below === undefined || number < below)
        .map(({ sets: _, ...head }) => head)
        .reverse()
        .slice(0, limit),
  }
}
