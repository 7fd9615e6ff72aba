import { Almanac } from 'json-rules-engine'
import { DATED_FACT } from './compile-condition.js'
import type { CompiledRules } from './compiled-rules.js'
import { MISSING } from './missing.js'
import { parseMoment } from './moment.js'
import { dated } from './operators/time.js'

/** Parameters of a fact as the condition gives them. */
export interface FactParams {
  readonly [name: string]: unknown
}

/** JSON-like, or a function that makes it: asked at most once for each set of parameters. What fails is missing. */
export type FactValue = unknown | ((params: FactParams) => unknown)

export interface FactSource {
  readonly [fact: string]: FactValue
}

/** Facts as they are at one moment, for all rules that are judged together. */
export interface Snapshot {
  readonly rules: CompiledRules
  readonly almanac: Almanac
}

/** Only facts that some condition reads are taken; none is asked before a condition needs it. */
export function newSnapshot(rules: CompiledRules, facts: FactSource): Snapshot {
  const almanac = new Almanac({ allowUndefinedFacts: true, pathResolver: rules.pathResolver })
  for (const name of rules.facts) {
    const value = Object.hasOwn(facts, name) ? facts[name] : MISSING
    almanac.addFact(name, steady(value), UNCACHED)
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
  return { rules, almanac }
}

// The engine's own cache goes by a hash of the parameters, which may collide.
const UNCACHED = { cache: false }

function steady(value: FactValue): unknown {
  if (typeof value === 'function') return once((params) => value(params))
  if (value instanceof Promise) return once(() => value)
  return value === undefined ? MISSING : value
}

function once(ask: (params: FactParams) => unknown): (params: FactParams) => Promise<unknown> {
  const answers = new Map<string, Promise<unknown>>()
  return (params) => {
    const key = keyOf(params)
    let answer = answers.get(key)
    if (answer === undefined) {
      answer = asked(ask, params)
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

/** Equal for equal parameters, whatever the order of their names. */
function keyOf(params: FactParams): string {
  const names = Object.keys(params)
  if (names.length === 0) return ''
  const [name = ''] = names
  const value = params[name]
  // `schedule` is asked by many rules. JSON has no raw NUL, so the two kinds of key never meet.
  if (names.length === 1 && typeof value === 'string') return `${name.length}\0${name}${value}`
  return JSON.stringify(names.sort().map((name) => [name, params[name]]))
}
