// OpenTelemetry spans: a request, the desk's command in it, the store's calls in that. Only the API is used: which SDK collects
// them, and whether any does, is up to whoever runs the process. Attributes name workspaces, routes, outcomes and chat
// numbers; never texts, customers or keys.
import type { Attributes, Context, Span } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RefusedError } from '../desk/refused-error.js'

type OpenTelemetry = Pick<
  typeof import('@opentelemetry/api'),
  'context' | 'propagation' | 'SpanKind' | 'SpanStatusCode' | 'trace'
>

export interface Tracing {
  /** Runs `run` in a span; `tell` adds what was found out. */
  readonly inSpan: <T>(
    name: string,
    attributes: Attributes,
    run: (tell: (found: Attributes) => void) => Promise<T>,
  ) => Promise<T>
  /** A span around each request, in the caller's trace where it sends `traceparent`. */
  readonly requests: (app: FastifyInstance) => void
}

export function createTracing({ context, propagation, SpanKind, SpanStatusCode, trace }: OpenTelemetry): Tracing {
  const tracer = trace.getTracer('caseline')
  const failed = (span: Span, error: unknown): void => {
    // The code says what happened; messages may name a customer's data.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'error'
    span.setAttribute('error.type', code)
    // A refusal is an answer, not a failure of ours.
    if (!(error instanceof RefusedError) || code === 'unavailable') span.setStatus({ code: SpanStatusCode.ERROR })
  }
  return {
    inSpan: (name, attributes, run) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          return await run((found) => void span.setAttributes(found))
        } catch (error) {
          failed(span, error)
          throw error
        } finally {
          span.end()
        }
      }),
    requests: (app) => {
      const spans = new WeakMap<FastifyRequest, { readonly span: Span; readonly within: Context }>()
      app.addHook('onRequest', (request, _reply, done) => {
        const from: Context = propagation.extract(context.active(), request.headers)
        const route = request.routeOptions.url ?? 'unknown'
        const attributes = {
          'http.request.method': request.method,
          'http.route': route,
          'caseline.request': request.id,
        }
        const span = tracer.startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes }, from)
        const within = trace.setSpan(from, span)
        spans.set(request, { span, within })
        // Everything that follows runs inside.
        context.with(within, done)
      })
      app.addHook('preValidation', (request, _reply, done) => {
        // The events of a body's stream have lost it.
        const known = spans.get(request)
        if (known === undefined) done()
        else context.with(known.within, done)
      })
      app.addHook('onResponse', async (request, reply) => {
        const span = spans.get(request)?.span
        span?.setAttribute('http.response.status_code', reply.statusCode)
        if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR })
        span?.end()
      })
      app.addHook('onRequestAbort', async (request) => {
        spans.get(request)?.span.end()
      })
    },
  }
}
