// Nodes of a service on real sockets, for what is live: streams, webhooks, presence.
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { WebhookCalls } from '../../src/desk/endpoint-call.js'
import { systemClock } from '../../src/desk/system-clock.js'
import { createDesks, type Desks, type DesksOptions } from '../../src/http/desks.js'
import { makeKey } from '../../src/http/keys.js'
import { createService } from '../../src/http/plugin.js'
import type { ServerOptions } from '../../src/http/server.js'
import type { Clock } from '../../src/ports/clock.js'
import type { KeyScope, ServedStore } from '../../src/ports/service-store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'

export interface NodePlace {
  readonly url: string
  readonly app: FastifyInstance
  readonly desks: Desks
  readonly store: ServedStore
  readonly errors: readonly unknown[]
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Called>
  readonly stop: () => Promise<void>
}

export interface Called {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  readonly body: any
  readonly headers: Headers
}

export interface NodeOptions {
  readonly store?: ServedStore
  readonly clock?: Clock
  readonly webhooks?: WebhookCalls
  readonly desks?: Partial<DesksOptions>
  readonly server?: Partial<ServerOptions>
}

export async function liveNode(options: NodeOptions = {}): Promise<NodePlace> {
  const { store = memoryStore(), clock = systemClock(), webhooks = { allowPrivateAddresses: true } } = options
  const errors: unknown[] = []
  const desks = createDesks({
    store,
    clock,
    webhooks,
    optionsOf: () => ({
      channels: [
        { id: 'tg', kind: 'telegram' },
        { id: 'vk', kind: 'vk' },
      ],
    }),
    onError: (error) => errors.push(error),
    ...options.desks,
  })
  const app = await createService({ store, desks, clock, rateLimit: false, ...options.server })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const call: NodePlace['call'] = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? null : JSON.parse(text), headers: answer.headers }
  }
  let isStopped = false
  return {
    url,
    app,
    desks,
    store,
    errors,
    call,
    stop: async () => {
      if (isStopped) return
      isStopped = true
      await app.close()
      await desks.stop()
    },
  }
}

let messages = 0

export function message(customer: string, text = 'Hi') {
  messages += 1
  return { channel: 'tg', customer: { id: customer }, id: `m${messages}`, text }
}

/** A key that stands; answers the header to send. */
export async function keyFor(store: ServedStore, scopes: readonly KeyScope[], workspace = 'default') {
  const { key, id, hash } = makeKey()
  const createdAt = new Date().toISOString()
  await store.service.addKey({ id, hash, workspace, name: 'test', scopes, createdAt, revokedAt: null })
  return { id, headers: { authorization: `Bearer ${key}` } }
}
