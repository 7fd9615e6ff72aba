// The configuration as the parts of a running desk take it: milliseconds, real secrets, one entry for each workspace.
import type { TraceDepth } from '../../core/automation/context.js'
import { parseSpan, type Span } from '../../core/rules/duration.js'
import type { AutoFinishOptions, ChannelOptions, DeskOptions } from '../../desk/options.js'
import { readAccount } from './account-secrets.js'
import type { AutoFinishConfig, ChannelConfig, Config, LogConfig } from './config.js'
import { DEFAULT_LISTENER, DEFAULTS } from './defaults.js'
import { readSecret } from './secret.js'
import type { Secret } from './secret-config.js'

export type StoreSettings =
  | { readonly kind: 'postgres'; readonly url: string; readonly connections: number; readonly migrate: boolean }
  | { readonly kind: 'embedded'; readonly folder: string; readonly template?: string }

export interface ServerSettings {
  readonly host: string
  readonly port: number
  readonly cors: readonly string[]
  readonly bodyLimit: number
  readonly trustProxy: readonly string[]
  /** Requests a minute; 0: any number. */
  readonly rateLimit: { readonly perKey: number; readonly perCustomer: number; readonly wrongKeys: number }
  readonly stopWithinMs: number
  /** Without a slash at its end. */
  readonly publicUrl?: string
}

export interface MailListenSettings {
  readonly host: string
  readonly port: number
  readonly name?: string
  readonly networks?: readonly string[]
  readonly tls?: { readonly key: string; readonly cert: string; readonly isImplicit: boolean }
  readonly login?: { readonly user: string; readonly password: string }
  readonly maxBytes?: number
}

export interface MailSettings {
  /** A folder; `null`: letters aren't kept. */
  readonly archive: string | null
  /** `null`: nothing listens. */
  readonly listen: MailListenSettings | null
}

export interface WorkspaceSettings {
  readonly name: string
  readonly channels: readonly ChannelOptions[]
  /** Channel's id → its account with its secrets. */
  readonly accounts: ReadonlyMap<string, unknown>
  /** Files and folders. */
  readonly rules: readonly string[]
}

export interface RetentionSettings {
  readonly journal?: Span
  readonly messages?: Span
  readonly deadLetters?: Span
  readonly batch: number
}

export interface Settings {
  readonly store: StoreSettings
  readonly server: ServerSettings
  readonly mail: MailSettings
  readonly workspaces: readonly WorkspaceSettings[]
  /** The same in every workspace. */
  readonly desk: Pick<
    DeskOptions,
    'journal' | 'maxTextLength' | 'deliveryTimeoutMs' | 'deliveriesAtOnce' | 'storm' | 'webhooks' | 'secrets'
  >
  readonly log: Required<LogConfig>
  readonly telemetry: { readonly metrics: boolean | 'where-installed'; readonly tracing: boolean }
  readonly retention: RetentionSettings
}

/** Of a configuration that was checked. */
export function settingsOf(config: Config, env: NodeJS.ProcessEnv): Settings {
  const { server, limits, webhooks, secrets = {}, telemetry, retention } = config
  const { journal, messages, deadLetters } = retention ?? {}
  const ms = (text: string): number => spanOf(text).ms
  const secret = (said: Secret): string => {
    const read = readSecret(said, env)
    return 'text' in read ? read.text : ''
  }
  return {
    store: storeOf(config, secret),
    server: {
      ...DEFAULTS.server,
      ...server,
      rateLimit: { ...DEFAULTS.server.rateLimit, ...server?.rateLimit },
      stopWithinMs: ms(server?.stopWithin ?? DEFAULTS.server.stopWithin),
    },
    mail: mailOf(config, secret),
    workspaces: workspacesOf(config, env),
    desk: {
      journal: (config.journal ?? DEFAULTS.journal) satisfies TraceDepth,
      ...(limits?.maxTextLength === undefined ? {} : { maxTextLength: limits.maxTextLength }),
      ...(limits?.deliveryTimeout === undefined ? {} : { deliveryTimeoutMs: ms(limits.deliveryTimeout) }),
      ...(limits?.deliveriesAtOnce === undefined ? {} : { deliveriesAtOnce: limits.deliveriesAtOnce }),
      ...(limits?.storm === undefined
        ? {}
        : { storm: limits.storm.map(({ messages: count, within }) => ({ count, withinMs: ms(within) })) }),
      webhooks: {
        allowPrivateAddresses: webhooks?.allowPrivateAddresses ?? DEFAULTS.webhooks.allowPrivateAddresses,
        timeoutMs: ms(webhooks?.timeout ?? DEFAULTS.webhooks.timeout),
      },
      secrets: Object.fromEntries(Object.entries(secrets).map(([name, said]) => [name, secret(said)])),
    },
    log: { ...DEFAULTS.log, ...config.log },
    telemetry: { metrics: telemetry?.metrics ?? 'where-installed', tracing: telemetry?.tracing ?? false },
    retention: {
      batch: retention?.batch ?? DEFAULTS.retention.batch,
      ...(journal === undefined ? {} : { journal: spanOf(journal) }),
      ...(messages === undefined ? {} : { messages: spanOf(messages) }),
      ...(deadLetters === undefined ? {} : { deadLetters: spanOf(deadLetters) }),
    },
  }
}

function storeOf({ store }: Config, secret: (said: Secret) => string): StoreSettings {
  const { postgres, data = '', template, connections, migrate } = { ...DEFAULTS.store, ...store }
  if (postgres !== undefined) return { kind: 'postgres', url: secret(postgres), connections, migrate }
  return { kind: 'embedded', folder: data, ...(template === undefined ? {} : { template }) }
}

function mailOf({ mail }: Config, secret: (said: Secret) => string): MailSettings {
  const { archive = null, listen } = mail ?? {}
  if (listen === undefined) return { archive, listen: null }
  const { host, port, name, allow, tls, login, maxBytes } = { ...DEFAULT_LISTENER, ...listen }
  return {
    archive,
    listen: {
      host,
      port,
      ...(name === undefined ? {} : { name }),
      ...(allow === undefined ? {} : { networks: allow }),
      ...(tls === undefined
        ? {}
        : { tls: { key: secret(tls.key), cert: secret(tls.cert), isImplicit: tls.implicit ?? false } }),
      ...(login === undefined ? {} : { login: { user: login.user, password: secret(login.password) } }),
      ...(maxBytes === undefined ? {} : { maxBytes }),
    },
  }
}

/** A tenant that says nothing about something has what is said for all. */
function workspacesOf(
  { workspaces, channels = [], rules = [], autoFinish }: Config,
  env: NodeJS.ProcessEnv,
): readonly WorkspaceSettings[] {
  const named = Object.entries(workspaces ?? { default: {} })
  return named.map(([name, own]) => {
    const silence = own.autoFinish ?? autoFinish
    const all = own.channels ?? channels
    return {
      name,
      channels: all.map((channel) => channelOf(channel, silence)),
      accounts: new Map(
        all.flatMap(({ id, account }) => (account === undefined ? [] : [[id, readAccount(account, env)]])),
      ),
      rules: own.rules ?? rules,
    }
  })
}

function channelOf({ account: _, ...channel }: ChannelConfig, silence: AutoFinishConfig | undefined): ChannelOptions {
  const autoFinish: AutoFinishOptions = { ...silence, ...channel.autoFinish }
  return { ...channel, autoFinish }
}

function spanOf(text: string): Span {
  return parseSpan(text) ?? { months: 0, ms: 0 }
}
