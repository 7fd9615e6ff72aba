import type { FastifyInstance } from 'fastify'
import { etagOf } from '../command-answer.js'
import { operation } from '../operation.js'
import type { Service } from '../service-context.js'
import type { ChatPath } from '../wire/chats.js'

/** What is read of chats. */
export function chatRoutes(app: FastifyInstance, service: Service): void {
  app.get<{ Params: ChatPath }>(
    '/v1/chats/:number',
    operation({
      id: 'getChat',
      tag: 'chats',
      summary: 'One chat',
      description: 'Of a merged chat the tombstone, whose `mergedInto` leads on.',
      scope: 'agent',
      params: 'ChatPath',
      answers: { 200: { description: 'The chat', schema: 'ChatView', headers: ['ETag'] } },
      problems: ['not-found'],
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      const chat = await desk.chat(request.params.number)
      return reply.header('etag', etagOf(chat)).send(chat)
    },
  )
}
