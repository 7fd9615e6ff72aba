import { conditionFacts, type PassFacts } from '../../automation/facts.js'
import type { CompiledRules } from '../../rules/compiled-rules.js'
import type { FactPath } from '../../rules/fact-path.js'
import {
  computedFact,
  computing,
  type FactParams,
  type FactSource,
  type FactValue,
  isAwaited,
  paramsKey,
} from '../../rules/fact-source.js'
import { MISSING } from '../../rules/missing.js'
import { isRecord } from '../../rules/record.js'
import type { FactSlot } from './fact-slot.js'

export interface SlotChange {
  readonly slot: FactSlot
  readonly to: unknown
}

/** The facts as they would be; what is missing on the way to a slot is made. */
export function changedFacts(
  facts: PassFacts,
  own: FactSource,
  rules: CompiledRules,
  changes: readonly SlotChange[],
): FactSource {
  const moment = changes.find(({ slot }) => slot.fact === 'now')?.to
  const now = typeof moment === 'string' ? moment : facts.now
  const source: { [fact: string]: FactValue } = { ...conditionFacts({ ...facts, now }, { rules, facts: own }) }
  for (const { slot, to } of changes) if (slot.fact !== 'now') source[slot.fact] = changed(source[slot.fact], slot, to)
  return source
}

function changed(value: FactValue, { params, steps }: FactSlot, to: unknown): FactValue {
  const key = paramsKey(params)
  const told = (asked: FactParams, answer: unknown) =>
    paramsKey(asked) === key ? withValueAt(answer, steps, to) : answer
  const compute = computing(value)
  if (compute !== undefined) return computedFact((asked) => told(asked, compute(asked)))
  if (isAwaited(value))
    return async (asked: FactParams) => told(asked, await (typeof value === 'function' ? value(asked) : value))
  return key === '' ? withValueAt(value, steps, to) : computedFact((asked) => told(asked, value))
}

function withValueAt(value: unknown, steps: FactPath, to: unknown): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return to
  if (Array.isArray(value) && /^\d+$/u.test(String(step))) {
    const copy: unknown[] = [...value]
    copy[Number(step)] = withValueAt(copy[Number(step)], rest, to)
    return copy
  }
  const holder = value === MISSING || !isRecord(value) ? {} : value
  return { ...holder, [step]: withValueAt(Object.hasOwn(holder, step) ? holder[step] : undefined, rest, to) }
}
