import type { ChatraAccount } from '../../../src/channels/chatra/account.js'
import { adapter } from '../../../src/channels/chatra/adapter.js'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import type { ChannelBench } from '../../../src/testing/channel-contract/bench.js'
import { fixturesOf } from '../fixture.js'
import { CHATRA, CHATRA_CLIENT, chatraCall, chatraFragment, startChatra } from '../stand-ins/chatra.js'

const NOW = Date.parse('2026-11-24T12:00:00.000Z')

export async function chatraBench(): Promise<ChannelBench<ChatraAccount>> {
  const standIn = await startChatra()
  const message = (n: number, text: string) => chatraCall(chatraFragment([{ id: `msg${n}`, text }]))
  const withToken = (token: string | readonly string[]) => ({ ...message(1, 'hello'), query: { token } })
  return {
    adapter,
    account: standIn.account,
    deadAccount: { ...standIn.account, apiUrl: 'http://127.0.0.1:1' },
    secrets: [CHATRA.publicKey, CHATRA.secretKey, CHATRA.webhookToken],
    receivePorts: { now: () => NOW },
    http: httpPort(),
    deliveries: {
      message,
      samples: Object.fromEntries([...fixturesOf('chatra')].map(([name, { body }]) => [name, chatraCall(body)])),
      unknown: {
        'an event to come': chatraCall(fixturesOf('chatra').get('unknown-event')?.body),
        'an event without a visitor': chatraCall(fixturesOf('chatra').get('without-client')?.body),
      },
      forged: {
        'the token twice': withToken([CHATRA.webhookToken, CHATRA.webhookToken]),
        'the secret key as token': withToken(CHATRA.secretKey),
        'the token in a header': { ...withToken(''), headers: { token: CHATRA.webhookToken } },
        'a GET': { ...message(1, 'hello'), method: 'GET' },
      },
      batch: () => ({
        delivery: chatraCall({
          ...Object(chatraFragment([{ id: 'msg1', text: 'one' }])),
          messages: [
            { id: 'msg1', type: 'client', message: 'one', createdAt: 1763985600000 },
            null,
            { id: {}, type: { type: [] }, message: 5 },
            { id: 'msg2', type: 'client', message: 'two', createdAt: 'yesterday' },
          ],
        }),
        messages: 2,
      }),
      around: (body) => chatraCall(body),
      proof: 'secret',
      proofQuery: 'token',
      isJson: true,
    },
    outgoing: {
      conversationId: CHATRA_CLIENT,
      standIn,
      failures: [
        { answer: 'auth', class: 'auth' },
        { answer: 'forbidden', class: 'auth' },
        { answer: 'blocked', class: 'blocked' },
        { answer: 'too-long', class: 'too-long' },
        { answer: 'rate-limited', class: 'rate-limited', retryAfterMs: 7000 },
        { answer: 'bad-request', class: 'bad-request' },
        { answer: 'temporary', class: 'temporary' },
        { answer: 'unavailable', class: 'temporary', retryAfterMs: 30_000 },
        { answer: 'bad-gateway', class: 'unknown-outcome' },
        { answer: 'nothing-said', class: 'unknown-outcome' },
        { answer: 'gateway', class: 'unknown-outcome' },
      ],
    },
    close: standIn.close,
  }
}
