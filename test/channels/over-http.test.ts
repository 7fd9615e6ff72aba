import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { adapter as facebook } from '../../src/channels/facebook/adapter.js'
import { adapter as slack } from '../../src/channels/slack/adapter.js'
import { adapter as vk } from '../../src/channels/vk/adapter.js'
import type { ProviderCall } from '../../src/http/service-options.js'
import type { ChannelAdapter, ChannelEvent } from '../../src/ports/channel-adapter.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { manualClock } from '../../src/testing/manual-clock.js'
import { type Called, makeService } from '../http/make-service.js'
import { callDesk } from './stand-ins/call-desk.js'
import { FACEBOOK, facebookBody, facebookCall, facebookMessage } from './stand-ins/facebook.js'
import { SLACK, SLACK_NOW, slackCall, slackEvent, slackMessage } from './stand-ins/slack.js'
import { VK, vkCall, vkNew } from './stand-ins/vk.js'

const TEXT = 'Добрый день, «стул»/7 👋'

describe('providers’ calls over a real connection', () => {
  const heard: ChannelEvent[] = []
  let service: Called
  let url: string

  function calling<Account>({ accountOf, receive }: ChannelAdapter<Account>, value: unknown): ProviderCall {
    const read = accountOf(value)
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    return async (delivery) => {
      const result = await receive(delivery, read.account, { now: () => SLACK_NOW })
      heard.push(...result.events)
      return result
    }
  }

  before(async () => {
    const channels = (['facebook', 'vk', 'slack'] as const).map((kind) => ({ id: kind, kind }))
    service = await makeService({
      store: memoryStore(),
      clock: manualClock('2026-11-24T12:00:00Z'),
      desk: { channels },
      adapters: { facebook: calling(facebook, FACEBOOK), vk: calling(vk, VK), slack: calling(slack, SLACK) },
    })
    await service.app.listen({ port: 0, host: '127.0.0.1' })
    if (!service.app.server.listening) await once(service.app.server, 'listening')
    url = `http://127.0.0.1:${(service.app.server.address() as AddressInfo).port}/v1/channels`
  })
  after(() => service.stop())
  beforeEach(() => {
    heard.length = 0
  })

  it('Facebook’s bytes arrive as they were signed, and its handshake is answered', async () => {
    const call = facebookCall(facebookBody(facebookMessage({ mid: 'm_1', text: TEXT })))
    expect(await callDesk(`${url}/facebook/webhook`, call)).to.include({ status: 200 })
    expect(heard[0]).to.include({ kind: 'message', text: TEXT })
    const query = { 'hub.mode': 'subscribe', 'hub.challenge': '42', 'hub.verify_token': FACEBOOK.verifyToken }
    const asked = await callDesk(`${url}/facebook/webhook`, { ...call, method: 'GET', query, headers: {} })
    expect(asked).to.include({ status: 200, body: '42' })
    expect(asked.headers.get('content-type')).to.match(/^text\/plain/)
    expect(await callDesk(`${url}/facebook/webhook`, { ...call, headers: {} })).to.include({ status: 403 })
  })

  it('VK hears its two letters and its code', async () => {
    const hook = `${url}/vk/webhook`
    expect(await callDesk(hook, vkCall(vkNew({ id: 1, text: TEXT })))).to.include({ status: 200, body: 'ok' })
    expect(heard[0]).to.include({ kind: 'message', text: TEXT })
    const confirmation = vkCall({ type: 'confirmation', group_id: Number(VK.groupId) })
    expect(await callDesk(hook, confirmation)).to.include({ status: 200, body: VK.confirmationCode })
  })

  it('Slack’s bytes arrive as they were signed, and its challenge is answered', async () => {
    const hook = `${url}/slack/webhook`
    const call = slackCall(slackEvent(slackMessage({ ts: '1795521599.000100', text: TEXT })))
    expect(await callDesk(hook, call)).to.include({ status: 200, body: '' })
    expect(heard[0]).to.include({ kind: 'message', text: TEXT })
    const question = slackCall({ type: 'url_verification', challenge: 'abc' })
    expect(await callDesk(hook, question)).to.include({ status: 200, body: 'abc' })
    const refused = await callDesk(hook, slackCall(Buffer.from('{')))
    expect([refused.status, refused.headers.get('x-slack-no-retry')]).to.deep.equal([400, '1'])
  })
})
