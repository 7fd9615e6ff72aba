import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { momentOf } from '../../desk/input.js'
import { MAX_ENDPOINTS } from '../../desk/webhook-sender.js'
import type { WebhookEndpoint } from '../../ports/service-store.js'
import { accessOf } from '../access.js'
import { derivedId } from '../idempotency.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import type { Service } from '../service-context.js'
import { checkUrl, newSecret, webhookView } from '../webhook-view.js'
import type {
  NewWebhook,
  Replay,
  WebhookChanges,
  WebhookList,
  WebhookPath,
  WebhookView,
  WebhookWithSecret,
} from '../wire/webhooks.js'

const EXAMPLE: WebhookView = {
  id: 'wh_5f0c2a9b7e314d68',
  url: 'https://crm.example.com/caseline',
  types: ['chat.started', 'chat.finished'],
  channels: null,
  createdAt: '2026-03-02T12:00:00.000Z',
  isPaused: false,
  attempts: 0,
  nextAttemptAt: null,
  lastError: null,
}
const SECRET = 'whsec_q3xVb0lFZm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZg'

/** Systems that are told what happens. */
export function webhookRoutes(app: FastifyInstance, service: Service): void {
  const { kept, clock } = service
  const found = async (request: FastifyRequest<{ Params: WebhookPath }>): Promise<WebhookEndpoint> =>
    endpointOf(service, accessOf(request).workspace, request.params.id)

  app.post<{ Body: NewWebhook }>(
    '/v1/webhooks',
    operation({
      id: 'addWebhook',
      tag: 'live',
      summary: 'Tell another system what happens',
      description:
        'Each event from now on is sent there by `POST`, in order, signed with the secret that is shown in this answer only.',
      scope: 'admin',
      isCommand: true,
      body: 'NewWebhook',
      bodyExample: { url: EXAMPLE.url, types: EXAMPLE.types },
      answers: {
        201: { description: 'It is told', schema: 'WebhookWithSecret', example: { ...EXAMPLE, secret: SECRET } },
      },
      secrets: ['secret'],
    }),
    async (request, reply) => {
      const { url, types = null, channels = null } = request.body
      const { workspace, feed, sender, calls } = await service.deskOf(request)
      await checkUrl(url, calls)
      const id = `wh_${derivedId(request) ?? randomBytes(8).toString('hex')}`
      const before = await kept.endpoint(workspace, id)
      if (before !== null) return reply.code(201).send({ ...webhookView(before), secret: before.secret })
      if ((await kept.endpoints(workspace)).length >= MAX_ENDPOINTS)
        fail('too-large', `A workspace has ${MAX_ENDPOINTS} webhooks at most`)
      const now = clock.now()
      const endpoint: WebhookEndpoint = {
        id,
        url,
        secret: newSecret(),
        types,
        channels,
        createdAt: now,
        isPaused: false,
        place: await feed.end(),
        done: 0,
        attempts: 0,
        notBefore: now,
        lastError: null,
      }
      await kept.addEndpoint(workspace, endpoint)
      sender.wake()
      const answer: WebhookWithSecret = { ...webhookView(endpoint), secret: endpoint.secret }
      return reply.code(201).send(answer)
    },
  )

  app.get(
    '/v1/webhooks',
    operation({
      id: 'listWebhooks',
      tag: 'live',
      summary: 'The systems that are told',
      scope: 'admin',
      answers: { 200: { description: 'Oldest first', schema: 'WebhookList', example: { items: [EXAMPLE] } } },
    }),
    async (request): Promise<WebhookList> => {
      const endpoints = await kept.endpoints(accessOf(request).workspace)
      return { items: endpoints.map(webhookView) }
    },
  )

  app.get<{ Params: WebhookPath }>(
    '/v1/webhooks/:id',
    operation({
      id: 'getWebhook',
      tag: 'live',
      summary: 'One of them, and how it goes',
      scope: 'admin',
      params: 'WebhookPath',
      answers: { 200: { description: 'The webhook', schema: 'WebhookView', example: EXAMPLE } },
      problems: ['not-found'],
    }),
    async (request): Promise<WebhookView> => webhookView(await found(request)),
  )

  app.patch<{ Params: WebhookPath; Body: WebhookChanges }>(
    '/v1/webhooks/:id',
    operation({
      id: 'changeWebhook',
      tag: 'live',
      summary: 'Change it, pause it, give it a new secret',
      scope: 'admin',
      isCommand: true,
      params: 'WebhookPath',
      body: 'WebhookChanges',
      bodyExample: { isPaused: true },
      answers: {
        200: {
          description: 'As it is now',
          schema: 'WebhookWithSecret',
          example: { ...EXAMPLE, isPaused: true, secret: null },
        },
      },
      problems: ['not-found'],
      secrets: ['secret'],
    }),
    async (request): Promise<WebhookWithSecret> => {
      const { rotateSecret, ...changes } = request.body
      const { workspace, sender, calls } = await service.deskOf(request)
      const { id } = await found(request)
      if (changes.url !== undefined) await checkUrl(changes.url, calls)
      const secret = rotateSecret === true ? newSecret() : null
      await kept.changeEndpoint(workspace, id, {
        ...changes,
        ...(secret === null ? {} : { secret }),
        ...(changes.isPaused === false ? { notBefore: clock.now() } : {}),
      })
      sender.wake()
      return { ...webhookView(await found(request)), secret }
    },
  )

  app.delete<{ Params: WebhookPath }>(
    '/v1/webhooks/:id',
    operation({
      id: 'removeWebhook',
      tag: 'live',
      summary: 'Tell it nothing more',
      description: 'Its dead letters are forgotten too.',
      scope: 'admin',
      isCommand: true,
      params: 'WebhookPath',
      answers: { 204: { description: 'It is gone' } },
      problems: ['not-found'],
    }),
    async (request, reply) => {
      const { workspace } = accessOf(request)
      if (!(await kept.removeEndpoint(workspace, request.params.id))) noWebhook(request.params.id)
      return reply.code(204).send()
    },
  )

  app.post<{ Params: WebhookPath; Body: Replay }>(
    '/v1/webhooks/:id/replay',
    operation({
      id: 'replayWebhook',
      tag: 'live',
      summary: 'Send again what happened since a moment',
      description: 'Events have the ids that they had before, so a receiver can leave out what it knows.',
      scope: 'admin',
      isCommand: true,
      params: 'WebhookPath',
      body: 'Replay',
      bodyExample: { from: '2026-03-02T12:00:00.000Z' },
      answers: { 200: { description: 'It begins anew there', schema: 'WebhookView', example: EXAMPLE } },
      problems: ['not-found'],
    }),
    async (request): Promise<WebhookView> => {
      const { workspace, sender } = await service.deskOf(request)
      const { id } = await found(request)
      const place = await kept.logAt(workspace, momentOf(request.body.from, '/from'))
      await kept.changeEndpoint(workspace, id, { place, notBefore: clock.now() })
      sender.wake()
      return webhookView(await found(request))
    },
  )
}

export async function endpointOf({ kept }: Service, workspace: string, id: string): Promise<WebhookEndpoint> {
  return (await kept.endpoint(workspace, id)) ?? noWebhook(id)
}

function noWebhook(id: string): never {
  return fail('not-found', `There is no webhook ${id}`)
}
