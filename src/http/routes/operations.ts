import type { FastifyInstance } from 'fastify'
import { operation } from '../operation.js'
import { fail } from '../problem.js'
import type { Service } from '../service-context.js'
import type { ServiceOptions } from '../service-options.js'
import type { Readiness } from '../wire/operations.js'

/** A store that takes longer isn't there for callers either. */
const STORE_WITHIN_MS = 2_000
/** One look is good for so long, from however many places it is asked. */
const GOOD_FOR_MS = 1_000

/** For probes and monitors; no key is asked for. */
export function operationsRoutes(app: FastifyInstance, { kept, options, clock }: Service): void {
  const { metrics, unready = () => [] } = options
  let looked: { readonly at: number; readonly reasons: Promise<readonly string[]> } | null = null
  const storeReasons = (): Promise<readonly string[]> => {
    const now = Date.parse(clock.now())
    if (looked === null || now - looked.at >= GOOD_FOR_MS) looked = { at: now, reasons: within(kept.hasKeys()) }
    return looked.reasons
  }

  app.get(
    '/healthz',
    operation({
      id: 'health',
      tag: 'operations',
      summary: 'The process lives',
      scope: 'none',
      answers: { 200: { description: 'It does', schema: 'Health' } },
    }),
    async () => ({ status: 'ok' }),
  )

  app.get(
    '/readyz',
    operation({
      id: 'readiness',
      tag: 'operations',
      summary: 'Whether requests may be sent here',
      description: 'Not while the process stops or its store doesn’t answer.',
      scope: 'none',
      answers: {
        200: { description: 'They may', schema: 'Readiness' },
        503: {
          description: 'Not now, and why',
          schema: 'Readiness',
          example: { status: 'not-ready', reasons: ['The store can’t be reached'] },
        },
      },
    }),
    async (_request, reply) => {
      const reasons = [...unready(), ...(await storeReasons())]
      const isReady = reasons.length === 0
      return reply
        .code(isReady ? 200 : 503)
        .send({ status: isReady ? 'ready' : 'not-ready', reasons, ...warningsOf(options) })
    },
  )

  app.get(
    '/metrics',
    operation({
      id: 'metrics',
      tag: 'operations',
      summary: 'Figures for Prometheus',
      scope: 'none',
      answers: {
        200: {
          description: 'Text format 0.0.4',
          schema: 'MetricsText',
          type: 'text/plain',
          example: 'caseline_messages_received_total 7',
        },
      },
      problems: ['not-found'],
    }),
    async (_request, reply) => {
      if (metrics === undefined) return fail('not-found', 'Metrics are switched off here')
      const { type, body } = await metrics.text()
      return reply.type(type).serializer(String).send(body)
    },
  )
}

/** No key is asked for, so nothing is named. */
function warningsOf({ desks }: ServiceOptions): Pick<Readiness, 'warnings'> {
  const hasFailed = desks.all().some(({ rules }) => rules.state().failed !== null)
  return hasFailed
    ? { warnings: ['The current rules can’t be used on this node: those before them are in force here'] }
    : {}
}

/** What the store's answer says about being ready; never rejects. */
async function within(answer: Promise<unknown>): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), STORE_WITHIN_MS)
  })
  try {
    const first = await Promise.race([answer, late])
    return first === 'late' ? [`The store gave no answer within ${STORE_WITHIN_MS / 1000} s`] : []
  } catch {
    return ['The store can’t be reached']
  } finally {
    clearTimeout(timer)
    answer.catch(() => {})
  }
}
