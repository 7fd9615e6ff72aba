import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { callEndpoint } from '../../desk/endpoint-call.js'
import type { WebhookEndpoint, WebhookLetter } from '../../ports/service-store.js'
import { accessOf } from '../access.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import type { Service } from '../service-context.js'
import { attemptView, deadLetterView } from '../webhook-view.js'
import type {
  DeadLetter,
  DeadLetterList,
  DeadLetterPath,
  DeadLettersQuery,
  WebhookAttempt,
  WebhookPath,
} from '../wire/webhooks.js'
import { endpointOf } from './webhooks.js'

const EXAMPLE: DeadLetter = {
  event: '0.1042.7.1',
  at: '2026-03-02T13:00:00.000Z',
  error: 'HTTP 404',
  body: {
    id: '0.1042.7.1',
    type: 'chat.started',
    workspace: 'default',
    at: '2026-03-02T12:00:00.000Z',
    chat: 1,
    channel: 'tg-support',
    event: { type: 'chat.started', chat: 1, at: '2026-03-02T12:00:00.000Z', by: 'customer' },
  },
}
const DELIVERED: WebhookAttempt = { isDelivered: true, status: 204, error: null }

/** What a webhook would not take, and calls by hand. */
export function deadLetterRoutes(app: FastifyInstance, service: Service): void {
  const { kept, clock } = service

  app.post<{ Params: WebhookPath }>(
    '/v1/webhooks/:id/test',
    operation({
      id: 'testWebhook',
      tag: 'live',
      summary: 'Send a `ping` there and tell what came back',
      scope: 'admin',
      isCommand: true,
      params: 'WebhookPath',
      answers: { 200: { description: 'What came of it', schema: 'WebhookAttempt', example: DELIVERED } },
      problems: ['not-found'],
    }),
    async (request): Promise<WebhookAttempt> => {
      const { workspace, calls } = await service.deskOf(request)
      const endpoint = await endpointOf(service, workspace, request.params.id)
      const [id, at] = [`ping.${randomUUID()}`, clock.now()]
      const body = JSON.stringify({ id, type: 'ping', workspace, at })
      return attemptView(await callEndpoint(endpoint, { id, body }, at, calls))
    },
  )

  app.get<{ Params: WebhookPath; Querystring: DeadLettersQuery }>(
    '/v1/webhooks/:id/dead-letters',
    operation({
      id: 'listDeadLetters',
      tag: 'live',
      summary: 'Events that it would not take',
      scope: 'admin',
      params: 'WebhookPath',
      query: 'DeadLettersQuery',
      answers: { 200: { description: 'Oldest first', schema: 'DeadLetterList', example: { items: [EXAMPLE] } } },
      problems: ['not-found'],
    }),
    async (request): Promise<DeadLetterList> => {
      const { workspace } = accessOf(request)
      const { id: endpoint } = await endpointOf(service, workspace, request.params.id)
      const letters = await kept.letters(workspace, { endpoint, limit: request.query.limit ?? 100 })
      return { items: letters.map(deadLetterView) }
    },
  )

  app.post<{ Params: DeadLetterPath }>(
    '/v1/webhooks/:id/dead-letters/:event/resend',
    operation({
      id: 'resendDeadLetter',
      tag: 'live',
      summary: 'Send one again, now and out of order',
      description: 'Taken this time, it is no dead letter any more.',
      scope: 'admin',
      isCommand: true,
      params: 'DeadLetterPath',
      answers: { 200: { description: 'What came of it', schema: 'WebhookAttempt', example: DELIVERED } },
      problems: ['not-found'],
    }),
    async (request): Promise<WebhookAttempt> => {
      const { workspace, calls } = await service.deskOf(request)
      const [endpoint, letter] = await letterOf(service, request)
      const sent = { id: letter.event, body: letter.body }
      const attempt = attemptView(await callEndpoint(endpoint, sent, clock.now(), calls))
      if (attempt.isDelivered) await kept.discardLetter(workspace, endpoint.id, letter.event)
      return attempt
    },
  )

  app.delete<{ Params: DeadLetterPath }>(
    '/v1/webhooks/:id/dead-letters/:event',
    operation({
      id: 'discardDeadLetter',
      tag: 'live',
      summary: 'Forget one',
      scope: 'admin',
      isCommand: true,
      params: 'DeadLetterPath',
      answers: { 204: { description: 'It is forgotten' } },
      problems: ['not-found'],
    }),
    async (request, reply) => {
      const { id, event } = request.params
      if (!(await kept.discardLetter(accessOf(request).workspace, id, event))) noLetter(event)
      return reply.code(204).send()
    },
  )
}

async function letterOf(
  service: Service,
  request: FastifyRequest<{ Params: DeadLetterPath }>,
): Promise<readonly [WebhookEndpoint, WebhookLetter]> {
  const { workspace } = accessOf(request)
  const endpoint = await endpointOf(service, workspace, request.params.id)
  const { event } = request.params
  const [letter] = await service.kept.letters(workspace, { endpoint: endpoint.id, event, limit: 1 })
  return letter === undefined ? noLetter(event) : [endpoint, letter]
}

function noLetter(event: string): never {
  return fail('not-found', `There is no dead letter ${event}`)
}
