import { httpPort } from '../../../src/channels/shared/http-port.js'
import { adapter, type VkAccount } from '../../../src/channels/vk/adapter.js'
import type { ChannelBench } from '../../../src/testing/channel-contract/bench.js'
import { channelContract } from '../../../src/testing/channel-contract.js'
import { fixturesOf } from '../fixture.js'
import { startVk, VK, VK_USER, vkCall, vkEvent, vkNew } from '../stand-ins/vk.js'

const runs = Number(process.env.CASELINE_RUNS ?? 300)
const fixtures = [...fixturesOf('vk').values()]
const good = Object(vkNew({ id: 1, text: 'hello' }))
const confirmation = { type: 'confirmation', group_id: Number(VK.groupId) }

async function makeBench(): Promise<ChannelBench<VkAccount>> {
  const standIn = await startVk()
  return {
    adapter,
    account: standIn.account,
    deadAccount: { ...standIn.account, apiUrl: 'http://127.0.0.1:1/method' },
    secrets: [VK.secret, VK.token],
    receivePorts: { now: () => Date.parse('2026-11-24T12:00:00Z') },
    http: httpPort({ timeoutMs: 5_000 }),
    deliveries: {
      message: (n, text) => vkCall(vkNew({ id: n, text, at: 1763985600 + n })),
      samples: Object.fromEntries(fixtures.map(({ name, body }) => [name, vkCall(body)])),
      unknown: {
        kind: vkCall(vkEvent('message_of_2030', { message: { id: 1 } })),
        'no object': vkCall(vkEvent('message_new', undefined)),
        'no type': vkCall({ ...good, type: undefined }),
      },
      forged: {
        'without a secret': vkCall({ ...good, secret: undefined }),
        'another secret': vkCall({ ...good, secret: `${VK.secret}x` }),
        'a secret of another type': vkCall({ ...good, secret: { length: 1 } }),
        'a GET': { ...vkCall(good), method: 'GET' },
        'not JSON': vkCall(Buffer.from(`secret=${VK.secret}`)),
        'cut off': vkCall(vkCall(good).rawBody.slice(0, -1)),
        'another community’s confirmation': vkCall({ ...confirmation, group_id: 5 }),
      },
      handshakes: [
        { name: 'confirmation', delivery: vkCall(confirmation), status: 200, body: VK.confirmationCode },
        {
          name: 'confirmation under the secret',
          delivery: vkCall({ ...confirmation, secret: VK.secret }),
          status: 200,
          body: VK.confirmationCode,
        },
      ],
      proof: 'body',
      isJson: true,
    },
    outgoing: {
      conversationId: VK_USER,
      standIn,
      failures: [
        { answer: 'auth', class: 'auth' },
        { answer: 'no-right', class: 'auth' },
        { answer: 'too-fast', class: 'rate-limited', retryAfterMs: 1_000 },
        { answer: 'flood', class: 'rate-limited' },
        { answer: 'captcha', class: 'rate-limited', retryAfterMs: 600_000 },
        { answer: 'used-up', class: 'rate-limited' },
        { answer: 'temporary', class: 'temporary' },
        { answer: 'unavailable', class: 'temporary', retryAfterMs: 3_000 },
        { answer: 'bad-gateway', class: 'unknown-outcome' },
        { answer: 'black-list', class: 'blocked' },
        { answer: 'not-allowed', class: 'blocked' },
        { answer: 'privacy', class: 'blocked' },
        { answer: 'no-access', class: 'blocked' },
        { answer: 'too-long', class: 'too-long' },
        { answer: 'timed-out', class: 'window-closed' },
        { answer: 'bad-request', class: 'bad-request' },
        { answer: 'unheard', class: 'bad-request' },
        { answer: 'no-answer', class: 'unknown-outcome' },
      ],
    },
    close: standIn.close,
  }
}

describe('the contract of a channel: VK', () => {
  for (const { name, run } of channelContract({ runs })) {
    it(name, async function () {
      this.timeout(Math.max(20_000, runs * 100))
      await run(makeBench)
    })
  }
})
