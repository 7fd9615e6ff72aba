import type { FastifyInstance } from 'fastify'
import { CHANNEL_EXAMPLE, hostOf, viewOf } from '../channel-view.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import type { Service } from '../service-context.js'
import type { ChannelCheck, ChannelPath, ChannelView, ChannelWebhook } from '../wire/channels.js'

/** Connected accounts, as their providers see them. */
export function channelProviderRoutes(app: FastifyInstance, service: Service): void {
  app.post<{ Params: ChannelPath }>(
    '/v1/channels/:id/check',
    operation({
      id: 'checkChannel',
      tag: 'channels',
      summary: 'Ask the provider whether the account works',
      description: 'Where it can tell, also whether it calls this service; for that `server.publicUrl` must be said.',
      scope: 'admin',
      isCommand: true,
      params: 'ChannelPath',
      answers: {
        200: { description: 'What it said', schema: 'ChannelCheck', example: { isAsked: true, findings: [] } },
      },
      problems: ['not-found'],
    }),
    async (request): Promise<ChannelCheck> => {
      const served = await service.deskOf(request)
      const { id, faults, webhookUrl } = await viewOf(service, served, request.params.id)
      if (faults.length > 0) return { isAsked: false, findings: faults.map((one) => ({ severity: 'error', ...one })) }
      const findings = await hostOf(served).check(id, webhookUrl ?? undefined)
      return { isAsked: findings !== null, findings: findings ?? [] }
    },
  )

  app.post<{ Params: ChannelPath }>(
    '/v1/channels/:id/set-webhook',
    operation({
      id: 'setChannelWebhook',
      tag: 'channels',
      summary: 'Tell the provider where to call',
      description:
        'The address is this service’s own, by `server.publicUrl`. Where the provider has no API for it, the problem `not-settable` says what to do by hand.',
      scope: 'admin',
      isCommand: true,
      params: 'ChannelPath',
      answers: {
        200: {
          description: 'It calls there from now on',
          schema: 'ChannelWebhook',
          example: {
            webhookUrl: CHANNEL_EXAMPLE.webhookUrl,
            detail: 'Telegram calls the address and repeats the secret token',
          },
        },
      },
      problems: ['not-found', 'not-settable', 'provider-refused'],
    }),
    async (request): Promise<ChannelWebhook> => {
      const served = await service.deskOf(request)
      const view = await viewOf(service, served, request.params.id)
      const { id } = view
      const webhookUrl = settable(view)
      const told = (await hostOf(served).setWebhook(id, webhookUrl)) ?? noAccount(id)
      const { outcome, detail } = told
      switch (outcome) {
        case 'set':
          return { webhookUrl, detail }
        case 'refused':
          return fail('provider-refused', detail)
        case 'by-hand':
          return fail('not-settable', `${detail}. The address: ${webhookUrl}`)
        default:
          return outcome satisfies never
      }
    },
  )
}

/** The address that is to be told. */
function settable({ id, hasAccount, faults, webhookUrl }: ChannelView): string {
  if (!hasAccount) return noAccount(id)
  if (faults.length > 0)
    return fail('not-settable', 'The account can’t be used; mend it first', {
      errors: faults.map(({ pointer, message }) => ({ pointer: `/account${pointer}`, message })),
    })
  return (
    webhookUrl ??
    fail('not-settable', 'This service doesn’t know where it is found: say server.publicUrl in its configuration')
  )
}

function noAccount(id: string): never {
  return fail('not-settable', `The channel ${id} has no account: whoever takes its messages in tells its provider`)
}
