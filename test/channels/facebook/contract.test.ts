import { adapter, type FacebookAccount } from '../../../src/channels/facebook/adapter.js'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import type { ChannelBench } from '../../../src/testing/channel-contract/bench.js'
import { channelContract } from '../../../src/testing/channel-contract.js'
import { fixturesOf } from '../fixture.js'
import { FACEBOOK, facebookBody, facebookCall, facebookMessage, PSID, startFacebook } from '../stand-ins/facebook.js'

const runs = Number(process.env.CASELINE_RUNS ?? 300)
const samples = Object.fromEntries(
  [...fixturesOf('facebook').values()].map(({ name, body }) => [name, facebookCall(body)]),
)
const good = facebookCall(facebookBody(facebookMessage({ mid: 'm_1', text: 'hello' })))
const subscription = {
  'hub.mode': 'subscribe',
  'hub.challenge': '1158201444',
  'hub.verify_token': FACEBOOK.verifyToken,
}
const asking = { ...good, method: 'GET', rawBody: new Uint8Array(), headers: {} }

async function makeBench(): Promise<ChannelBench<FacebookAccount>> {
  const standIn = await startFacebook()
  return {
    adapter,
    account: standIn.account,
    deadAccount: { ...standIn.account, apiUrl: 'http://127.0.0.1:1' },
    secrets: [FACEBOOK.appSecret, FACEBOOK.verifyToken, FACEBOOK.pageToken],
    receivePorts: { now: () => Date.parse('2026-11-24T12:00:00Z') },
    http: httpPort({ timeoutMs: 5_000 }),
    deliveries: {
      message: (n, text) => facebookCall(facebookBody(facebookMessage({ mid: `m_${n}`, text, at: 1763985600000 + n }))),
      samples,
      unknown: {
        item: facebookCall(facebookBody({ ...Object(facebookMessage({ mid: 'x' })), message: undefined, wave: {} })),
        object: facebookCall({ object: 'permissions', entry: [{ id: '1', changes: [] }] }),
        empty: facebookCall({ object: 'page', entry: [] }),
      },
      forged: {
        unsigned: { ...good, headers: {} },
        'signed for another body': { ...good, rawBody: facebookCall(facebookBody()).rawBody },
        'a GET with a signed body': { ...good, method: 'GET' },
        'a handshake with another token': { ...asking, query: { ...subscription, 'hub.verify_token': 'guess' } },
        'a handshake without a token': { ...asking, query: { 'hub.mode': 'subscribe', 'hub.challenge': '1' } },
      },
      handshakes: [
        { name: 'subscribe', delivery: { ...asking, query: subscription }, status: 200, body: '1158201444' },
      ],
      batch: () => {
        const [one, two] = [1, 2].map((n) => facebookMessage({ mid: `m_${n}`, text: 'x' }))
        return { delivery: facebookCall(facebookBody(one, { sender: [], message: 7 }, null, two)), messages: 2 }
      },
      around: (body) => facebookCall(body),
      proof: 'signature',
      proofHeader: 'x-hub-signature-256',
      isJson: true,
    },
    outgoing: {
      conversationId: PSID,
      standIn,
      failures: [
        { answer: 'auth', class: 'auth' },
        { answer: 'no-right', class: 'auth' },
        { answer: 'page-restricted', class: 'blocked' },
        { answer: 'blocked', class: 'blocked' },
        { answer: 'rate-limited', class: 'rate-limited' },
        { answer: 'http-429', class: 'rate-limited', retryAfterMs: 7_000 },
        { answer: 'temporary', class: 'temporary' },
        { answer: 'unavailable', class: 'temporary' },
        { answer: 'bad-gateway', class: 'unknown-outcome' },
        { answer: 'nothing-said', class: 'unknown-outcome' },
        { answer: 'gateway', class: 'unknown-outcome' },
        { answer: 'bad-request', class: 'bad-request' },
        { answer: '200-but-failed', class: 'bad-request' },
        { answer: '200-without-id', class: 'unknown-outcome' },
      ],
    },
    close: standIn.close,
  }
}

describe('the contract of a channel: Facebook', () => {
  for (const { name, run } of channelContract({ runs })) {
    it(name, async function () {
      this.timeout(Math.max(20_000, runs * 100))
      await run(makeBench)
    })
  }
})
