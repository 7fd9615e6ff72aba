/** Parameters of a fact as the condition gives them. */
export interface FactParams {
  readonly [name: string]: unknown
}

/** JSON-like, or a function that makes it: asked at most once for each set of parameters. What fails is missing. */
export type FactValue = unknown | ((params: FactParams) => unknown)

export interface FactSource {
  readonly [fact: string]: FactValue
}

const COMPUTE: unique symbol = Symbol('computed fact')

/** A fact that depends on its parameters and on nothing that has to be waited for. */
export interface ComputedFact {
  readonly [COMPUTE]: (params: FactParams) => unknown
}

export function computedFact(compute: (params: FactParams) => unknown): ComputedFact {
  return { [COMPUTE]: compute }
}

/** How it is computed; `undefined` of any other fact. */
export function computing(value: FactValue): ((params: FactParams) => unknown) | undefined {
  return typeof value === 'object' && value !== null && COMPUTE in value ? (value as ComputedFact)[COMPUTE] : undefined
}

/** A function of the embedder's, or a promise: its value comes later. json-rules-engine waits for anything that has a `then`. */
export function isAwaited(value: FactValue): boolean {
  if (typeof value === 'function') return true
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}

/** Equal for equal parameters, whatever the order of their names. */
export function paramsKey(params: FactParams): string {
  const names = Object.keys(params)
  if (names.length === 0) return ''
  const [name = ''] = names
  const value = params[name]
  // `schedule` is asked by many rules. JSON has no raw NUL, so the two kinds of key never meet.
  if (names.length === 1 && typeof value === 'string') return `${name.length}\0${name}${value}`
  return JSON.stringify(names.sort().map((name) => [name, params[name]]))
}
