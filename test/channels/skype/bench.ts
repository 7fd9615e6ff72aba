import { createHmac } from 'node:crypto'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import type { SkypeAccount } from '../../../src/channels/skype/account.js'
import { adapter } from '../../../src/channels/skype/adapter.js'
import { openIdKeys } from '../../../src/channels/skype/key-port.js'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import type { ChannelBench } from '../../../src/testing/channel-contract/bench.js'
import { fixturesOf } from '../fixture.js'
import { SKYPE, SKYPE_NOW, skypeCall, skypeMessage, skypeToken, startSkype } from '../stand-ins/skype.js'

const SILENT = ['typing', 'event', 'unknown']

export async function skypeBench(): Promise<ChannelBench<SkypeAccount>> {
  const standIn = await startSkype()
  const http = httpPort()
  const now = () => SKYPE_NOW
  const calls = skypeFixtures(standIn.url)
  const message = (n: number, text: string): RawDelivery =>
    skypeCall(standIn.url, skypeMessage(standIn.url, { id: String(1763985600000 + n), text }))
  return {
    adapter,
    account: standIn.account,
    deadAccount: standIn.deadAccount,
    secrets: [SKYPE.appSecret, 'access-token-'],
    receivePorts: { now, keys: openIdKeys(http, now) },
    http,
    deliveries: {
      message,
      samples: Object.fromEntries([...calls].filter(([name]) => !SILENT.includes(name))),
      unknown: Object.fromEntries([...calls].filter(([name]) => SILENT.includes(name))),
      forged: forgeries(standIn.url),
      stale: {
        'ended six minutes ago': withToken(message(1, 'x'), standIn.url, { exp: SKYPE_NOW / 1000 - 360 }),
        'begins in six minutes': withToken(message(1, 'x'), standIn.url, { nbf: SKYPE_NOW / 1000 + 360 }),
        'never ends': withToken(message(1, 'x'), standIn.url, { exp: undefined }),
      },
      proof: 'secret',
      proofHeader: 'authorization',
      isJson: true,
    },
    outgoing: {
      conversationId: '29:1anna-petrova',
      replyContext: { serviceUrl: standIn.url, channelId: 'skype', bot: { id: `28:${SKYPE.appId}`, name: 'Shop' } },
      standIn,
      failures: [
        { answer: 'auth', class: 'auth' },
        { answer: 'forbidden', class: 'blocked' },
        { answer: 'gone', class: 'blocked' },
        { answer: 'rate-limited', class: 'rate-limited', retryAfterMs: 3_000 },
        { answer: 'temporary', class: 'temporary' },
        { answer: 'unavailable', class: 'temporary' },
        { answer: 'bad-gateway', class: 'unknown-outcome' },
        { answer: 'nothing-said', class: 'unknown-outcome' },
        { answer: 'gateway', class: 'unknown-outcome' },
        { answer: 'busy', class: 'temporary' },
        { answer: 'too-long', class: 'too-long' },
        { answer: 'bad-request', class: 'bad-request' },
      ],
    },
    close: standIn.close,
  }
}

/** Every fixture as an authentic call, by name. */
export function skypeFixtures(serviceUrl: string): ReadonlyMap<string, RawDelivery> {
  return new Map(
    [...fixturesOf('skype')].map(([name, { body }]) => [
      name,
      skypeCall(serviceUrl, JSON.parse(JSON.stringify(body).replaceAll('"SERVICE"', JSON.stringify(serviceUrl)))),
    ]),
  )
}

function forgeries(url: string): { [name: string]: RawDelivery } {
  const body = skypeMessage(url, { id: '1', text: 'x' })
  const call = (options: Parameters<typeof skypeCall>[2]): RawDelivery => skypeCall(url, body, options)
  const [, payload = ''] = skypeToken(url).split('.')
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: 'key-1' })).toString('base64url')
  const hs = Buffer.from(JSON.stringify({ alg: 'HS256', kid: 'key-1' })).toString('base64url')
  const hmac = createHmac('sha256', SKYPE.appSecret).update(`${hs}.${payload}`).digest('base64url')
  const bearing = (authorization: string): RawDelivery => ({ ...call({}), headers: { authorization } })
  return {
    'no token': { ...call({}), headers: {} },
    'alg none': bearing(`Bearer ${none}.${payload}.`),
    HS256: bearing(`Bearer ${hs}.${payload}.${hmac}`),
    'basic authorization': bearing('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='),
    'signed by another key': call({ signedBy: 'key-2' }),
    'a key that nobody publishes': call({ kid: 'key-9', signedBy: 'key-2' }),
    'another issuer': call({ claims: { iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' } }),
    'for another bot': call({ claims: { aud: '99999999-2222-3333-4444-555555555555' } }),
    'for another service': call({ claims: { serviceurl: 'https://evil.example/' } }),
    'for no service': call({ claims: { serviceurl: undefined } }),
    'a key that is not endorsed': call({ kid: 'unendorsed', signedBy: 'unendorsed' }),
    'an emulator': call({ claims: { iss: 'https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/' } }),
    'an activity of another service': skypeCall(url, { ...body, serviceUrl: 'https://evil.example' }),
    'an activity of no service': skypeCall(url, { ...body, serviceUrl: undefined }),
    'a channel that the key is not endorsed for': skypeCall(url, { ...body, channelId: 'slack' }),
    'a GET': { ...call({}), method: 'GET' },
  }
}

function withToken(delivery: RawDelivery, url: string, claims: { readonly [claim: string]: unknown }): RawDelivery {
  return { ...delivery, headers: { ...delivery.headers, authorization: `Bearer ${skypeToken(url, { claims })}` } }
}
