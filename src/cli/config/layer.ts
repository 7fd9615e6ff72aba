// One voice in the configuration: the options of the command, the environment, a file, what holds otherwise.
import { resolve } from 'node:path'
import { isRecord, own, type UnknownRecord } from '../../core/rules/record.js'
import { withReferences } from './account-secrets.js'
import type { ConfigFinding } from './config-error.js'
import type { FromEnvironment } from './environment.js'
import type { ParsedConfig } from './parse-config-file.js'
import type { Complaint } from './schema-findings.js'
import { valueAt, withValue } from './tree.js'

export interface Layer {
  readonly value: UnknownRecord
  /** Who says what stands at a pointer, with the place in a file. */
  readonly sourceOf: (
    pointer: string,
    target?: Complaint['target'],
  ) => Pick<ConfigFinding, 'source' | 'line' | 'column'>
}

export function fileLayer(file: string, { value, placeOf }: ParsedConfig, folder: string): Layer {
  return {
    value: withAbsolutePaths(isRecord(value) ? value : {}, folder),
    sourceOf: (pointer, target = 'value') => ({ source: file, ...placeOf(pointer, target) }),
  }
}

export function environmentLayer({ value, variables }: FromEnvironment, folder: string): Layer {
  return {
    value: withAbsolutePaths(value, folder),
    sourceOf: (pointer) => ({ source: nearest(variables, pointer) ?? 'environment' }),
  }
}

/** `options`: what was said on the command line, by pointer: the option's name and its value. */
export function optionLayer(
  options: ReadonlyMap<string, readonly [name: string, value: unknown]>,
  folder: string,
): Layer {
  let value: UnknownRecord = {}
  for (const [pointer, [, said]] of options) value = withValue(value, pointer, said)
  const names = new Map([...options].map(([pointer, [name]]) => [pointer, name]))
  return {
    value: withAbsolutePaths(value, folder),
    sourceOf: (pointer) => ({ source: nearest(names, pointer) ?? 'command line' }),
  }
}

export function defaultLayer(value: UnknownRecord): Layer {
  return { value, sourceOf: () => ({ source: 'default' }) }
}

/** The first layer that says something at a pointer. */
export function sayer(layers: readonly Layer[], pointer: string): Layer | undefined {
  return layers.find((layer) => valueAt(layer.value, pointer) !== undefined)
}

/** Of all places at or above the pointer the lowest. */
function nearest(names: ReadonlyMap<string, string>, pointer: string): string | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = names.get(at)
    if (found !== undefined) return found
  }
  return undefined
}

/** Paths of a file are relative to its folder, those of options and variables to where the command is typed. */
function withAbsolutePaths(value: UnknownRecord, folder: string): UnknownRecord {
  const path = (text: unknown): unknown => (typeof text === 'string' && text !== '' ? resolve(folder, text) : text)
  const paths = (list: unknown): unknown => (Array.isArray(list) ? list.map(path) : list)
  const secret = (said: unknown): unknown =>
    isRecord(said) && own(said, 'file') !== undefined ? { ...said, file: path(said.file) } : said
  const each = (record: unknown, change: (one: unknown) => unknown): unknown =>
    isRecord(record) ? Object.fromEntries(Object.entries(record).map(([name, one]) => [name, change(one)])) : record
  const within = (record: unknown, changes: { readonly [key: string]: (one: unknown) => unknown }): unknown => {
    if (!isRecord(record)) return record
    const changed = Object.entries(changes).filter(([key]) => Object.hasOwn(record, key))
    return { ...record, ...Object.fromEntries(changed.map(([key, change]) => [key, change(record[key])])) }
  }
  const account = (said: unknown): unknown => {
    if (!isRecord(said)) return said
    return withReferences(said, (one) => ('file' in one ? { file: path(one.file) } : one))
  }
  const accounts = (list: unknown): unknown =>
    Array.isArray(list) ? list.map((one) => within(one, { account })) : list
  const whole = within(value, {
    store: (store) => within(store, { data: path, template: path, postgres: secret }),
    mail: (mail) =>
      within(mail, {
        archive: path,
        listen: (listen) =>
          within(listen, {
            tls: (tls) => within(tls, { key: secret, cert: secret }),
            login: (login) => within(login, { password: secret }),
          }),
      }),
    rules: paths,
    secrets: (secrets) => each(secrets, secret),
    channels: accounts,
    workspaces: (workspaces) => each(workspaces, (one) => within(one, { rules: paths, channels: accounts })),
  })
  return isRecord(whole) ? whole : value
}
