import type { FastifyInstance } from 'fastify'
import { commandAnswer } from '../command-answer.js'
import { cursorOf, placeOf } from '../cursor.js'
import { named } from '../idempotency.js'
import { operation } from '../operation.js'
import type { Service } from '../service-context.js'
import type { ChatPath } from '../wire/chats.js'
import type { CancelWorkflowQuery, StartWorkflowBody, WorkflowPage, WorkflowsQuery } from '../wire/workflows.js'

const OF_A_PAGE = 50
const DONE = { description: 'It was done', schema: 'CommandAnswer', headers: ['ETag'] } as const

/** Workflows that run in chats. */
export function workflowRoutes(app: FastifyInstance, service: Service): void {
  app.get<{ Querystring: WorkflowsQuery }>(
    '/v1/workflows',
    operation({
      id: 'listWorkflows',
      tag: 'chats',
      summary: 'Workflows that run, newest chat first, and where each stands',
      scope: 'agent',
      query: 'WorkflowsQuery',
      answers: { 200: { description: 'One page', schema: 'WorkflowPage' } },
    }),
    async (request): Promise<WorkflowPage> => {
      const { desk } = await service.deskOf(request)
      const { cursor, limit = OF_A_PAGE, workflow } = request.query
      const list = JSON.stringify(['workflows', workflow ?? null])
      const [below] = cursor === undefined ? [] : placeOf(list, cursor, 1)
      const filter = { ...(workflow === undefined ? {} : { workflow }), ...(below === undefined ? {} : { below }) }
      // One more tells whether there is a next page.
      const found = await desk.workflows({ ...filter, limit: limit + 1 })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return { items, next: found.length > limit && last !== undefined ? cursorOf(list, [last.chat]) : null }
    },
  )

  app.post<{ Params: ChatPath; Body: StartWorkflowBody }>(
    '/v1/chats/:number/workflow',
    operation({
      id: 'startWorkflow',
      tag: 'chats',
      summary: 'Starts a workflow in a chat',
      scope: 'agent',
      isCommand: true,
      params: 'ChatPath',
      body: 'StartWorkflowBody',
      answers: { 201: DONE },
      problems: ['not-found', 'conflict', 'merged', 'workflow-running'],
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      const how = { ...request.body, ...named(request) }
      return commandAnswer(reply, await desk.startWorkflow(request.params.number, how), 201)
    },
  )

  app.delete<{ Params: ChatPath; Querystring: CancelWorkflowQuery }>(
    '/v1/chats/:number/workflow',
    operation({
      id: 'cancelWorkflow',
      tag: 'chats',
      summary: 'Ends the workflow that runs in a chat',
      description: 'Nothing is said to the customer.',
      scope: 'agent',
      isCommand: true,
      params: 'ChatPath',
      query: 'CancelWorkflowQuery',
      answers: { 200: DONE },
      problems: ['not-found', 'conflict', 'merged', 'no-workflow'],
    }),
    async (request, reply) => {
      const { desk } = await service.deskOf(request)
      const how = { ...request.query, ...named(request) }
      return commandAnswer(reply, await desk.cancelWorkflow(request.params.number, how))
    },
  )
}
