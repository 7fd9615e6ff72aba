import { tellWebhook } from '../../channels/host/tell-webhook.js'
import type { AccountFinding } from '../../ports/channel-adapter.js'
import { UsageError } from '../exit.js'
import { channelPorts } from '../serve/channel-ports.js'
import type { Terminal } from '../terminal.js'
import type { ChannelBook, ChannelFinding, CheckedChannel } from './channel-book.js'
import { type ChannelFlags, type ChannelLine, channelLines } from './channel-lines.js'
import { named } from './named-channels.js'

/** Speaks with providers itself; no desk has to run. */
export async function localBook(flags: ChannelFlags, terminal: Terminal): Promise<ChannelBook> {
  const { lines, unseen } = await channelLines(flags, terminal)
  const { http } = channelPorts({ allowPrivateAddresses: false })

  async function checked(line: ChannelLine): Promise<CheckedChannel> {
    const { id, kind, workspace, from, connection, webhookUrl } = line
    const findings = faultsOf(line)
    const head = { id, kind, workspace, from }
    if (connection?.check === undefined) return { ...head, isAsked: false, findings }
    const asked = await connection
      .check({ http, ...(webhookUrl === null ? {} : { webhookUrl }) })
      .catch((): readonly AccountFinding[] => [{ severity: 'error', message: 'The provider could not be asked' }])
    return { ...head, isAsked: true, findings: asked }
  }

  return {
    unseen: unseen === null ? null : { why: unseen.why, isTrouble: !unseen.isServed },
    list: async () => lines.map(({ faults, connection: _, ...line }) => ({ ...line, isFaulty: faults.length > 0 })),
    check: (ids) => {
      const asked = ids.length === 0 ? lines.filter((line) => line.hasAccount) : named(lines, ids, unseen?.why)
      return Promise.all(asked.map(checked))
    },
    setWebhook: async (id) => {
      const [line, other] = named(lines, [id], unseen?.why)
      if (other !== undefined)
        throw new UsageError(`Several workspaces have a channel ${id}; name one with --workspace.`)
      if (line?.hasAccount !== true)
        throw new UsageError(`The channel ${id} has no account: whoever takes its messages in tells its provider.`)
      const { connection, webhookUrl } = line
      if (connection === null) return { outcome: 'faulty', findings: faultsOf(line) }
      if (webhookUrl === null)
        throw new UsageError(
          'Say where providers find this desk: --public-url https://desk.example.com, or server.publicUrl in the configuration.',
        )
      const told = await tellWebhook(connection, webhookUrl, { http })
      if (told.outcome === 'by-hand') throw new UsageError(`${told.detail}. The address: ${webhookUrl}`)
      return { ...told, webhookUrl }
    },
  }
}

function faultsOf({ faults }: ChannelLine): readonly ChannelFinding[] {
  return faults.map(({ message, pointer, source, line, column }) => ({
    severity: 'error',
    message,
    pointer,
    source,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  }))
}
