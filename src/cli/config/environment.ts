// The configuration that stands in the environment: CASELINE_ and the path of a key in capitals. Lists and objects are JSON.
import { isRecord } from '../../core/rules/record.js'
import type { ConfigFinding } from './config-error.js'
import type { KeyPath } from './key-paths.js'
import { nearestName } from './nearest-name.js'
import { withValue } from './tree.js'

export interface FromEnvironment {
  readonly value: { readonly [key: string]: unknown }
  /** Which variable said what stands at a pointer. */
  readonly variables: ReadonlyMap<string, string>
  readonly findings: readonly ConfigFinding[]
}

/** Short for two that other commands know too. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['CASELINE_POSTGRES', '/store/postgres'],
  ['CASELINE_DATA', '/store/data'],
])
/** Kubernetes sets these for a service that is called caseline. */
const KUBERNETES = /^CASELINE_(?:\w+_)?(?:SERVICE_(?:HOST|PORT)(?:_\w+)?|PORT(?:_\d+_\w+)?)$/u

/** A text is what it is; where the schema wants something else it is read as JSON. An empty variable says nothing. */
export function fromEnvironment(env: NodeJS.ProcessEnv, keys: readonly KeyPath[]): FromEnvironment {
  const known = new Map<string, KeyPath>()
  for (const key of keys) known.set(key.variable, key)
  for (const [variable, pointer] of SHORT) {
    const key = keys.find((one) => one.pointer === pointer)
    if (key !== undefined) known.set(variable, key)
  }
  const findings: ConfigFinding[] = []
  const variables = new Map<string, string>()
  let value: { readonly [key: string]: unknown } = {}
  // Sections come before what is in them, so the more exact name wins.
  const order = [...known].sort(([, one], [, other]) => one.pointer.length - other.pointer.length)
  for (const [variable, key] of order) {
    const text = env[variable]
    if (text === undefined || text === '') continue
    const read = readText(text, key)
    if (read === undefined) {
      findings.push({ severity: 'error', message: wanted(key), pointer: key.pointer, source: variable })
      continue
    }
    value = withValue(value, key.pointer, read)
    variables.set(key.pointer, variable)
  }
  for (const name of Object.keys(env)) {
    if (!name.startsWith('CASELINE_') || known.has(name) || KUBERNETES.test(name)) continue
    const meant = nearestName(
      name.slice('CASELINE_'.length),
      [...known.keys()].map((one) => one.slice('CASELINE_'.length)),
    )
    if (meant === undefined) continue
    const message = `This variable means nothing. Did you mean CASELINE_${meant}?`
    findings.push({ severity: 'warning', message, pointer: '', source: name })
  }
  return { value, variables, findings }
}

function readText(text: string, { schema }: KeyPath): unknown {
  const { type, then } = schema
  // A choice that begins with a text: a secret.
  const isTextOrMore = isRecord(then) && then.type === 'string'
  const types = [type].flat()
  if (types.includes('string') || isTextOrMore) {
    const looksLikeMore = isTextOrMore && text.startsWith('{')
    const isNull = types.includes('null') && text === 'null'
    if (!looksLikeMore && !isNull) return text
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function wanted({ schema: { type } }: KeyPath): string {
  switch (type) {
    case 'integer':
    case 'number':
      return 'This must be a number.'
    case 'boolean':
      return 'This must be true or false.'
    case 'array':
      return 'This must be a list in JSON, such as ["one","two"].'
    default:
      return 'This must be an object in JSON.'
  }
}
