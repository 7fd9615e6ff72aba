import type { FastifyInstance } from 'fastify'
import type { ExplainOptions } from '../../desk/explain-message.js'
import { commandAnswer } from '../command-answer.js'
import { named } from '../idempotency.js'
import { operation } from '../operation.js'
import type { Service } from '../service-context.js'
import type {
  DeliveryReport,
  ExplainQuery,
  MessageEdit,
  MessagePath,
  NewMessage,
  OnChannelQuery,
} from '../wire/messages.js'

const CHANGED = { description: 'It was done', schema: 'CommandAnswer', headers: ['ETag'] } as const

/** What comes from customers and from whoever delivers, and why the desk did what it did with a message. */
export function messageRoutes(app: FastifyInstance, service: Service): void {
  app.post<{ Body: NewMessage }>(
    '/v1/messages',
    operation({
      id: 'receiveMessage',
      tag: 'messages',
      summary: 'A customer has written',
      description: 'Answers after the commit: what was answered is durable. The same `id` again changes nothing.',
      scope: 'ingest',
      isCommand: true,
      body: 'NewMessage',
      answers: {
        201: { description: 'It was taken in', schema: 'CommandAnswer', headers: ['ETag'] },
        200: {
          description: 'The message is known: `outcome` is `duplicate`',
          schema: 'CommandAnswer',
          headers: ['ETag'],
        },
      },
      problems: ['not-found', 'conflict'],
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      const answer = await desk.receive({ ...request.body, ...named(request) })
      return commandAnswer(reply, answer, answer.outcome === 'duplicate' ? 200 : 201)
    },
  )

  app.get<{ Params: MessagePath; Querystring: ExplainQuery }>(
    '/v1/messages/:id/explain',
    operation({
      id: 'explainMessage',
      tag: 'messages',
      summary: 'Why the desk did what it did with a message',
      description: 'With `rule`, also what that rule has to say about it, at the version of then or another one.',
      scope: 'agent',
      params: 'MessagePath',
      query: 'ExplainQuery',
      answers: { 200: { description: 'The trace; `null` where the journal is off', schema: 'MessageExplanation' } },
      problems: ['not-found', 'conflict'],
    }),
    async (request) => {
      const { desk } = await service.deskOf(request)
      return desk.explain(request.params.id, explainOptions(request.query))
    },
  )

  app.patch<{ Params: MessagePath; Body: MessageEdit }>(
    '/v1/messages/:id',
    operation({
      id: 'editMessage',
      tag: 'messages',
      summary: 'The customer has edited a message',
      scope: 'ingest',
      isCommand: true,
      params: 'MessagePath',
      body: 'MessageEdit',
      answers: { 200: CHANGED },
      problems: ['not-found', 'conflict'],
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      return commandAnswer(reply, await desk.edit(request.params.id, { ...request.body, ...named(request) }))
    },
  )

  app.delete<{ Params: MessagePath; Querystring: OnChannelQuery }>(
    '/v1/messages/:id',
    operation({
      id: 'deleteMessage',
      tag: 'messages',
      summary: 'The customer has deleted a message',
      scope: 'ingest',
      isCommand: true,
      params: 'MessagePath',
      query: 'OnChannelQuery',
      answers: { 200: CHANGED },
      problems: ['not-found', 'conflict'],
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      const change = { ...request.query, ...named(request), deleted: true } as const
      return commandAnswer(reply, await desk.edit(request.params.id, change))
    },
  )

  app.post<{ Params: MessagePath; Body: DeliveryReport }>(
    '/v1/messages/:id/delivery',
    operation({
      id: 'reportDelivery',
      tag: 'delivery',
      summary: 'What became of an outgoing message',
      description: 'For those who deliver themselves, and for receipts of providers.',
      scope: 'ingest',
      isCommand: true,
      params: 'MessagePath',
      body: 'DeliveryReport',
      answers: { 200: CHANGED },
      problems: ['not-found', 'conflict'],
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      const { delivery, channel, failure } = request.body
      const how = { ...named(request), ...(failure === undefined ? {} : { failure }) }
      return commandAnswer(reply, await desk.delivered(request.params.id, delivery, channel, how))
    },
  )
}

function explainOptions({ version, ...query }: ExplainQuery): ExplainOptions {
  if (version === undefined) return query
  return { ...query, version: version === 'then' || version === 'now' ? version : Number(version) }
}
