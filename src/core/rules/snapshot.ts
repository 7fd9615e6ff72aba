import { Almanac } from 'json-rules-engine'
import { DATED_FACT } from './compile-condition.js'
import type { CompiledRules } from './compiled-rules.js'
import { computing, type FactParams, type FactSource, type FactValue, isAwaited } from './fact-source.js'
import { computed, loadedKey, newReadings, type Readings } from './index/readings.js'
import { MISSING } from './missing.js'
import { parseMoment } from './moment.js'
import { dated } from './operators/time.js'

export type { FactParams, FactSource, FactValue }

/** Facts as they are at one moment, for all rules that are judged together. */
export interface Snapshot {
  readonly rules: CompiledRules
  readonly readings: Readings
  /** For json-rules-engine; made when it is first asked. */
  readonly almanac: () => Almanac
}

/** No fact is asked before a condition needs it, and each at most once. */
export function newSnapshot(rules: CompiledRules, facts: FactSource): Snapshot {
  const readings = newReadings(rules.predicates, facts)
  let almanac: Almanac | undefined
  return {
    rules,
    readings,
    almanac: () => {
      almanac ??= newAlmanac(rules, readings)
      return almanac
    },
  }
}

function newAlmanac(rules: CompiledRules, readings: Readings): Almanac {
  const { facts } = readings
  const almanac = new Almanac({ allowUndefinedFacts: true, pathResolver: rules.pathResolver })
  for (const name of new Set(rules.predicates.asked.map(({ fact }) => fact))) {
    almanac.addFact(name, steady(name, Object.hasOwn(facts, name) ? facts[name] : undefined, readings), UNCACHED)
  }
  almanac.addFact(
    DATED_FACT,
    async (params, own: Almanac) => {
      const at = parseMoment(await own.factValue('now'))
      const value = await own.getValue(params.value)
      return at === undefined || value === MISSING ? MISSING : dated(value, at)
    },
    UNCACHED,
  )
  return almanac
}

// The engine's own cache goes by a hash of the parameters, which may collide.
const UNCACHED = { cache: false }

function steady(name: string, value: FactValue, readings: Readings): unknown {
  if (value === undefined) return MISSING
  if (typeof value === 'function') return once(name, (params) => value(params), readings)
  if (isAwaited(value)) return once(name, () => value, readings)
  const compute = computing(value)
  return compute === undefined ? value : (params: FactParams) => computed(compute, params)
}

function once(
  name: string,
  ask: (params: FactParams) => unknown,
  { loaded }: Readings,
): (params: FactParams) => Promise<unknown> {
  const answers = new Map<string, Promise<unknown>>()
  return (params) => {
    const key = loadedKey(name, params)
    let answer = answers.get(key)
    if (answer === undefined) {
      answer = asked(ask, params).then((value) => {
        loaded.set(key, value)
        return value
      })
      answers.set(key, answer)
    }
    return answer
  }
}

async function asked(ask: (params: FactParams) => unknown, params: FactParams): Promise<unknown> {
  try {
    const value = await ask(params)
    return value === undefined ? MISSING : value
  } catch {
    return MISSING
  }
}
