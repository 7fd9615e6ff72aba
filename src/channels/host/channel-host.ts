// A workspace's channels with their accounts: those of the configuration, and those that calls made, which every node looks
// for. An account that can't be used connects nothing; its channel stays, so that its chats can be read and finished.

import { withSecrets } from '../../desk/account-secrets.js'
import {
  type AccountTry,
  type BesideHost,
  type ChannelHost,
  type ConnectedChannel,
  optionsOf,
  type ProviderAnswered,
} from '../../desk/channel-host.js'
import { keepLooking } from '../../desk/keep-looking.js'
import type { ChannelOptions } from '../../desk/options.js'
import { polling } from '../../desk/polling.js'
import { serial } from '../../desk/serial.js'
import type { AccountFault, RawDelivery } from '../../ports/channel-adapter.js'
import type { StoredChannel } from '../../ports/channel-store.js'
import { adapterOf, isAdapterKind } from './adapters.js'
import type { Connect, Connecting } from './connection.js'
import { customerNames } from './customer-names.js'
import { deliver } from './deliver.js'
import { fetchFile } from './fetch-file.js'
import { type HostPorts, type Line, nowOf } from './line.js'
import { takeEvent } from './take-event.js'
import { tellWebhook } from './tell-webhook.js'

export interface HostOptions extends BesideHost {
  /** Id → account of the configuration, secrets read. */
  readonly accounts: ReadonlyMap<string, unknown>
  readonly ports: HostPorts
  /** Where secrets of accounts that calls made may stand. */
  readonly env: { readonly [name: string]: string | undefined }
  readonly onSkipped: Line['onSkipped']
}

/** How often nodes ask for accounts that calls made. */
const POLL_MS = 2_000

interface Held extends ConnectedChannel {
  readonly line: Line | null
}

export function channelHost(options: HostOptions): ChannelHost {
  const { workspace, store, clock, desk, onError, first, accounts } = options
  const stopping = new AbortController()
  const names = customerNames()
  const looks = serial()
  let configured: readonly Held[] = []
  let held: ReadonlyMap<string, Held> = new Map()
  /** What `held` was made of. */
  let seen: string | null = null
  let running: Promise<void> = Promise.resolve()

  async function look(): Promise<void> {
    const stored = await store.channels.accounts(workspace)
    const now = JSON.stringify(stored)
    if (now === seen) return
    const made = await Promise.all(stored.map(ofCall))
    // An id of the configuration is the configuration's.
    held = new Map([...made, ...configured].map((one) => [one.options.id, one]))
    desk.setChannels([...held.values()].map(deskOptions))
    seen = now
  }

  const ofCall = async (stored: StoredChannel): Promise<Held> => {
    const { account } = stored
    const connecting = account === null ? null : await tried({ kind: stored.kind, account })
    return heldOf(optionsOf(stored), 'call', connecting)
  }
  const ofConfiguration = async (channel: ChannelOptions): Promise<Held> => {
    const account = accounts.get(channel.id)
    const connecting = account === undefined ? null : (await connectOf(channel.kind))(account)
    return heldOf(channel, 'configuration', connecting)
  }
  const tried = async ({ kind, account }: AccountTry): Promise<Connecting> => {
    const read = withSecrets(account, options.env)
    return read.faults.length > 0 ? read : (await connectOf(kind))(read.account)
  }
  const heldOf = (channel: ChannelOptions, from: Held['from'], connecting: Connecting | null): Held => {
    const { id, kind } = channel
    if (connecting === null || 'faults' in connecting)
      return { options: channel, from, hasAccount: connecting !== null, faults: connecting?.faults ?? [], line: null }
    const { connection } = connecting
    const { ports, onSkipped } = options
    const line: Line = { channel: id, kind, connection, workspace, desk, store, clock, ports, onError, onSkipped }
    return { options: channel, from, hasAccount: true, faults: [], line }
  }

  async function take(line: Line, delivery: RawDelivery): Promise<ProviderAnswered> {
    const { keys, archive } = line.ports
    const receiving = { now: () => nowOf(line), keys, ...(archive === undefined ? {} : { archive }) }
    const { events, response, reason } = await line.connection.receive(delivery, receiving)
    for (const event of events) {
      const answer = await takeEvent(line, event, names)
      if (answer !== null && event.kind === 'message') names.ask(line, event, answer)
    }
    return { response, ...(reason === undefined ? {} : { reason }) }
  }

  const refresh = (): Promise<void> => looks.run('accounts', look)
  const lineOf = (channel: string): Line | null => held.get(channel)?.line ?? null

  return {
    ...polling({ workspace, service: store.service, clock }),
    start: async () => {
      configured = await Promise.all(first.map(ofConfiguration))
      await refresh()
      running = keepLooking({ clock, everyMs: POLL_MS, signal: stopping.signal, look: refresh, onError })
    },
    stop: async () => {
      stopping.abort()
      await running
      await looks.idle()
      await names.idle()
    },
    refresh,
    channels: () => [...held.values()].map(({ line: _, ...channel }) => channel),
    accountsOf: (kind) =>
      [...held.values()].flatMap(({ options: { id }, from, line }) =>
        line?.kind === kind ? [{ channel: id, from, account: line.connection.account }] : [],
      ),
    receiver: (channel) => {
      const line = lineOf(channel)
      return line === null ? undefined : (delivery) => take(line, delivery)
    },
    headProof: (channel, head) => {
      const line = lineOf(channel)
      return line?.connection.headProof?.(head, { now: () => nowOf(line) }) ?? 'open'
    },
    faultsOf: async (account) => {
      const connecting = await tried(account)
      return 'faults' in connecting ? connecting.faults : []
    },
    check: async (channel, webhookUrl) => {
      const line = lineOf(channel)
      if (line?.connection.check === undefined) return null
      return line.connection.check({ http: line.ports.http, ...(webhookUrl === undefined ? {} : { webhookUrl }) })
    },
    setWebhook: async (channel, url) => {
      const line = lineOf(channel)
      return line === null ? null : tellWebhook(line.connection, url, { http: line.ports.http })
    },
    file: async (channel, attachment) => {
      const line = lineOf(channel)
      return line === null ? { trouble: 'not-fetchable' } : fetchFile(line, attachment)
    },
  }
}

function deskOptions({ options, line }: Held): ChannelOptions {
  if (line === null) return options
  return {
    ...options,
    deduplicates: line.connection.deduplicates,
    deliver: (effect, context) => deliver(line, effect, context),
  }
}

async function connectOf(kind: string): Promise<Connect> {
  const fault =
    (message: string): Connect =>
    () => ({ faults: [{ pointer: '', message } satisfies AccountFault] })
  if (!isAdapterKind(kind)) return fault(`There is no adapter for the kind ${kind}`)
  try {
    return await adapterOf(kind)
  } catch (error) {
    return fault(error instanceof Error ? error.message : String(error))
  }
}
