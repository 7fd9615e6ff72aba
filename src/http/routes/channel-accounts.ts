import type { FastifyInstance, FastifyRequest } from 'fastify'
import { checkAddress } from '#addresses'
import { addressesIn, withKeptSecrets } from '../../desk/account-secrets.js'
import { channelSetting } from '../../desk/channel-setting.js'
import { idOf } from '../../desk/input.js'
import type { StoredChannel } from '../../ports/channel-store.js'
import { CHANNEL_EXAMPLE, hostOf, noChannel, viewOf, viewsOf } from '../channel-view.js'
import type { ServedDesk } from '../desks.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import type { Service } from '../service-context.js'
import type { ChannelBody, ChannelFault, ChannelList, ChannelPath, ChannelView } from '../wire/channels.js'

const MOST_CHANNELS = 200

const BODY: ChannelBody = {
  kind: 'telegram',
  name: 'Sales',
  account: { token: { env: 'CASELINE_SECRET_TELEGRAM' }, secretToken: 'a-secret-of-our-own-making' },
}

/** Connected accounts. Those of the configuration can be looked at, those of calls changed; every node picks them up. */
export function channelAccountRoutes(app: FastifyInstance, service: Service): void {
  app.get(
    '/v1/channels',
    operation({
      id: 'listChannels',
      tag: 'channels',
      summary: 'All channels and how their accounts are',
      scope: 'admin',
      answers: { 200: { description: 'By id', schema: 'ChannelList', example: { items: [CHANNEL_EXAMPLE] } } },
    }),
    async (request): Promise<ChannelList> => ({ items: await viewsOf(service, await service.deskOf(request)) }),
  )

  app.get<{ Params: ChannelPath }>(
    '/v1/channels/:id',
    operation({
      id: 'getChannel',
      tag: 'channels',
      summary: 'One channel',
      description: 'Secrets never come back.',
      scope: 'admin',
      params: 'ChannelPath',
      answers: { 200: { description: 'The channel', schema: 'ChannelView', example: CHANNEL_EXAMPLE } },
      problems: ['not-found'],
    }),
    async (request): Promise<ChannelView> => viewOf(service, await service.deskOf(request), request.params.id),
  )

  app.put<{ Params: ChannelPath; Body: ChannelBody }>(
    '/v1/channels/:id',
    operation({
      id: 'putChannel',
      tag: 'channels',
      summary: 'Connect an account, or change it',
      description: 'The account is checked before it is stored. Its channel works on all nodes some seconds later.',
      scope: 'admin',
      isCommand: true,
      params: 'ChannelPath',
      body: 'ChannelBody',
      bodyExample: BODY,
      answers: {
        200: { description: 'It was changed', schema: 'ChannelView', example: { ...CHANNEL_EXAMPLE, revision: 2 } },
        201: { description: 'It is connected', schema: 'ChannelView', example: CHANNEL_EXAMPLE },
      },
      problems: ['not-found', 'conflict'],
    }),
    async (request, reply) => {
      const served = await service.deskOf(request)
      const stored = await put(service, served, request)
      await hostOf(served).refresh()
      return reply.code(stored.revision === 1 ? 201 : 200).send(await viewOf(service, served, stored.id))
    },
  )

  app.delete<{ Params: ChannelPath }>(
    '/v1/channels/:id',
    operation({
      id: 'removeChannel',
      tag: 'channels',
      summary: 'Disconnect an account',
      description: 'Its chats stay and can be read and finished.',
      scope: 'admin',
      isCommand: true,
      params: 'ChannelPath',
      answers: { 204: { description: 'It is gone' } },
      problems: ['not-found', 'conflict'],
    }),
    async (request, reply) => {
      const served = await service.deskOf(request)
      const { id } = request.params
      ofConfiguration(served, id)
      if (!(await service.store.channels.removeAccount(served.workspace, id))) noChannel(id)
      await hostOf(served).refresh()
      return reply.code(204).send()
    },
  )
}

async function put(
  service: Service,
  served: ServedDesk,
  request: FastifyRequest<{ Params: ChannelPath; Body: ChannelBody }>,
): Promise<StoredChannel> {
  const { workspace, calls } = served
  const { kind, name = null, endless = false, autoFinish = null, account = null, ifRevision } = request.body
  const id = idOf(request.params.id, '/id')
  const host = hostOf(served)
  ofConfiguration(served, id)
  const accounts = await service.store.channels.accounts(workspace)
  const before = accounts.find((one) => one.id === id)
  if (before === undefined && accounts.length >= MOST_CHANNELS)
    fail('too-large', `Calls make ${MOST_CHANNELS} channels of a workspace at most`)
  settingFault({ id, kind, ...(name === null ? {} : { name }), ...(autoFinish === null ? {} : { autoFinish }) })
  const whole = account === null ? null : withKeptSecrets(account, before?.account ?? null)
  const faults =
    whole === null ? [] : [...(await host.faultsOf({ kind, account: whole })), ...(await privateIn(whole, calls))]
  if (faults.length > 0)
    fail('invalid', 'The account can’t be used', {
      pointer: '/account',
      errors: faults.slice(0, 20).map(({ pointer, message }) => ({ pointer: `/account${pointer}`, message })),
    })
  const stored = await service.store.channels.putAccount(workspace, {
    id,
    kind,
    name,
    endless,
    autoFinish: autoFinish === null ? null : { ...autoFinish },
    account: whole,
    changedAt: service.clock.now(),
    ...(ifRevision === undefined ? {} : { ifRevision }),
  })
  return stored ?? fail('conflict', 'The channel has changed since that revision', { pointer: '/ifRevision' })
}

function settingFault(options: Parameters<typeof channelSetting>[0]): void {
  try {
    channelSetting(options)
  } catch (error) {
    fail('invalid', error instanceof Error ? error.message : 'The channel can’t be set up so', {
      pointer: '/autoFinish',
    })
  }
}

/** Whoever may connect accounts must not reach into the service's own network with them. */
async function privateIn(
  account: { readonly [name: string]: unknown },
  { allowPrivateAddresses = false }: ServedDesk['calls'],
): Promise<readonly ChannelFault[]> {
  const found = await Promise.all(
    addressesIn(account).map(async ({ pointer, url }) => {
      try {
        await checkAddress({ url, allowPrivateAddresses })
        return []
      } catch (error) {
        // A name that isn't known now may be known when it is needed.
        const isPrivate = error instanceof Error && 'code' in error && error.code === 'private-address'
        return isPrivate ? [{ pointer, message: 'Private addresses are not allowed here' }] : []
      }
    }),
  )
  return found.flat()
}

function ofConfiguration({ host }: ServedDesk, id: string): void {
  const known = host?.channels().find(({ options }) => options.id === id)
  if (known?.from === 'configuration')
    fail('conflict', `The channel ${id} stands in the configuration and is changed there`)
}
