// The configuration of a running desk. An option outweighs the environment, that a file, that what holds otherwise. Every
// fault is told at once, each where it was said.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isRecord, type UnknownRecord } from '../../core/rules/record.js'
import { UsageError } from '../exit.js'
import { accountsIn, missingSecrets } from './account-secrets.js'
import type { Config } from './config.js'
import { ConfigError, type ConfigFinding } from './config-error.js'
import { DEFAULT_FOLDER, DEFAULTS } from './defaults.js'
import { fromEnvironment } from './environment.js'
import { configSchema, keyPaths } from './key-paths.js'
import { defaultLayer, environmentLayer, fileLayer, type Layer, optionLayer, sayer } from './layer.js'
import { meaningComplaints } from './meaning.js'
import { type ParsedConfig, parseConfigFile } from './parse-config-file.js'
import { type Complaint, schemaCheck } from './schema-findings.js'
import { secretComplaints } from './secret.js'
import { laidOver, valueAt, without } from './tree.js'

export interface LoadedConfig {
  /** All layers in one; paths are absolute. */
  readonly config: Config
  /** `null`: there is none. */
  readonly file: string | null
  readonly warnings: readonly ConfigFinding[]
  /** Faults that the caller can do without; what is wrong is left out of `config`. */
  readonly spared: readonly ConfigFinding[]
  /** A fault of what stands at a pointer, or would stand there. */
  readonly findingAt: (pointer: string, message: string) => ConfigFinding
  /** Who says what stands at a pointer: `file:line`, a variable, an option, `default`. */
  readonly originOf: (pointer: string) => string
  /** Whether somebody says it, beyond what holds otherwise. */
  readonly isSaid: (pointer: string) => boolean
}

export interface LoadFrom {
  /** A file that is named must be there. */
  readonly file?: string | undefined
  readonly env: NodeJS.ProcessEnv
  readonly folder: string
  /** Pointer → option and value. */
  readonly options?: ReadonlyMap<string, readonly [name: string, value: unknown]>
  /** Faults at these pointers don't keep the rest from being used. */
  readonly spare?: ((pointer: string) => boolean) | undefined
}

const NAMES = ['caseline.config.json', 'caseline.config.yaml', 'caseline.config.yml']
const NONE: ParsedConfig = { value: {}, findings: [], placeOf: () => ({ line: 1, column: 1 }) }

/** Throws `ConfigError` with everything that is wrong. */
export function loadConfig({
  file: named,
  env,
  folder,
  options = new Map(),
  spare = () => false,
}: LoadFrom): LoadedConfig {
  const schema = configSchema()
  const check = schemaCheck(schema)
  const file = named ?? env.CASELINE_CONFIG ?? foundIn(folder)
  const path = file === undefined ? undefined : resolve(folder, file)
  const parsed = file === undefined || path === undefined ? NONE : parseConfigFile(textOf(path, file), file)
  const said = fromEnvironment(env, keyPaths(schema))
  const home = path === undefined ? folder : dirname(path)
  const layers: readonly Layer[] = [
    optionLayer(options, folder),
    environmentLayer(said, folder),
    fileLayer(file ?? 'no file', parsed, home),
  ]
  const findings = [
    ...parsed.findings,
    ...(parsed.findings.length === 0 ? schemaFindings(check(parsed.value), layers[2]) : []),
    ...said.findings,
    ...schemaFindings(check(said.value), layers[1]),
    ...layers.flatMap(twoStores),
  ]
  const placed = oneStore(layers)
  const all = [...placed, defaultLayer(defaultsFor(placed, home))]
  const merged = all.reduceRight<UnknownRecord>((under, layer) => laidOver(under, layer.value), {})
  const sound = soundPart(merged, check)
  const meant =
    sound === null ? [] : [...meaningComplaints(sound), ...secretComplaints(sound, env), ...ofAccounts(sound, env)]
  const faults = inOrder([...findings, ...meant.flatMap((one) => schemaFindings([one], sayer(all, one.pointer)))])
  const errors = faults.filter(({ severity }) => severity === 'error')
  if (sound === null || errors.some(({ pointer }) => !spare(pointer))) throw new ConfigError(faults)
  return {
    config: sound,
    file: path ?? null,
    warnings: faults.filter(({ severity }) => severity === 'warning'),
    spared: errors,
    originOf: (pointer) => originOf(all, pointer),
    findingAt: (pointer, message) => findingAt(all, pointer, message),
    isSaid: (pointer) => sayer(layers, pointer) !== undefined,
  }
}

/** Those of the file from top to bottom, then the others. */
function inOrder(findings: readonly ConfigFinding[]): readonly ConfigFinding[] {
  const last = Number.MAX_SAFE_INTEGER
  return [...findings].sort(
    (one, other) => (one.line ?? last) - (other.line ?? last) || (one.column ?? 0) - (other.column ?? 0),
  )
}

function foundIn(folder: string): string | undefined {
  const found = NAMES.filter((name) => existsSync(resolve(folder, name)))
  if (found.length > 1) throw new UsageError(`There are ${found.join(' and ')}: which one? Say it with --config.`)
  return found[0]
}

function textOf(path: string, name: string): string {
  if (!/\.(?:json|ya?ml)$/u.test(name)) throw new UsageError(`${name}: a configuration is a .json, .yaml or .yml file.`)
  if (!existsSync(path)) throw new UsageError(`There is no file ${name}.`)
  return readFileSync(path, 'utf8')
}

function schemaFindings(complaints: readonly Complaint[], layer: Layer | undefined): readonly ConfigFinding[] {
  return complaints.map(({ message, pointer, target }) => ({
    severity: 'error',
    message,
    pointer,
    ...(layer?.sourceOf(pointer, target) ?? { source: 'configuration' }),
  }))
}

/** Where the data is, somebody says once; the other place, said by somebody who weighs less, doesn't count any more. */
function oneStore(layers: readonly Layer[]): readonly Layer[] {
  let isSaid = false
  return layers.map((layer) => {
    const { store } = layer.value
    if (!isRecord(store)) return layer
    const { data, postgres, ...rest } = store
    if (data === undefined && postgres === undefined) return layer
    const kept = isSaid ? { ...layer, value: { ...layer.value, store: rest } } : layer
    isSaid = true
    return kept
  })
}

function twoStores({ value, sourceOf }: Layer): readonly ConfigFinding[] {
  const { store } = value
  if (!isRecord(store) || store.data === undefined || store.postgres === undefined) return []
  const message = 'A desk is in one place: in `data` or on `postgres`, not both.'
  return [{ severity: 'error', message, pointer: '/store', ...sourceOf('/store/postgres') }]
}

function defaultsFor(layers: readonly Layer[], home: string): UnknownRecord {
  const isOnServer = sayer(layers, '/store/postgres') !== undefined
  const folder = resolve(home, DEFAULT_FOLDER)
  const said = valueAt(sayer(layers, '/store/data')?.value, '/store/data')
  return {
    ...DEFAULTS,
    store: { ...DEFAULTS.store, ...(isOnServer ? {} : { data: folder }) },
    mail: { archive: resolve(typeof said === 'string' ? said : folder, 'letters') },
  }
}

type Check = (value: unknown) => readonly Complaint[]

/** What is left when everything of a wrong form is taken out, so that the rest is judged too. */
function soundPart(value: UnknownRecord, check: Check): Config | null {
  let sound = value
  for (let faults = check(sound); faults.length > 0; faults = check(sound)) {
    const less = faults.reduce((tree, { pointer }) => without(tree, pointer), sound)
    if (less === sound) return null
    sound = less
  }
  return isConfig(sound, check) ? sound : null
}

function isConfig(value: UnknownRecord, check: Check): value is Config & UnknownRecord {
  return check(value).length === 0
}

function ofAccounts(config: Config, env: NodeJS.ProcessEnv): readonly Complaint[] {
  return accountsIn(config).flatMap(({ pointer, account }) =>
    missingSecrets(account, env).map((one) => ({
      message: one.message,
      pointer: `${pointer}${one.pointer}`,
      target: 'value' as const,
    })),
  )
}

function findingAt(layers: readonly Layer[], pointer: string, message: string): ConfigFinding {
  let at = pointer
  while (at !== '' && sayer(layers, at) === undefined) at = at.slice(0, at.lastIndexOf('/'))
  const layer = sayer(layers, at)
  return { severity: 'error', message, pointer, ...(layer?.sourceOf(at) ?? { source: 'configuration' }) }
}

function originOf(layers: readonly Layer[], pointer: string): string {
  const { source, line } = sayer(layers, pointer)?.sourceOf(pointer) ?? { source: 'default' }
  return line === undefined ? source : `${source}:${line}`
}
