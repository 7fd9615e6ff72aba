// Drafts and versions of one workspace's rules.
import type { RuleDraft, RuleVersion, ServiceStore } from '../../../ports/service-store.js'

export interface RuleBook {
  readonly draft: () => RuleDraft | null
  readonly save: (draft: Parameters<ServiceStore['saveRuleDraft']>[1]) => RuleDraft | null
  readonly publish: (version: Parameters<ServiceStore['publishRules']>[1]) => RuleVersion | null
  readonly current: () => number
  readonly version: (number: number) => RuleVersion | null
  readonly versions: (page: Parameters<ServiceStore['ruleVersions']>[1]) => readonly Omit<RuleVersion, 'sets'>[]
}

export function ruleBook(): RuleBook {
  let draft: RuleDraft | null = null
  const versions: RuleVersion[] = []
  return {
    draft: () => draft,
    save: ({ ifRevision, ...next }) => {
      const revision = draft?.revision ?? 0
      if (ifRevision !== undefined && ifRevision !== revision) return null
      draft = { revision: revision + 1, ...next }
      return draft
    },
    publish: ({ ifNumber, ...next }) => {
      if (ifNumber !== undefined && ifNumber !== versions.length) return null
      const version = { number: versions.length + 1, ...next }
      versions.push(version)
      return version
    },
    current: () => versions.length,
    version: (number) => versions[number - 1] ?? null,
    versions: ({ below, limit }) =>
      versions
        .filter(({ number }) => below === undefined || number < below)
        .map(({ sets: _, ...head }) => head)
        .reverse()
        .slice(0, limit),
  }
}
