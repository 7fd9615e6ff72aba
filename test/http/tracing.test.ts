import { AsyncLocalStorage } from 'node:async_hooks'
import * as api from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { expect } from 'chai'
import { observedStore } from '../../src/http/observed-store.js'
import { createTracing } from '../../src/http/tracing.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { liveNode, type NodePlace } from './live-place.js'

const CALLER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }

/** What an SDK for Node brings. */
function contextManager(): api.ContextManager {
  const kept = new AsyncLocalStorage<api.Context>()
  const manager: api.ContextManager = {
    active: () => kept.getStore() ?? api.ROOT_CONTEXT,
    with: (context, run, self, ...args) => kept.run(context, () => Reflect.apply(run, self, args)),
    bind: (_context, target) => target,
    enable: () => manager,
    disable: () => manager,
  }
  return manager
}

const traceparent: api.TextMapPropagator = {
  inject: () => {},
  fields: () => ['traceparent'],
  extract: (context, carrier, getter) => {
    const [, traceId, spanId] = String(getter.get(carrier, 'traceparent') ?? '').split('-')
    if (traceId === undefined || spanId === undefined) return context
    return api.trace.setSpanContext(context, { traceId, spanId, traceFlags: api.TraceFlags.SAMPLED, isRemote: true })
  },
}

describe('tracing', () => {
  const exporter = new InMemorySpanExporter()
  let place: NodePlace

  before(async () => {
    api.context.setGlobalContextManager(contextManager())
    api.propagation.setGlobalPropagator(traceparent)
    api.trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
    const tracing = createTracing(api)
    const store = observedStore(memoryStore(), { tracing })
    place = await liveNode({ store, desks: { observing: { tracing } }, server: { tracing } })
  })

  after(async () => {
    await place.stop()
    api.context.disable()
    api.propagation.disable()
    api.trace.disable()
  })

  beforeEach(() => exporter.reset())

  const spans = () => exporter.getFinishedSpans()
  const named = (name: string) => spans().filter((span) => span.name === name)
  const message = (id: string) => ({
    channel: 'tg',
    customer: { id: 'customer-4711', name: 'Anna' },
    id,
    text: 'hunter2',
  })

  it('puts the commit in the command, that in the request, that in the caller’s trace', async () => {
    const headers = { traceparent: `00-${CALLER.traceId}-${CALLER.spanId}-01` }
    await place.call('POST', '/v1/messages', message('m1'), headers)
    const [request] = named('POST /v1/messages')
    const [command] = named('desk.receive')
    const [commit] = named('store.commit')
    expect(request?.kind).to.equal(api.SpanKind.SERVER)
    expect(request?.spanContext().traceId).to.equal(CALLER.traceId)
    expect(request?.parentSpanContext?.spanId).to.equal(CALLER.spanId)
    expect(command?.parentSpanContext?.spanId).to.equal(request?.spanContext().spanId)
    expect(commit?.parentSpanContext?.spanId).to.equal(command?.spanContext().spanId)
    expect(request?.attributes).to.deep.include({ 'http.route': '/v1/messages', 'http.response.status_code': 201 })
    expect(command?.attributes).to.deep.include({
      'caseline.outcome': 'started',
      'caseline.chat': 1,
      'caseline.workspace': 'default',
    })
    expect(commit?.attributes).to.deep.include({ 'caseline.result': 'committed' })
  })

  it('tells a refusal by its code, and nothing of anybody', async () => {
    await place.call('POST', '/v1/messages', message('m1'))
    await place.call('POST', '/v1/chats/1/split', { agent: 'olga' })
    const [split] = named('desk.split')
    expect(split?.attributes).to.deep.include({
      'caseline.outcome': 'nothing-to-split',
      'error.type': 'nothing-to-split',
    })
    expect(split?.status.code).to.equal(api.SpanStatusCode.UNSET)
    const all = JSON.stringify(
      spans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
    )
    for (const word of ['customer-4711', 'Anna', 'hunter2', 'olga']) expect(all, word).not.to.contain(word)
  })
})
