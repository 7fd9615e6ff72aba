import type { FastifyInstance } from 'fastify'
import { callerGone } from '../caller-gone.js'
import { fewAtOnce } from '../few-at-once.js'
import { operation } from '../operation.js'
import type { Service } from '../service-context.js'
import type { StatsQuery, StatsView } from '../wire/stats.js'

const AT_ONCE = 2

export function statsRoutes(app: FastifyInstance, service: Service): void {
  const few = fewAtOnce(AT_ONCE, 'statistics')

  app.get<{ Querystring: StatsQuery }>(
    '/v1/stats',
    operation({
      id: 'getStats',
      tag: 'figures',
      summary: 'Figures of a period',
      description:
        'Durations belong to the stretch of work that they happened in; sums over channels, customers and agents are the total. Threads that moved are counted anew first; then a period takes as long as it has chats.',
      scope: 'agent',
      query: 'StatsQuery',
      answers: { 200: { description: 'The figures', schema: 'StatsView' } },
      problems: ['too-large'],
    }),
    async (request, reply): Promise<StatsView> => {
      const { desk } = await service.deskOf(request)
      const leave = few.enter()
      try {
        return await desk.stats(request.query, { signal: callerGone(reply) })
      } finally {
        leave()
      }
    },
  )
}
