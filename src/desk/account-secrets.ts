// Secrets in accounts that calls made. A key that may change channels must not read the machine's files and variables: only
// variables whose names say that they are meant for it count.
import type { AccountFault } from '../ports/channel-adapter.js'

type Fields = { readonly [name: string]: unknown }

/** `{ "env": "CASELINE_SECRET_TELEGRAM" }`. */
export const ENV_PREFIX = 'CASELINE_SECRET_'

/** The account with its secrets in place, and those that aren't there. */
export function withSecrets(
  account: Fields,
  env: { readonly [name: string]: string | undefined },
): { readonly account: Fields; readonly faults: readonly AccountFault[] } {
  const faults: AccountFault[] = []
  const read = (value: unknown, pointer: string): unknown => {
    if (!isFields(value)) return value
    const names = Object.keys(value)
    if (names.length !== 1 || (names[0] !== 'env' && names[0] !== 'file')) return each(value, pointer)
    const name = value.env
    if (typeof name !== 'string' || !name.startsWith(ENV_PREFIX))
      faults.push({ pointer, message: `A secret is a text, or { "env": "${ENV_PREFIX}…" }: a variable of that prefix` })
    else if (env[name] === undefined || env[name] === '')
      faults.push({ pointer, message: `The environment variable ${name} is not set` })
    else return env[name]
    return ''
  }
  const each = (fields: Fields, pointer: string): Fields =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, read(value, `${pointer}/${name}`)]))
  return { account: each(account, ''), faults }
}

/** Names of adapters' properties that hold secrets. */
const SECRET = /(?:token|secret|password|key|code)$/iu

/** For people and programs: what is secret is `"(hidden)"`, where it stands is told. */
export function withoutSecrets(account: Fields): Fields {
  return Object.fromEntries(
    Object.entries(account).map(([name, value]) => {
      if (isFields(value)) return [name, 'env' in value || 'file' in value ? value : withoutSecrets(value)]
      return [name, SECRET.test(name) && value !== '' ? '(hidden)' : value]
    }),
  )
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As it was sent back from `withoutSecrets`: what is hidden stays as it was. */
export function withKeptSecrets(account: Fields, before: Fields | null): Fields {
  return Object.fromEntries(
    Object.entries(account).map(([name, value]) => {
      const known = before !== null && Object.hasOwn(before, name) ? before[name] : undefined
      if (isFields(value)) return [name, withKeptSecrets(value, isFields(known) ? known : null)]
      return [name, value === '(hidden)' && known !== undefined ? known : value]
    }),
  )
}

/** Texts of an account that say where we would connect to, with their pointers. */
export function addressesIn(
  account: Fields,
  pointer = '',
): readonly { readonly pointer: string; readonly url: string }[] {
  return Object.entries(account).flatMap(([name, value]) => {
    const at = `${pointer}/${name}`
    if (isFields(value)) return addressesIn(value, at)
    if (typeof value !== 'string') return []
    if (/^https?:\/\//iu.test(value)) return [{ pointer: at, url: value }]
    return name === 'host' ? [{ pointer: at, url: `http://${value}/` }] : []
  })
}
