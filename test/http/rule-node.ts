// A node of the service with its own desks, for tests of rules and figures: real requests through Fastify, a clock that is moved.
import type { FastifyInstance, InjectOptions } from 'fastify'
import { createDesks, type Desks, type WorkspaceOptions } from '../../src/http/desks.js'
import { createService } from '../../src/http/plugin.js'
import type { Problem } from '../../src/http/wire/problem.js'
import type { ServedStore } from '../../src/ports/service-store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { type ManualClock, manualClock } from '../../src/testing/manual-clock.js'
import { counter, START } from '../desk/make-desk.js'

export interface Answered<T> {
  readonly status: number
  readonly headers: { readonly [name: string]: unknown }
  /** Of a JSON answer. */
  readonly body: T
  readonly text: string
}

export interface RuleNode {
  readonly app: FastifyInstance
  readonly desks: Desks
  readonly store: ServedStore
  readonly clock: ManualClock
  readonly errors: unknown[]
  readonly call: <T = Problem>(
    method: 'GET' | 'PUT' | 'POST' | 'PATCH',
    url: string,
    payload?: unknown,
    headers?: { readonly [name: string]: string },
  ) => Promise<Answered<T>>
  readonly close: () => Promise<void>
}

export interface RuleNodeOptions {
  readonly store?: ServedStore
  readonly clock?: ManualClock
  readonly workspace?: Partial<WorkspaceOptions>
  readonly name?: string
}

export async function ruleNode(options: RuleNodeOptions = {}): Promise<RuleNode> {
  const { store = memoryStore(), clock = manualClock(START), workspace = {}, name = 'n' } = options
  const errors: unknown[] = []
  const ids = counter(name)
  const desks = createDesks({
    store,
    clock,
    hasWorker: false,
    onError: (error) => errors.push(error),
    optionsOf: () => ({
      channels: [
        { id: 'tg', kind: 'telegram' },
        { id: 'mail', kind: 'email' },
      ],
      ids,
      ...workspace,
    }),
  })
  const app = await createService({ store, desks, clock, auth: { keys: 'none' }, rateLimit: false })
  return {
    app,
    desks,
    store,
    clock,
    errors,
    call: async <T>(
      method: 'GET' | 'PUT' | 'POST' | 'PATCH',
      url: string,
      payload?: unknown,
      headers: { readonly [name: string]: string } = {},
    ): Promise<Answered<T>> => {
      const request: InjectOptions = { method, url, headers: { host: 'localhost', ...headers } }
      const answer = await app.inject(payload === undefined ? request : { ...request, payload: payload as object })
      const type = String(answer.headers['content-type'] ?? '')
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: /^application\/(?:problem\+)?json/.test(type) ? answer.json<T>() : (null as T),
        text: answer.body,
      }
    },
    close: async () => {
      await app.close()
      await desks.stop()
    },
  }
}
