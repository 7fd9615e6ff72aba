// A desk as `serve` runs it, its pages included, on a free port of this machine.
import type { AddressInfo } from 'node:net'
import { playgroundPages } from '../../../src/cli/serve/playground-pages.js'
import type { RuleSet } from '../../../src/core/rules/rule-set.js'
import { createDesks, type Desks } from '../../../src/http/desks.js'
import { caseline } from '../../../src/http/plugin.js'
import { makeServer } from '../../../src/http/server.js'
import type { ServedStore } from '../../../src/ports/service-store.js'
import { memoryStore } from '../../../src/store/memory/memory-store.js'

export interface DeskPlace {
  /** With a slash at its end. */
  readonly url: string
  readonly desks: Desks
  readonly store: ServedStore
  /** The same desk listens no more; `start` has it listen again at the same port. */
  readonly sleep: () => Promise<void>
  readonly wake: () => Promise<void>
  readonly stop: () => Promise<void>
}

const RULES = {
  name: 'greeting',
  rules: [
    { id: 'greet', on: 'chat.started', then: [{ do: 'send-message', text: 'Hello, we are here.' }] },
    {
      id: 'urgent',
      on: 'message.received',
      when: { all: [{ fact: 'message', path: '$.text', operator: 'containsAnyText', value: ['urgent'] }] },
      then: [{ do: 'set-priority', priority: 'urgent' }],
    },
  ],
} as RuleSet

export async function deskPlace(cors: readonly string[] = []): Promise<DeskPlace> {
  const store = memoryStore()
  const desks = createDesks({
    store,
    optionsOf: () => ({
      channels: [
        { id: 'tg', kind: 'telegram', name: 'Telegram' },
        { id: 'vk', kind: 'vk', name: 'VK', endless: true },
      ],
      rules: RULES,
    }),
  })
  let port = 0
  const listening = async () => {
    const options = {
      store,
      desks,
      rateLimit: false as const,
      ...(cors.length === 0 ? {} : { cors: { origins: cors } }),
    }
    const app = makeServer(options)
    await app.register(caseline, options)
    await playgroundPages(app)
    await app.listen({ host: '127.0.0.1', port })
    port = (app.server.address() as AddressInfo).port
    return app
  }
  let app = await listening()
  return {
    url: `http://127.0.0.1:${port}/`,
    desks,
    store,
    sleep: async () => void (await app.close()),
    wake: async () => {
      app = await listening()
    },
    stop: async () => {
      await app.close()
      await desks.stop()
    },
  }
}
