// The HTTP service as a Fastify plugin (`caseline/fastify`). It is encapsulated: what it sets (errors, validation, body
// limit) is for its own routes only, so it can live in an app that has others.
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'
import { systemClock } from '../desk/system-clock.js'
import { type Access, gate } from './access.js'
import { wireSchemas } from './generated/wire-schemas.js'
import { fail, ProblemFailure, sendProblem } from './problem.js'
import { chatRoutes } from './routes/chats.js'
import { messageRoutes } from './routes/messages.js'
import type { Service } from './service-context.js'
import type { ServiceOptions } from './service-options.js'
import { validatorCompiler } from './validation.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** `null` on calls that need no key. */
    access: Access | null
  }
}

const BODY_LIMIT = 1024 * 1024

export const caseline: FastifyPluginAsync<ServiceOptions> = async (app, options) => {
  const { store, desks, clock = systemClock(), auth, bodyLimit = BODY_LIMIT } = options
  const doors = gate(store.service, auth?.keys ?? 'auto')
  const service: Service = {
    options,
    store,
    kept: store.service,
    clock,
    deskOf: (request) => desks.get(accessOf(request).workspace),
  }

  app.setValidatorCompiler(validatorCompiler())
  // Plain JSON: a compiled serializer would leave out what its schema doesn't name.
  app.setSerializerCompiler(() => JSON.stringify)
  app.setErrorHandler((error, request, reply) => sendProblem(request, reply, error))
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new ProblemFailure('not-found', 'There is nothing at this path')),
  )
  for (const schema of Object.values(wireSchemas)) app.addSchema(schema)
  app.decorateRequest('access', null)
  app.addHook('onRoute', (route) => {
    route.bodyLimit = bodyLimit
    if (route.config?.scope === undefined) throw new Error(`${route.url} says no scope`)
  })
  app.addHook('onRequest', async (request) => {
    const { scope } = request.routeOptions.config
    if (scope !== undefined && scope !== 'none') request.access = await doors.admit(request, scope)
  })

  messageRoutes(app, service)
  chatRoutes(app, service)
}

/** A server with nothing but the service. `app.routing(request, response)` mounts it in node:http, Express and the like. */
export async function createService(options: ServiceOptions): Promise<FastifyInstance> {
  const app = Fastify({ bodyLimit: options.bodyLimit ?? BODY_LIMIT, routerOptions: { maxParamLength: 2048 } })
  await app.register(caseline, options)
  await app.ready()
  return app
}

/** Of a request to a route with a scope. */
export function accessOf(request: { readonly access: Access | null }): Access {
  return request.access ?? fail('unauthorized', 'This call needs a key')
}
