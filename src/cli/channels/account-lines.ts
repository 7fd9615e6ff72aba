// Accounts of the configuration, connected, for commands that talk with providers without a running desk.
import { adapterOf, isAdapterKind } from '../../channels/host/adapters.js'
import type { Connection } from '../../channels/host/connection.js'
import type { HostPorts } from '../../channels/host/line.js'
import { accountFindings } from '../config/account-findings.js'
import { ConfigError } from '../config/config-error.js'
import { type ConfigFlags, loadedFrom } from '../config/config-options.js'
import { settingsOf } from '../config/settings.js'
import { UsageError } from '../exit.js'
import { channelPorts } from '../serve/channel-ports.js'
import type { Terminal } from '../terminal.js'
import { webhookUrlOf } from './webhook-url.js'

export interface AccountFlags extends ConfigFlags {
  readonly workspace?: string
  readonly url?: string
}

export interface AccountLine {
  readonly id: string
  readonly kind: string
  readonly workspace: string
  /** `null`: it has no account. */
  readonly connection: Connection | null
  /** `null`: nobody said where providers find this desk. */
  readonly webhookUrl: string | null
  readonly ports: HostPorts
}

/** Throws `ConfigError` with everything that is wrong with the accounts. */
export async function accountLines(flags: AccountFlags, terminal: Terminal): Promise<readonly AccountLine[]> {
  const loaded = await loadedFrom(flags, terminal)
  const { workspaces, server } = settingsOf(loaded.config, process.env)
  const faults = await accountFindings(loaded, process.env)
  if (faults.length > 0) throw new ConfigError(faults)
  const { workspace, url = server.publicUrl } = flags
  if (workspace !== undefined && !workspaces.some(({ name }) => name === workspace))
    throw new UsageError(
      `There is no workspace ${workspace}; there are ${workspaces.map(({ name }) => name).join(', ')}.`,
    )
  const ports = channelPorts({ allowPrivateAddresses: false })
  const lines = workspaces
    .filter(({ name }) => workspace === undefined || name === workspace)
    .flatMap(({ name, channels, accounts }) =>
      channels.map(async ({ id, kind }): Promise<AccountLine> => {
        const webhookUrl = url === undefined ? null : webhookUrlOf(url, id, name)
        const connection = accounts.has(id) && isAdapterKind(kind) ? (await adapterOf(kind))(accounts.get(id)) : null
        const connected = connection !== null && 'connection' in connection ? connection.connection : null
        return { id, kind, workspace: name, connection: connected, webhookUrl, ports }
      }),
    )
  return Promise.all(lines)
}
