// The calls whose proof stands beside the body, or whose numbers a parser on the way would round, over a real connection.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { adapter as chatra } from '../../src/channels/chatra/adapter.js'
import { adapter as telegram } from '../../src/channels/telegram/adapter.js'
import { adapter as viber } from '../../src/channels/viber/adapter.js'
import type { ProviderCall } from '../../src/http/service-options.js'
import type { ChannelAdapter, ChannelEvent, RawDelivery } from '../../src/ports/channel-adapter.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { manualClock } from '../../src/testing/manual-clock.js'
import { type Called, makeService } from '../http/make-service.js'
import { CHATRA, chatraCall, chatraFragment } from './stand-ins/chatra.js'
import { TELEGRAM, telegramCall, telegramUpdate } from './stand-ins/telegram.js'
import { VIBER, viberCall, viberMessage } from './stand-ins/viber.js'

const TEXT = 'Добрый день, «стул»/7 👋'

describe('providers’ calls with secrets, over a real connection', () => {
  const heard: ChannelEvent[] = []
  let service: Called
  let url: string

  function calling<Account>({ accountOf, receive }: ChannelAdapter<Account>, value: unknown): ProviderCall {
    const read = accountOf(value)
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    return async (delivery) => {
      const result = await receive(delivery, read.account, { now: () => 0 })
      heard.push(...result.events)
      return result
    }
  }

  before(async () => {
    const channels = (['telegram', 'viber', 'chatra'] as const).map((kind) => ({ id: kind, kind }))
    service = await makeService({
      store: memoryStore(),
      clock: manualClock('2026-11-24T12:00:00Z'),
      desk: { channels },
      adapters: {
        telegram: calling(telegram, TELEGRAM),
        viber: calling(viber, VIBER),
        chatra: calling(chatra, CHATRA),
      },
    })
    await service.app.listen({ port: 0, host: '127.0.0.1' })
    if (!service.app.server.listening) await once(service.app.server, 'listening')
    url = `http://127.0.0.1:${(service.app.server.address() as AddressInfo).port}/v1/channels`
  })
  after(() => service.stop())
  beforeEach(() => {
    heard.length = 0
  })

  async function statusOf(channel: string, { method, headers, query, rawBody }: RawDelivery): Promise<number> {
    const to = new URL(`${url}/${channel}/webhook`)
    for (const [name, value] of Object.entries(query)) to.searchParams.append(name, String(value))
    return (await fetch(to, { method, headers, body: Buffer.from(rawBody) })).status
  }

  it('Telegram’s secret comes in a header', async () => {
    const call = telegramCall(telegramUpdate({ id: 1, text: TEXT }))
    expect(await statusOf('telegram', call)).to.equal(200)
    expect(heard[0]).to.include({ kind: 'message', text: TEXT })
    expect(await statusOf('telegram', { ...call, headers: { 'content-type': 'application/json' } })).to.equal(401)
  })

  it('Viber’s token arrives digit by digit', async () => {
    const call = viberCall(viberMessage({ token: 4912661846655238145n, text: TEXT }))
    expect(await statusOf('viber', call)).to.equal(200)
    expect(heard[0]).to.include({ kind: 'message', text: TEXT, messageId: '4912661846655238145' })
    expect(await statusOf('viber', { ...call, rawBody: Buffer.from(`${Buffer.from(call.rawBody)} `) })).to.equal(401)
  })

  it('Chatra’s token comes in the address', async () => {
    const call = chatraCall(chatraFragment([{ id: 'm1', text: TEXT }]))
    expect(await statusOf('chatra', call)).to.equal(200)
    expect(heard[0]).to.include({ kind: 'message', text: TEXT })
    expect(await statusOf('chatra', { ...call, query: {} })).to.equal(401)
    expect(await statusOf('chatra', { ...call, query: { token: `${CHATRA.webhookToken}x` } })).to.equal(401)
  })
})
