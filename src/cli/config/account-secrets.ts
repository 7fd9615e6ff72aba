// Secrets in accounts of channels: any text of one may stand elsewhere.
import { isRecord, pointerTo } from '../../core/rules/record.js'
import type { AccountConfig, Config } from './config.js'
import { readSecret } from './secret.js'
import type { Secret } from './secret-config.js'

type Fields = { readonly [name: string]: unknown }

/** What a place in a configuration says, where it says a secret by reference. */
export function referenceIn(value: unknown): Exclude<Secret, string> | null {
  if (!isRecord(value) || Object.keys(value).length !== 1) return null
  if (typeof value.env === 'string') return { env: value.env }
  return typeof value.file === 'string' ? { file: value.file } : null
}

/** Every account with its place. */
export function accountsIn({ channels = [], workspaces = {} }: Config): readonly {
  readonly pointer: string
  readonly kind: string
  readonly account: AccountConfig
}[] {
  const lists = [
    { at: '/channels', list: channels },
    ...Object.entries(workspaces).map(([name, own]) => ({
      at: `${pointerTo('/workspaces', name)}/channels`,
      list: own.channels ?? [],
    })),
  ]
  return lists.flatMap(({ at, list }) =>
    list.flatMap(({ kind, account }, index) =>
      account === undefined ? [] : [{ pointer: `${at}/${index}/account`, kind, account }],
    ),
  )
}

/** Each reference of an account, changed by `change`. */
export function withReferences(
  account: Fields,
  change: (reference: Exclude<Secret, string>, pointer: string) => unknown,
  pointer = '',
): Fields {
  const changed = (value: unknown, at: string): unknown => {
    const reference = referenceIn(value)
    if (reference !== null) return change(reference, at)
    return isRecord(value) ? withReferences(value, change, at) : value
  }
  return Object.fromEntries(
    Object.entries(account).map(([name, value]) => [name, changed(value, pointerTo(pointer, name))]),
  )
}

/** An account as its adapter takes it; of one that was checked. */
export function readAccount(account: Fields, env: NodeJS.ProcessEnv): Fields {
  return withReferences(account, (reference) => {
    const read = readSecret(reference, env)
    return 'text' in read ? read.text : ''
  })
}

/** Secrets that aren't there. */
export function missingSecrets(
  account: Fields,
  env: NodeJS.ProcessEnv,
): readonly { readonly pointer: string; readonly message: string }[] {
  const missing: { readonly pointer: string; readonly message: string }[] = []
  withReferences(account, (reference, pointer) => {
    const read = readSecret(reference, env)
    if ('fault' in read) missing.push({ pointer, message: read.fault })
    return null
  })
  return missing
}
