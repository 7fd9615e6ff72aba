import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { jsonLineOf } from '../../history/json-line-of.js'
import { recordedThreads } from '../../replay/journal-history.js'
import { accessOf } from '../access.js'
import { callerGone } from '../caller-gone.js'
import { fewAtOnce } from '../few-at-once.js'
import { operation } from '../operation.js'
import type { Service } from '../service-context.js'

const AT_ONCE = 2
const LINES = 'application/x-ndjson'

/** What people did, for `simulate` and `replay` elsewhere. */
export function historyRoutes(app: FastifyInstance, { store, kept }: Service): void {
  const few = fewAtOnce(AT_ONCE, 'histories')

  app.get(
    '/v1/history.jsonl',
    operation({
      id: 'getHistory',
      tag: 'rules',
      summary: 'What people did, as a history that can be played again',
      description:
        'Thread by thread, so not in order of time. Without e-mail, without what rules and timers did, and without commands on a chat that wasn’t the customer’s current one.',
      scope: 'admin',
      answers: { 200: { description: 'Objects of our JSON Lines', schema: 'JsonLinesText', type: LINES } },
    }),
    async (request, reply) => {
      const { workspace } = accessOf(request)
      const leave = few.enter()
      reply.raw.once('close', leave)
      const gone = callerGone(reply)
      async function* lines(): AsyncGenerator<string> {
        for await (const { entries } of recordedThreads({ service: kept, journal: store.journal }, workspace)) {
          gone.throwIfAborted()
          if (entries.length > 0) yield entries.map((entry) => `${JSON.stringify(jsonLineOf(entry))}\n`).join('')
        }
      }
      return reply.type(LINES).send(Readable.from(lines(), { objectMode: false }))
    },
  )
}
