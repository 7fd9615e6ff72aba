import { type FactPath, parseFactPath } from '../../core/rules/fact-path.js'
import { FACTS, type FactType, typeAt } from '../../core/rules/facts.js'
import type { FactCondition, Params } from '../../core/rules/rule-set.js'

/** What a comparison reads: one place in one fact. Two comparisons of the same variable see the same value. */
export interface Variable {
  readonly key: string
  readonly fact: string
  readonly params: Params
  readonly steps: FactPath
  /** `unknown` for the embedder's facts and free fields. */
  readonly type: FactType
}

const UNKNOWN: FactType = { kind: 'unknown' }

export function variableOf(leaf: Pick<FactCondition, 'fact' | 'path' | 'params'>): Variable {
  const parsed = parseFactPath(leaf.path ?? '$')
  const steps = parsed.ok ? parsed.steps : []
  const params = Object.fromEntries(
    Object.entries(leaf.params ?? {})
      .filter(([name]) => name !== 'exact')
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )
  const found = typeAt(FACTS.get(leaf.fact) ?? UNKNOWN, steps)
  return {
    key: JSON.stringify([leaf.fact, params, steps.map(String)]),
    fact: leaf.fact,
    params,
    steps,
    type: found.ok ? found.type : UNKNOWN,
  }
}

/** `chat.tags`, `schedule "support" open`: how a sentence names it. */
export function variableName({ fact, params, steps }: Variable): string {
  const name = typeof params.name === 'string' ? `${fact} "${params.name}"` : fact
  return [name, ...steps].join('.')
}
