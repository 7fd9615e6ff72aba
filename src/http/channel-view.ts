// Channels as the service tells of them.
import { withoutSecrets } from '../desk/account-secrets.js'
import type { ChannelHost, ConnectedChannel } from '../desk/channel-host.js'
import type { ServedDesk } from './desks.js'
import { fail } from './problem.js'
import type { Service } from './service-context.js'
import { webhookUrlOf } from './webhook-url.js'
import type { ChannelView } from './wire/channels.js'

export const CHANNEL_EXAMPLE: ChannelView = {
  id: 'tg-sales',
  kind: 'telegram',
  name: 'Sales',
  from: 'call',
  endless: false,
  hasAccount: true,
  faults: [],
  webhookUrl: 'https://desk.example.com/v1/channels/tg-sales/webhook',
  account: { token: { env: 'CASELINE_SECRET_TELEGRAM' }, secretToken: '(hidden)' },
  revision: 1,
}
export async function viewsOf(
  service: Service,
  { workspace, host, channelOptions }: ServedDesk,
): Promise<readonly ChannelView[]> {
  const stored = new Map((await service.store.channels.accounts(workspace)).map((one) => [one.id, one]))
  const all: readonly ConnectedChannel[] =
    host?.channels() ??
    [...channelOptions.values()].map((options) => ({ options, from: 'configuration', hasAccount: false, faults: [] }))
  return all
    .map(({ options, from, hasAccount, faults }): ChannelView => {
      const account = from === 'call' ? stored.get(options.id) : undefined
      return {
        id: options.id,
        kind: options.kind,
        name: options.name ?? null,
        from,
        endless: options.endless ?? false,
        hasAccount,
        faults,
        webhookUrl: hasAccount ? (addressOf(service, workspace, options.id) ?? null) : null,
        account: account?.account == null ? null : (withoutSecrets(account.account) as ChannelView['account']),
        revision: account?.revision ?? null,
      }
    })
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** Refused `not-found`. */
export async function viewOf(service: Service, served: ServedDesk, id: string): Promise<ChannelView> {
  return (await viewsOf(service, served)).find((one) => one.id === id) ?? noChannel(id)
}

/** Where its provider should call; `undefined`: nobody said where this service is found. */
function addressOf({ options: { publicUrl } }: Service, workspace: string, channel: string): string | undefined {
  return publicUrl === undefined ? undefined : webhookUrlOf(publicUrl, channel, workspace)
}

/** Refused `not-found`. */
export function hostOf({ host }: ServedDesk): ChannelHost {
  return host ?? fail('not-found', 'This service connects no accounts')
}

export function noChannel(id: string): never {
  return fail('not-found', `There is no channel ${id}`)
}
