import type { FastifyInstance, InjectOptions } from 'fastify'
import { createDesks, type Desks, type WorkspaceOptions } from '../../src/http/desks.js'
import { makeKey } from '../../src/http/keys.js'
import { createService, type ServerOptions } from '../../src/http/plugin.js'
import type { KeyScope, ServedStore } from '../../src/ports/service-store.js'
import { type ManualClock, manualClock } from '../../src/testing/manual-clock.js'
import { START } from '../desk/make-desk.js'
import { testStore } from '../store/sql/test-store.js'

export interface Reply {
  readonly status: number
  readonly headers: { readonly [name: string]: unknown }
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: answers are read freely, their shapes are held by openapi.test.ts
  readonly body: any
}

export interface Called {
  readonly app: FastifyInstance
  readonly desks: Desks
  readonly store: ServedStore
  readonly clock: ManualClock
  readonly call: (method: string, url: string, body?: unknown, headers?: Headers) => Promise<Reply>
  /** As the bearer of a key. */
  readonly as: (key: string) => Called['call']
  readonly addKey: (scopes: readonly KeyScope[], workspace?: string) => Promise<string>
  readonly stop: () => Promise<void>
}

type Headers = { readonly [name: string]: string }

export interface PlaceOptions extends Partial<Omit<ServerOptions, 'store' | 'desks' | 'clock'>> {
  readonly store?: ServedStore
  readonly clock?: ManualClock
  readonly desk?: Partial<WorkspaceOptions>
}

/** A service on the store that the desk's tests run on; without keys, so calls act as admin of `default`. */
export async function makeService(options: PlaceOptions = {}): Promise<Called> {
  const { desk, store = await testStore(), clock = manualClock(START), ...more } = options
  const desks = createDesks({
    store,
    clock,
    hasWorker: false,
    optionsOf: (workspace) =>
      workspace === 'nowhere'
        ? null
        : {
            channels: [
              { id: 'tg', kind: 'telegram' },
              { id: 'vk', kind: 'vk' },
              { id: 'endless', kind: 'telegram', endless: true },
              { id: 'mail', kind: 'email' },
            ],
            ...desk,
          },
  })
  const app = await createService({ store, desks, clock, ...more })
  const calling =
    (always: Headers): Called['call'] =>
    async (method, url, body, headers = {}) => {
      const answer = await app.inject({
        method: method as NonNullable<InjectOptions['method']>,
        url,
        headers: { host: 'localhost', ...always, ...headers },
        ...(body === undefined ? {} : { payload: body as string | object }),
      })
      const isJson = /[/+]json\b/.test(String(answer.headers['content-type']))
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        body: isJson && answer.body !== '' ? answer.json() : null,
      }
    }
  return {
    app,
    desks,
    store,
    clock,
    call: calling({}),
    as: (key) => calling({ authorization: `Bearer ${key}` }),
    addKey: async (scopes, workspace = 'default') => {
      const { key, id, hash } = makeKey()
      await store.service.addKey({
        id,
        hash,
        workspace,
        scopes,
        name: 'test',
        createdAt: clock.now(),
        revokedAt: null,
      })
      return key
    },
    stop: async () => {
      await desks.stop()
      await app.close()
    },
  }
}

/** What a customer says; ids count. */
export function said(id: string, text = 'Hello', more: object = {}): object {
  return { channel: 'tg', customer: { id: '42', name: 'Anna' }, id, text, ...more }
}

export const OLGA = { agent: 'olga' }
