import type { FastifyInstance } from 'fastify'

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Caseline</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem; color-scheme: light dark }
</style>
<h1>Caseline is running</h1>
<p>This is its service. There are no screens for agents here: your helpdesk's are the ones.</p>
<ul>
  <li><a href="docs">The calls, to try them</a> (<a href="openapi.json">OpenAPI</a>)</li>
  <li><a href="readyz">Whether it is ready</a> · <a href="metrics">its figures</a></li>
</ul>
</html>
`

/** What a person sees who opens the address in a browser. */
export function homePage(app: FastifyInstance): void {
  app.get('/', { logLevel: 'warn' }, async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .headers({
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
      .send(PAGE),
  )
}
