import type { FastifyInstance } from 'fastify'
import { operation } from '../operation.js'
import type { Service } from '../service-context.js'
import type { EffectPath, OutboxList, OutboxQuery } from '../wire/outbox.js'

/** What waits to go out, and dead letters. */
export function outboxRoutes(app: FastifyInstance, service: Service): void {
  app.get<{ Querystring: OutboxQuery }>(
    '/v1/outbox',
    operation({
      id: 'listOutbox',
      tag: 'delivery',
      summary: 'What waits to go out and what was given up',
      scope: 'agent',
      query: 'OutboxQuery',
      answers: { 200: { description: 'In order of the threads’ lines', schema: 'OutboxList' } },
    }),
    async (request): Promise<OutboxList> => {
      const { desk } = await service.deskOf(request)
      return { items: await desk.outbox(request.query) }
    },
  )

  app.post<{ Params: EffectPath }>(
    '/v1/outbox/:effect/resend',
    operation({
      id: 'resendMessage',
      tag: 'delivery',
      summary: 'Sends a dead letter again',
      scope: 'agent',
      isCommand: true,
      params: 'EffectPath',
      answers: { 204: { description: 'It stands at the end of its thread’s line' } },
      problems: ['not-found', 'conflict'],
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      await desk.resend(request.params.effect)
      return reply.code(204).send()
    },
  )

  app.delete<{ Params: EffectPath }>(
    '/v1/outbox/:effect',
    operation({
      id: 'discardMessage',
      tag: 'delivery',
      summary: 'Forgets a dead letter',
      description: 'Its message keeps its `delivery`.',
      scope: 'agent',
      isCommand: true,
      params: 'EffectPath',
      answers: { 204: { description: 'It is gone' } },
      problems: ['not-found'],
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      await desk.discard(request.params.effect)
      return reply.code(204).send()
    },
  )
}
