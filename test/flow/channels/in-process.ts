// A desk with the real host in this process, on a clock that stands: what takes hours, or has to come at one certain
// moment, without a second of waiting. Its worker is `runDue`.
import { channelHost } from '../../../src/channels/host/channel-host.js'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import { openIdKeys } from '../../../src/channels/skype/key-port.js'
import { tokenPort } from '../../../src/channels/skype/token-port.js'
import type { RuleSet } from '../../../src/core/rules/rule-set.js'
import type { Desk } from '../../../src/desk/desk.js'
import type { MessageView } from '../../../src/desk/queries.js'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import type { ServedStore } from '../../../src/ports/service-store.js'
import { memoryStore } from '../../../src/store/memory/memory-store.js'
import { type ManualClock, manualClock } from '../../../src/testing/manual-clock.js'
import { type Called, makeService } from '../../http/make-service.js'
import type { Kit } from './kits.js'

export const NOON = '2026-11-24T12:00:00.000Z'

type Connected = Pick<Kit, 'kind' | 'account'>

export interface InProcess extends Called {
  readonly clock: ManualClock
  readonly desk: Desk
  /** As the provider of that channel. */
  readonly provider: (
    channel: string,
    delivery: RawDelivery,
  ) => Promise<{ readonly status: number; readonly body: string }>
  /** Of the channel's newest chat. */
  readonly messages: (channel: string) => Promise<readonly MessageView[]>
  readonly texts: (channel: string) => Promise<readonly string[]>
  readonly chatOn: (channel: string) => Promise<number>
  /** Why events were left out. */
  readonly skipped: readonly string[]
}

export interface InProcessOptions {
  readonly store?: ServedStore
  readonly clock?: ManualClock
  readonly rules?: RuleSet
  readonly allowPrivateAddresses?: boolean
  readonly fileLimits?: { readonly maxBytes: number; readonly timeoutMs: number }
}

/** Channels are called like their kinds. */
export async function inProcess(kits: readonly Connected[], options: InProcessOptions = {}): Promise<InProcess> {
  const { store = memoryStore(), clock = manualClock(NOON), rules, allowPrivateAddresses = true, fileLimits } = options
  const skipped: string[] = []
  const now = (): number => Date.parse(clock.now())
  const http = httpPort()
  const ports = {
    http,
    keys: openIdKeys(http, now),
    tokens: tokenPort(now),
    allowPrivateAddresses,
    ...(fileLimits === undefined ? {} : { fileLimits }),
  }
  const service = await makeService({
    store,
    clock,
    desk: {
      channels: kits.map(({ kind }) => ({ id: kind, kind })),
      ...(rules === undefined ? {} : { rules }),
      webhooks: { allowPrivateAddresses },
      connect: (beside) =>
        channelHost({
          ...beside,
          accounts: new Map(kits.map(({ kind, account }) => [kind, account])),
          ports,
          env: {},
          onSkipped: (channel, reason) => skipped.push(`${channel}: ${reason}`),
        }),
    },
  })
  const { desk } = await service.desks.get('default')
  const chatOn = async (channel: string): Promise<number> => {
    const [chat] = await desk.chats({ channel })
    if (chat === undefined) throw new Error(`There is no chat on ${channel}`)
    return chat.number
  }
  const messages = async (channel: string): Promise<readonly MessageView[]> => desk.messages(await chatOn(channel))
  return {
    ...service,
    desk,
    skipped,
    chatOn,
    messages,
    texts: async (channel) => (await messages(channel)).map(({ text }) => text),
    provider: async (channel, { method, headers, query, rawBody }) => {
      const answer = await service.app.inject({
        method: method === 'GET' ? 'GET' : 'POST',
        url: `/v1/channels/${channel}/webhook`,
        query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
        headers: { host: 'localhost', ...headers },
        payload: Buffer.from(rawBody),
      })
      return { status: answer.statusCode, body: answer.body }
    },
  }
}
