// `caseline serve` with accounts whose providers are stand-ins, as a process of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { callDesk } from '../../channels/stand-ins/call-desk.js'
import { type Answered, ask, type RunningDesk, runDesk } from '../../cli/running-desk.js'
import type { Kit } from './kits.js'

export interface Served {
  readonly desk: RunningDesk
  /** As the provider of that channel. */
  readonly provider: (
    kind: string,
    delivery: RawDelivery,
  ) => Promise<{ readonly status: number; readonly body: string }>
  /** As an agent's screen; rejects what isn't a success. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are read freely, their shapes are held by openapi.test.ts
  readonly agent: (path: string, body?: object) => Promise<any>
  readonly ask: (path: string, body?: object) => Promise<Answered>
  readonly stop: () => Promise<void>
}

/** Answers first contacts, and every message that says `status`. */
const RULES = {
  name: 'flow',
  rules: [
    { id: 'first', on: 'chat.started', then: [{ do: 'send-message', text: 'We will be with you soon' }] },
    {
      id: 'status',
      on: 'message.received',
      when: { all: [{ fact: 'message', path: '$.text', operator: 'equal', value: 'status' }] },
      then: [{ do: 'send-message', text: 'All is well', onlyFirstChatOnChannel: false }],
    },
  ],
}

export async function serveChannels(
  kits: readonly Kit[],
  { env = {}, more = {} }: { readonly env?: NodeJS.ProcessEnv; readonly more?: object } = {},
): Promise<Served> {
  const cwd = mkdtempSync(join(tmpdir(), 'caseline channels '))
  const channels = kits.map(({ kind, account }) => ({ id: kind, kind, account }))
  writeFileSync(join(cwd, 'flow.rules.json'), JSON.stringify(RULES))
  const config = { channels, rules: ['flow.rules.json'], webhooks: { allowPrivateAddresses: true }, ...more }
  writeFileSync(join(cwd, 'caseline.config.json'), JSON.stringify(config))
  const desk = await runDesk({ cwd, env })
  return {
    desk,
    provider: (kind, delivery) => callDesk(`${desk.url}/v1/channels/${kind}/webhook`, delivery),
    agent: async (path, body) => {
      const answer = await ask(desk.url, path, body === undefined ? {} : { body })
      if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`)
      return answer.body
    },
    ask: (path, body) => ask(desk.url, path, body === undefined ? {} : { body }),
    stop: async () => {
      if (desk.child.exitCode === null) await desk.end('SIGTERM')
      rmSync(cwd, { recursive: true })
    },
  }
}

export const WITHIN_MS = 15_000

/** Looks until something is there. */
export async function soon<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const until = Date.now() + WITHIN_MS
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false) return found
    if (Date.now() > until) throw new Error(`Not within ${WITHIN_MS} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
