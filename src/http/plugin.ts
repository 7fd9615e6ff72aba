// The HTTP service as a Fastify plugin (`caseline/fastify`). It is encapsulated: what it sets (errors, validation, headers,
// body limit) is for its own routes only, so it can live in an app that has others, under a prefix.
import type { IncomingMessage } from 'node:http'
import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { systemClock } from '../desk/system-clock.js'
import { accessOf, gate } from './access.js'
import { parseJsonBodies } from './body-parser.js'
import { wireSchemas } from './generated/wire-schemas.js'
import { keepAnswers } from './idempotency.js'
import { limitRates } from './limits.js'
import { answerUnknown } from './not-found.js'
import { describeService } from './openapi.js'
import { fail, sendProblem } from './problem.js'
import { logRequests } from './request-log.js'
import { agentRoutes } from './routes/agents.js'
import { attachmentRoutes } from './routes/attachments.js'
import { channelAccountRoutes } from './routes/channel-accounts.js'
import { channelProviderRoutes } from './routes/channel-providers.js'
import { channelRoutes } from './routes/channels.js'
import { chatCommandRoutes } from './routes/chat-commands.js'
import { chatRoutes } from './routes/chats.js'
import { customerRoutes } from './routes/customers.js'
import { deadLetterRoutes } from './routes/dead-letters.js'
import { documentRoutes } from './routes/documents.js'
import { eventRoutes } from './routes/events.js'
import { exportRoutes } from './routes/export.js'
import { historyRoutes } from './routes/history.js'
import { journalRoutes } from './routes/journal.js'
import { keyRoutes } from './routes/keys.js'
import { messageRoutes } from './routes/messages.js'
import { operationsRoutes } from './routes/operations.js'
import { outboxRoutes } from './routes/outbox.js'
import { ruleComparisonRoutes } from './routes/rule-comparisons.js'
import { ruleRoutes } from './routes/rules.js'
import { simulateRoutes } from './routes/simulate.js'
import { statsRoutes } from './routes/stats.js'
import { webhookRoutes } from './routes/webhooks.js'
import { workflowRoutes } from './routes/workflows.js'
import { makeServer, type ServerOptions } from './server.js'
import type { Service } from './service-context.js'
import { BODY_LIMIT, type ServiceOptions } from './service-options.js'
import { validatorCompiler } from './validation.js'

export { createDesks, type Desks, type DesksOptions, type ServedDesk, type WorkspaceOptions } from './desks.js'
export type { RateLimits } from './limits.js'
export type { ServerLimits, ServerOptions } from './server.js'
export type { ProviderCall, ServiceOptions } from './service-options.js'

export const caseline: FastifyPluginAsync<ServiceOptions> = async (app, options) => {
  const service = serviceOf(options)
  options.tracing?.requests(app)
  setUp(app, options)
  logRequests(app, options.metrics)
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: NOTHING },
    // Whether a host and those below it speak TLS only is for whoever ends TLS to say.
    strictTransportSecurity: false,
  })
  await allowOrigins(app, options)
  const wrongKeys = await limitRates(app, options.rateLimit ?? {})
  const doors = gate(service.kept, {
    keys: options.auth?.keys ?? 'auto',
    origins: options.cors?.origins ?? [],
    wrongKeys,
  })
  app.addHook('onRequest', async (request) => {
    refuseHosts(request.raw)
    const { scope } = request.routeOptions.config
    if (scope !== undefined && scope !== 'none') request.access = await doors.admit(request, scope)
  })
  keepAnswers(app, service)
  await describeService(app)
  operationsRoutes(app, service)
  if (options.hasCalls === false) return

  messageRoutes(app, service)
  chatRoutes(app, service)
  chatCommandRoutes(app, service)
  workflowRoutes(app, service)
  outboxRoutes(app, service)
  ruleRoutes(app, service)
  ruleComparisonRoutes(app, service)
  simulateRoutes(app, service)
  historyRoutes(app, service)
  statsRoutes(app, service)
  exportRoutes(app, service)
  channelRoutes(app, service)
  channelAccountRoutes(app, service)
  channelProviderRoutes(app, service)
  attachmentRoutes(app, service)
  customerRoutes(app, service)
  keyRoutes(app, service)
  eventRoutes(app, service)
  journalRoutes(app, service)
  webhookRoutes(app, service)
  deadLetterRoutes(app, service)
  agentRoutes(app, service)
  await documentRoutes(app)
}

/**
 * A server with nothing but the service, ready to `listen`. `app.routing(request, response)` mounts it in node:http,
 * Express and the like; mount it before anything that reads bodies.
 */
export async function createService(options: ServerOptions): Promise<FastifyInstance> {
  const app = makeServer(options)
  await app.register(caseline, options)
  await app.ready()
  return app
}

/** RFC 9112, 3.2. Of several, Node takes the first; a proxy before us may have taken another. */
function refuseHosts({ rawHeaders, httpVersion }: IncomingMessage): void {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length
  if (hosts > 1 || (hosts === 0 && httpVersion === '1.1'))
    fail('invalid', 'There must be one Host header', { headers: { connection: 'close' } })
}

/** An API shows no pages. */
const NOTHING = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] }

function serviceOf(options: ServiceOptions): Service {
  const { store, desks, clock = systemClock() } = options
  return {
    options,
    store,
    kept: store.service,
    clock,
    deskOf: (request) => desks.get(accessOf(request).workspace),
  }
}

function setUp(app: FastifyInstance, { bodyLimit = BODY_LIMIT }: ServiceOptions): void {
  app.setValidatorCompiler(validatorCompiler())
  // Plain JSON: a compiled serializer would leave out what its schema doesn't name.
  app.setSerializerCompiler(() => JSON.stringify)
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error))
  for (const schema of Object.values(wireSchemas)) app.addSchema(schema)
  parseJsonBodies(app)
  app.decorateRequest('access', null)
  app.addHook('onRoute', (route) => {
    route.bodyLimit = Math.max(bodyLimit, route.config?.operation?.bodyLimit ?? 0)
    // Files of the page, and preflights.
    if (route.url.startsWith(`${app.prefix}/docs`) || route.method === 'OPTIONS')
      route.config = { ...route.config, scope: 'none' }
    if (route.config?.scope === undefined) throw new Error(`${route.url} says no scope`)
  })
  answerUnknown(app)
}

async function allowOrigins(app: FastifyInstance, { cors }: ServiceOptions): Promise<void> {
  if (cors === undefined) return
  const { default: plugin } = await import('@fastify/cors')
  await app.register(plugin, {
    origin: [...cors.origins],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['ETag', 'Retry-After', 'Idempotency-Replayed', 'X-Request-Id'],
    maxAge: 600,
  })
}
