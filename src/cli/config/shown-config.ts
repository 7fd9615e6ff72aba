// A configuration for people's eyes: one row for each key that has a value. What is secret isn't shown.
import { isRecord, pointerTo } from '../../core/rules/record.js'
import { referenceIn } from './account-secrets.js'
import type { LoadedConfig } from './load-config.js'
import { isSecretPlace } from './schema-findings.js'

export interface ShownKey {
  /** `server.port`. */
  readonly key: string
  readonly value: unknown
  /** `file:line`, a variable, an option, `default`. */
  readonly from: string
}

export function shownConfig({ config, originOf }: LoadedConfig): readonly ShownKey[] {
  const rows = (value: unknown, pointer: string, path: readonly string[]): readonly ShownKey[] => {
    const row = (shown: unknown): readonly ShownKey[] => [
      { key: path.join('.'), value: shown, from: originOf(pointer) },
    ]
    if (isSecretPlace(pointer)) return row(isRecord(value) ? value : hidden(String(value), pointer))
    if (Array.isArray(value)) return row(value.map(withoutAccount))
    if (!isRecord(value) || (Object.keys(value).length === 0 && path.length > 1)) return row(value)
    return Object.entries(value).flatMap(([name, one]) => rows(one, pointerTo(pointer, name), [...path, name]))
  }
  return rows(config, '', []).filter(({ key }) => key !== '$schema')
}

/** Of a channel's account only what stands elsewhere. */
function withoutAccount(one: unknown): unknown {
  if (!isRecord(one) || !isRecord(one.account)) return one
  const names = Object.entries(one.account).map(([name, value]) => [
    name,
    referenceIn(value) === null ? '(hidden)' : value,
  ])
  return { ...one, account: Object.fromEntries(names) }
}

/** Of an address everything but the password, where that can be told apart. */
function hidden(text: string, pointer: string): string {
  if (pointer !== '/store/postgres' || !URL.canParse(text)) return '(hidden)'
  const url = new URL(text)
  if (url.password !== '') url.password = 'hidden'
  // `?password=…` and `sslkey` of libpq.
  url.search = url.search === '' ? '' : '?hidden'
  return url.href
}
