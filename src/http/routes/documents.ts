import type { FastifyInstance } from 'fastify'
import { fail } from '../problem.js'

/** The OpenAPI document, and a page to try it where @fastify/swagger-ui is installed. */
export async function documentRoutes(app: FastifyInstance): Promise<void> {
  const head = { schema: { hide: true }, config: { scope: 'none' } } as const
  app.get('/openapi.json', head, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send(app.swagger()),
  )

  const ui = await import('@fastify/swagger-ui').then(
    (module) => module.default,
    () => null,
  )
  if (ui === null) {
    app.get('/docs', head, async () => fail('not-found', 'The page needs a package: npm install @fastify/swagger-ui'))
    return
  }
  await app.register(ui, {
    routePrefix: '/docs',
    uiConfig: { deepLinking: true, persistAuthorization: false, validatorUrl: null },
    staticCSP: {
      'default-src': "'none'",
      'base-uri': "'none'",
      'connect-src': "'self'",
      'font-src': "'self' data:",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'img-src': "'self' data:",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
    },
  })
}
