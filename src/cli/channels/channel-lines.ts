// The channels of a configuration and those that calls made, for commands that talk with providers themselves.
import { adapterOf, isAdapterKind } from '../../channels/host/adapters.js'
import type { Connection } from '../../channels/host/connection.js'
import { withSecrets } from '../../desk/account-secrets.js'
import { webhookUrlOf } from '../../http/webhook-url.js'
import type { StoredChannel } from '../../ports/channel-store.js'
import { accountFindings } from '../config/account-findings.js'
import type { ConfigFinding } from '../config/config-error.js'
import { type ConfigFlags, loadedFrom } from '../config/config-options.js'
import type { LoadedConfig } from '../config/load-config.js'
import { settingsOf, type WorkspaceSettings } from '../config/settings.js'
import { chosenWorkspaces } from '../serve/workspaces.js'
import type { Terminal } from '../terminal.js'
import { publicAddress } from './public-address.js'
import { type Seen, storedChannels } from './stored-channels.js'

export interface ChannelFlags extends ConfigFlags {
  readonly workspace?: string
  /** Where providers find the desk. */
  readonly publicUrl?: string
}

/** What is wrong with an account as it is written; places of a file count from 1. */
export type LineFault = Pick<ConfigFinding, 'message' | 'pointer' | 'source' | 'line' | 'column'>

export interface ChannelLine {
  readonly id: string
  readonly kind: string
  readonly name: string | null
  readonly workspace: string
  readonly from: 'configuration' | 'call'
  readonly hasAccount: boolean
  readonly faults: readonly LineFault[]
  /** `null`: it has no account, or one that can't be used. */
  readonly connection: Connection | null
  /** `null`: it has no account, or nobody said where providers find this desk. */
  readonly webhookUrl: string | null
}

export interface ChannelLines {
  readonly lines: readonly ChannelLine[]
  /** Why accounts that calls made are not among them. */
  readonly unseen: Extract<Seen, { readonly why: string }> | null
}

const ACCOUNT = /^(?:\/workspaces\/[^/]+)?\/channels\/\d+\/account(?:\/|$)/u

/** Throws `ConfigError` for whatever else is wrong with the configuration than accounts. */
export async function channelLines(flags: ChannelFlags, terminal: Terminal): Promise<ChannelLines> {
  const loaded = await loadedFrom(flags, terminal, (pointer) => ACCOUNT.test(pointer))
  const settings = settingsOf(loaded.config, process.env)
  const { workspace, publicUrl } = flags
  const base = publicUrl === undefined ? settings.server.publicUrl : publicAddress(publicUrl)
  const isNamed = loaded.isSaid('/workspaces')
  const workspaces = chosenWorkspaces(settings, workspace === undefined ? undefined : [workspace], isNamed)
  const faults = [...loaded.spared, ...(await accountFindings(loaded, process.env))]
  const names = workspaces.map(({ name }) => name)
  const seen = await storedChannels(settings, loaded.isSaid, flags, names)
  const addressOf = (id: string, name: string): string | null =>
    base === undefined ? null : webhookUrlOf(base, id, name)

  const configured = workspaces.flatMap((own) => own.channels.map((_, at) => ofConfiguration(loaded, own, at, faults)))
  const stored = 'why' in seen ? [] : seen.channels
  const ofCalls = stored
    // An id of the configuration is the configuration's.
    .filter(({ workspace: name, channel }) => !isConfigured(workspaces, name, channel.id))
    .map(({ workspace: name, channel }) => ofCall(name, channel))
  const lines = await Promise.all([...configured, ...ofCalls])
  return {
    lines: lines.map((line) => ({
      ...line,
      webhookUrl: line.hasAccount ? addressOf(line.id, line.workspace) : null,
    })),
    unseen: 'why' in seen ? seen : null,
  }
}

type Unaddressed = Omit<ChannelLine, 'webhookUrl'>

async function ofConfiguration(
  { config }: Pick<LoadedConfig, 'config'>,
  { name: workspace, channels, accounts }: WorkspaceSettings,
  at: number,
  all: readonly ConfigFinding[],
): Promise<Unaddressed> {
  const { id = '', kind = '', name = null } = channels[at] ?? {}
  const own = config.workspaces?.[workspace]?.channels === undefined ? '' : `/workspaces/${escaped(workspace)}`
  const pointer = `${own}/channels/${at}/account`
  const faults = all.filter((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`))
  const account = accounts.get(id)
  const hasAccount = account !== undefined || faults.length > 0
  const connecting =
    account !== undefined && faults.length === 0 && isAdapterKind(kind) ? (await adapterOf(kind))(account) : null
  const connection = connecting !== null && 'connection' in connecting ? connecting.connection : null
  return { id, kind, name, workspace, from: 'configuration', hasAccount, faults, connection }
}

/** Its secrets are read where this command runs, which may be another place than the desk's. */
async function ofCall(workspace: string, { id, kind, name, account }: StoredChannel): Promise<Unaddressed> {
  const line = { id, kind, name, workspace, from: 'call' as const, hasAccount: account !== null, connection: null }
  const faulty = (faults: readonly { readonly pointer: string; readonly message: string }[]): Unaddressed => ({
    ...line,
    faults: faults.map(({ pointer, message }) => ({
      message: `${message}.`,
      pointer: `/account${pointer}`,
      source: `PUT /v1/channels/${id}`,
    })),
  })
  if (account === null) return { ...line, faults: [] }
  if (!isAdapterKind(kind)) return faulty([{ pointer: '', message: `There is no adapter for the kind ${kind}` }])
  const read = withSecrets(account, process.env)
  if (read.faults.length > 0) return faulty(read.faults)
  const connecting = (await adapterOf(kind))(read.account)
  return 'faults' in connecting ? faulty(connecting.faults) : { ...line, faults: [], connection: connecting.connection }
}

function isConfigured(workspaces: readonly WorkspaceSettings[], workspace: string, id: string): boolean {
  const found = workspaces.find(({ name }) => name === workspace)
  return found?.channels.some((channel) => channel.id === id) === true
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
