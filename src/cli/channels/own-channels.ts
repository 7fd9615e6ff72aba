// The channels that a desk on this configuration and database would connect, without connecting them to anything.
import { adapterOf, isAdapterKind } from '../../channels/host/adapters.js'
import type { Connecting } from '../../channels/host/connection.js'
import { pointerTo } from '../../core/rules/record.js'
import { withSecrets } from '../../desk/account-secrets.js'
import type { StoredChannel } from '../../ports/channel-store.js'
import { accountFindings } from '../config/account-findings.js'
import type { ConfigFinding } from '../config/config-error.js'
import type { LoadedConfig } from '../config/load-config.js'
import { settingsOf, type WorkspaceSettings } from '../config/settings.js'
import { chosenWorkspaces } from '../serve/workspaces.js'
import { secretHider } from './hide-secrets.js'
import type { OwnChannel } from './known-channel.js'
import { storedAccounts } from './stored-accounts.js'

export interface OwnChannels {
  readonly channels: readonly OwnChannel[]
  /** Why accounts that calls made are not among them. */
  readonly unseen: string | null
}

export interface Looking {
  /** Left out: all. The database is opened only where the configuration doesn't have it. */
  readonly id?: string | undefined
  /** Left out: all that the configuration has. */
  readonly workspace?: string | undefined
}

export async function ownChannels(loaded: LoadedConfig, { id, workspace }: Looking): Promise<OwnChannels> {
  const settings = settingsOf(loaded.config, process.env)
  const asked = workspace === undefined ? undefined : [workspace]
  const workspaces = chosenWorkspaces(settings, asked, loaded.isSaid('/workspaces'))
  const findings = await accountFindings(loaded, process.env)
  const configured = await Promise.all(workspaces.map((one) => configuredIn(one, loaded, findings, id)))
  const ofConfiguration = configured.flat()
  if (id !== undefined && ofConfiguration.length > 0) return { channels: ofConfiguration, unseen: null }
  const stored = await storedAccounts(
    settings.store,
    workspaces.map(({ name }) => name),
  )
  if ('unseen' in stored) return { channels: ofConfiguration, unseen: stored.unseen }
  const made = workspaces.flatMap(({ name, channels }) =>
    (stored.accounts.get(name) ?? [])
      // An id of the configuration is the configuration's.
      .filter((one) => (id === undefined || one.id === id) && !channels.some((known) => known.id === one.id))
      .map((one) => ofCall(name, one)),
  )
  return { channels: [...ofConfiguration, ...(await Promise.all(made))], unseen: null }
}

function configuredIn(
  { name: workspace, channels, accounts }: WorkspaceSettings,
  { config }: LoadedConfig,
  findings: readonly ConfigFinding[],
  wanted: string | undefined,
): Promise<readonly OwnChannel[]> {
  const isOwn = config.workspaces?.[workspace]?.channels !== undefined
  const list = isOwn ? `${pointerTo('/workspaces', workspace)}/channels` : '/channels'
  const all = channels.map(async ({ id, kind, name = null }, index): Promise<OwnChannel> => {
    const at = `${list}/${index}/account`
    const faults = findings.filter(({ pointer }) => pointer === at || pointer.startsWith(`${at}/`))
    const account = accounts.get(id)
    const connecting = account === undefined || faults.length > 0 ? null : await connected(kind, account)
    return {
      workspace,
      id,
      kind,
      name,
      from: 'configuration',
      hasAccount: account !== undefined,
      faults,
      connection: connecting !== null && 'connection' in connecting ? connecting.connection : null,
      hide: secretHider(account),
    }
  })
  return Promise.all(all.filter((_, index) => wanted === undefined || channels[index]?.id === wanted))
}

async function ofCall(workspace: string, { id, kind, name, account }: StoredChannel): Promise<OwnChannel> {
  const read = account === null ? null : withSecrets(account, process.env)
  const connecting = read === null || read.faults.length > 0 ? null : await connected(kind, read.account)
  // What isn't set here may be set for the desk.
  const missing = read?.faults.map(({ pointer, message }) => ({
    pointer,
    message: `${message}. That is about where this command runs; a running desk is asked with --url`,
  }))
  const faults = missing?.length ? missing : connecting !== null && 'faults' in connecting ? connecting.faults : []
  return {
    workspace,
    id,
    kind,
    name,
    from: 'call',
    hasAccount: account !== null,
    faults: faults.map((fault) => ({ severity: 'error', ...fault })),
    connection: connecting !== null && 'connection' in connecting ? connecting.connection : null,
    hide: secretHider(read?.account),
  }
}

async function connected(kind: string, account: unknown): Promise<Connecting> {
  const fault = (message: string): Connecting => ({ faults: [{ pointer: '', message }] })
  if (!isAdapterKind(kind)) return fault(`There is no adapter for the kind ${kind}`)
  try {
    return (await adapterOf(kind))(account)
  } catch (error) {
    return fault(error instanceof Error ? error.message : String(error))
  }
}
