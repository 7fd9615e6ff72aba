// The rules that a question is about: those of then, those of now, or a published version by its number.
import type { CompiledRules } from '../core/rules/compiled-rules.js'
import type { LoadOptions } from '../core/rules/load-rule-set.js'
import type { Rule, RuleSet } from '../core/rules/rule-set.js'
import type { RuleVersion, ServiceStore } from '../ports/service-store.js'
import type { Dispatching } from './dispatch.js'
import { hasService } from './has-service.js'
import { refuse } from './refused-error.js'
import { compileRules, RuleSetError } from './rule-files.js'

/** `then`: the rules that decided; `now`: those in force; a number: that published version. */
export type AskedVersion = 'then' | 'now' | number

export interface AskedRules {
  readonly rules: CompiledRules
  /** Number of the published version; `null`: it was never published, or stands in the configuration. */
  readonly number: number | null
}

/** Versions on one page of the list that is searched for a hash. */
const PAGE = 200

/** `thread`: its key. `then`: hash of the rules that decided. Refuses what can't be had any more. */
export async function askedRules(
  desk: Pick<Dispatching, 'store' | 'workspace' | 'rulesOf'>,
  thread: string,
  asked: AskedVersion,
  then: string | null,
  known: LoadOptions,
): Promise<AskedRules> {
  const present = desk.rulesOf(thread)
  if (asked === 'now') {
    return present === null
      ? gone('The desk has no rules now')
      : { rules: present, number: await numberIn(desk, present.version) }
  }
  if (asked === 'then' && then === null) return gone('The desk had no rules then')
  if (asked === 'then' && present !== null && present.version === then)
    return { rules: present, number: await numberIn(desk, present.version) }
  const number = asked === 'then' ? await numberIn(desk, then ?? '') : asked
  const version =
    number === null || !hasService(desk.store) ? null : await desk.store.service.ruleVersion(desk.workspace, number)
  if (version !== null) return { rules: conditionsOf(version, known), number: version.number }
  return gone(
    asked === 'then'
      ? `The rules of then (${then}) were never published, so they aren't kept; ask for those of now`
      : `There is no version ${asked} of the rules`,
  )
}

function gone(message: string): never {
  return refuse('not-found', message, { pointer: '/version' })
}

async function numberIn(
  { store, workspace }: Pick<Dispatching, 'store' | 'workspace'>,
  hash: string,
): Promise<number | null> {
  const service: Pick<ServiceStore, 'ruleVersions'> | null = hasService(store) ? store.service : null
  if (service === null) return null
  for (let below: number | undefined; ; ) {
    const page = await service.ruleVersions(workspace, { limit: PAGE, ...(below === undefined ? {} : { below }) })
    const found = page.find(({ version }) => version === hash)
    if (found !== undefined) return found.number
    below = page.at(-1)?.number
    if (below === undefined || page.length < PAGE) return null
  }
}

/** What rules of another time do may name what this desk has no more; why they match needs none of it. */
function conditionsOf({ version, sets, number }: RuleVersion, known: LoadOptions): CompiledRules {
  try {
    return { ...compileRules(sets.map(withoutActions), known), version }
  } catch (error) {
    if (!(error instanceof RuleSetError)) throw error
    const [first] = error.diagnostics
    return refuse('conflict', `Version ${number} of the rules can't be read here: ${first?.message ?? error.message}`, {
      pointer: '/version',
    })
  }
}

const NOTHING: Rule['then'] = [{ do: 'add-note', text: '-' }]

function withoutActions(set: RuleSet): RuleSet {
  return {
    ...set,
    ...(set.rules === undefined ? {} : { rules: set.rules.map((rule) => ({ ...rule, then: NOTHING })) }),
  }
}
