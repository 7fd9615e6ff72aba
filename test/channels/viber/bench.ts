import { createHmac } from 'node:crypto'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import type { ViberAccount } from '../../../src/channels/viber/account.js'
import { adapter } from '../../../src/channels/viber/adapter.js'
import type { ChannelBench } from '../../../src/testing/channel-contract/bench.js'
import { fixturesOf } from '../fixture.js'
import { startViber, VIBER, VIBER_USER, VIBER_WEBHOOK_EVENT, viberCall, viberMessage } from '../stand-ins/viber.js'

const NOW = Date.parse('2026-11-24T12:00:00.000Z')

export async function viberBench(): Promise<ChannelBench<ViberAccount>> {
  const standIn = await startViber()
  const message = (n: number, text: string) =>
    viberCall(viberMessage({ token: 5741311803571721087n + BigInt(n), text }))
  const signedWith = (key: string) => {
    const delivery = message(1, 'hello')
    const signature = createHmac('sha256', key).update(delivery.rawBody).digest('hex')
    return { ...delivery, headers: { 'x-viber-content-signature': signature } }
  }
  return {
    adapter,
    account: standIn.account,
    deadAccount: { ...standIn.account, apiUrl: 'http://127.0.0.1:1' },
    secrets: [VIBER.token],
    receivePorts: { now: () => NOW },
    http: httpPort(),
    deliveries: {
      message,
      samples: Object.fromEntries([...fixturesOf('viber')].map(([name, { body }]) => [name, viberCall(body)])),
      unknown: {
        'a kind to come': viberCall({ event: 'telepathy', timestamp: 1763985600000, message_token: 1 }),
        'client status': viberCall(fixturesOf('viber').get('client-status')?.body),
      },
      forged: {
        'signed with another key': signedWith('another-token'),
        'signed with no key': signedWith(''),
        'no hex': { ...message(1, 'x'), headers: { 'x-viber-content-signature': 'z'.repeat(64) } },
        // viber-bot 1.0.18 looks for this one, which no server of Node's ever hands over so.
        'another header': { ...message(1, 'x'), headers: { x_viber_content_signature: 'a'.repeat(64) } },
        'another body’s signature': { ...message(1, 'x'), headers: message(2, 'x').headers },
      },
      handshakes: [{ name: 'webhook event', delivery: viberCall(VIBER_WEBHOOK_EVENT), status: 200, body: '' }],
      neighbours: () => [
        viberCall(viberMessage({ token: 4912661846655238145n, text: 'a' })),
        viberCall(viberMessage({ token: 4912661846655238146n, text: 'a' })),
      ],
      around: (body) => viberCall(body),
      proof: 'signature',
      proofHeader: 'x-viber-content-signature',
      isJson: true,
    },
    outgoing: {
      conversationId: VIBER_USER,
      standIn,
      failures: [
        { answer: 'auth', class: 'auth' },
        { answer: 'no-webhook', class: 'auth' },
        { answer: 'blocked', class: 'blocked' },
        { answer: 'not-registered', class: 'blocked' },
        { answer: 'no-device', class: 'blocked' },
        { answer: 'country', class: 'blocked' },
        { answer: 'balance', class: 'blocked' },
        { answer: 'rate-limited', class: 'rate-limited', retryAfterMs: 600_000 },
        { answer: 'http-429', class: 'rate-limited', retryAfterMs: 7000 },
        { answer: 'bad-request', class: 'bad-request' },
        { answer: 'temporary', class: 'temporary' },
        { answer: 'unavailable', class: 'temporary' },
        { answer: 'bad-gateway', class: 'unknown-outcome' },
        { answer: 'nothing-said', class: 'unknown-outcome' },
        { answer: 'gateway', class: 'unknown-outcome' },
        { answer: 'without-token', class: 'unknown-outcome' },
      ],
    },
    close: standIn.close,
  }
}
