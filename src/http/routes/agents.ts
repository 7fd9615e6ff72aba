import type { FastifyInstance } from 'fastify'
import { parseSpan } from '../../core/rules/duration.js'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import type { Service } from '../service-context.js'
import type { Agent, AgentList, AgentPath, AgentStatus } from '../wire/agents.js'

const EXAMPLE: Agent = { agent: 'olga', status: 'online', until: '2026-03-02T12:01:00.000Z' }

/** Who of the agents is there. */
export function agentRoutes(app: FastifyInstance, service: Service): void {
  app.put<{ Params: AgentPath; Body: AgentStatus }>(
    '/v1/agents/:id/status',
    operation({
      id: 'setAgentStatus',
      tag: 'agents',
      summary: 'An agent is there, or isn’t',
      description:
        'A heartbeat: it holds for `ttl`, so say it again before that. Rules see it by the fact `agents` on every node, within two seconds.',
      scope: 'agent',
      isCommand: true,
      params: 'AgentPath',
      body: 'AgentStatus',
      bodyExample: { status: 'online', ttl: 'PT60S' },
      answers: { 200: { description: 'What holds now', schema: 'Agent', example: EXAMPLE } },
    }),
    async (request): Promise<Agent> => {
      const { presence } = await service.deskOf(request)
      const { status, ttl } = request.body
      return presence.set(request.params.id, status, ttl === undefined ? undefined : msOf(ttl))
    },
  )

  app.get(
    '/v1/agents',
    operation({
      id: 'listAgents',
      tag: 'agents',
      summary: 'The agents who are there',
      scope: 'agent',
      answers: { 200: { description: 'By id', schema: 'AgentList', example: { items: [EXAMPLE] } } },
    }),
    async (request): Promise<AgentList> => {
      const { presence } = await service.deskOf(request)
      return { items: await presence.agents() }
    },
  )
}

function msOf(ttl: string | number): number {
  if (typeof ttl === 'number') return ttl * 1000
  const span = parseSpan(ttl)
  if (span === undefined || span.months > 0)
    return fail('invalid', 'ttl must be an ISO 8601 duration without years and months, or seconds', { pointer: '/ttl' })
  return span.ms
}
