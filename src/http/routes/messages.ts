import type { FastifyInstance } from 'fastify'
import { commandAnswer } from '../command-answer.js'
import { operation } from '../operation.js'
import type { Service } from '../service-context.js'
import type { NewMessage } from '../wire/messages.js'

/** What comes from customers, and why the desk did what it did with it. */
export function messageRoutes(app: FastifyInstance, service: Service): void {
  app.post<{ Body: NewMessage }>(
    '/v1/messages',
    operation({
      id: 'receiveMessage',
      tag: 'messages',
      summary: 'A customer has written',
      description:
        'The answer comes after the commit: what was answered is durable. The same `id` again changes nothing.',
      scope: 'ingest',
      isCommand: true,
      body: 'NewMessage',
      answers: {
        201: { description: 'It was taken in', schema: 'CommandAnswer', headers: ['ETag'] },
        200: {
          description: 'It is known already: `outcome` is `duplicate`',
          schema: 'CommandAnswer',
          headers: ['ETag'],
        },
      },
      problems: ['not-found'],
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      const answer = await desk.receive(request.body)
      return commandAnswer(reply, answer, answer.outcome === 'duplicate' ? 200 : 201)
    },
  )
}
