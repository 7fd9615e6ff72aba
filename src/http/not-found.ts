// A path that is there with another method is 405 with `Allow`; all else is 404.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemFailure, sendProblem } from './problem.js'

export function answerUnknown(app: FastifyInstance): void {
  const known = new Map<string, { readonly pattern: RegExp; readonly methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }) => {
    if (url.endsWith('*')) return
    const route = known.get(url) ?? { pattern: patternOf(url), methods: new Set() }
    for (const one of [method].flat()) route.methods.add(one)
    known.set(url, route)
  })
  const unknown = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const path = request.url.split('?')[0] ?? ''
    const methods = [...known.values()].filter(({ pattern }) => pattern.test(path)).flatMap((one) => [...one.methods])
    if (methods.length === 0)
      return sendProblem(request, reply, new ProblemFailure('not-found', 'There is nothing at this path'))
    const allow = [...new Set(methods)].sort().join(', ')
    return sendProblem(
      request,
      reply,
      new ProblemFailure('method-not-allowed', `This path takes ${allow}`, { headers: { allow } }),
    )
  }
  try {
    app.setNotFoundHandler(unknown)
  } catch {
    // Fastify allows one for a prefix: an app that has its own and mounts us without a prefix answers for all.
  }
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}$`)
}
