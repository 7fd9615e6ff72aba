// The Bot Framework as far as a bot sees it: OpenID document, keys, login service, connector; and activities under tokens
// that are signed here with node:crypto, independently of jose.
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { type ProviderServer, type StandInAnswer, type StandInCall, startProvider } from './provider-server.js'

export const SKYPE = {
  appId: '11111111-2222-3333-4444-555555555555',
  appSecret: 'client-secret-0123456789',
  issuer: 'https://api.botframework.com',
}
/** Of the manual clock that the tokens are made for. */
export const SKYPE_NOW = Date.parse('2026-11-24T12:00:00.000Z')

export interface SkypeStandIn extends ProviderServer {
  /** As a configuration has it; takes activities of Skype, Teams and Web Chat. */
  readonly account: { readonly [property: string]: unknown }
  /** The same where nobody listens. */
  readonly deadAccount: { readonly [property: string]: unknown }
  /** Access tokens that were given out, oldest first. */
  readonly tokens: readonly string[]
  /** Tokens given out until now are no longer taken. */
  readonly revokeTokens: () => void
  /** Key ids that are published from now on. */
  readonly publish: (...kids: readonly KeyId[]) => void
}

/** `unendorsed` has a key that speaks for no channel. */
export type KeyId = 'key-1' | 'key-2' | 'unendorsed'

interface Pair {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}
let pairs: Map<KeyId, Pair> | undefined

/** Made once: a pair takes a tenth of a second. */
export function skypeKey(kid: KeyId): Pair {
  const make = (): Pair => generateKeyPairSync('rsa', { modulusLength: 2048 })
  pairs ??= new Map([
    ['key-1', make()],
    ['key-2', make()],
    ['unendorsed', make()],
  ])
  return pairs.get(kid) as Pair
}

export async function startSkype(): Promise<SkypeStandIn> {
  let count = 0
  let published: readonly KeyId[] = ['key-1', 'unendorsed']
  const tokens: string[] = []
  let taken: string[] = []
  const take = (call: StandInCall) => {
    if (!taken.some((token) => call.headers.authorization === `Bearer ${token}`)) return { answer: UNAUTHORIZED }
    const [, , , conversation = ''] = call.path.split('/')
    const { text, attachments = [] } = JSON.parse(call.body)
    const files = attachments.map((one: { contentUrl: string }) => one.contentUrl)
    const id = String(1763990000000 + ++count)
    const message = {
      conversationId: decodeURIComponent(conversation),
      text: [text, ...files].filter(Boolean).join('\n'),
      id,
    }
    return { message, answer: { status: 201, body: { id } } }
  }
  const other = ({ path, body }: StandInCall): StandInAnswer => {
    if (path.endsWith('/openidconfiguration')) return { body: { issuer: SKYPE.issuer, jwks_uri: `${server.url}/keys` } }
    if (path === '/keys') return { body: { keys: published.map(jwk) } }
    if (path.endsWith('/oauth2/v2.0/token')) {
      const form = new URLSearchParams(body)
      if (form.get('client_secret') !== SKYPE.appSecret || form.get('client_id') !== SKYPE.appId)
        return { status: 401, body: { error: 'invalid_client', error_description: `AADSTS7000215 ${body}` } }
      const token = `access-token-${tokens.length + 1}-0123456789`
      tokens.push(token)
      taken.push(token)
      return { body: { token_type: 'Bearer', expires_in: 3600, access_token: token } }
    }
    return { status: 404, body: '' }
  }
  const server = await startProvider({
    isSend: (path) => /^\/v3\/conversations\/[^/]+\/activities(?:\/[^/]+)?$/u.test(path),
    take,
    other,
    refusals: {
      unauthorized: UNAUTHORIZED,
      forbidden: failure(403, 'BotNotInConversationRoster'),
      gone: failure(404, 'ConversationNotFound'),
      'rate-limited': {
        status: 429,
        headers: { 'retry-after': '3' },
        body: { error: { code: 'TooManyRequests', message: 'x' } },
      },
      temporary: failure(500, 'ServiceError'),
      unavailable: { status: 503, body: '<html>down</html>' },
      'bad-gateway': { status: 502, body: '<html>Bad Gateway</html>' },
      'nothing-said': { status: 500, body: '' },
      gateway: { status: 504, body: '' },
      busy: failure(412, 'PreconditionFailed'),
      'too-long': failure(413, 'MessageSizeTooBig'),
      'bad-request': failure(400, 'BadSyntax'),
    },
  })
  const account = {
    ...SKYPE,
    channels: ['skype', 'msteams', 'webchat'],
    serviceHosts: ['127.0.0.1', 'smba.trafficmanager.net'],
    openIdUrl: `${server.url}/v1/.well-known/openidconfiguration`,
    loginUrl: server.url,
  }
  return {
    ...server,
    account,
    deadAccount: { ...account, openIdUrl: 'http://127.0.0.1:9/openid', loginUrl: 'http://127.0.0.1:9' },
    tokens,
    revokeTokens: () => {
      taken = []
    },
    publish: (...kids) => {
      published = kids
    },
    // A refused token is renewed and tried once more, so two refusals make one failure.
    answerNext: (...answers) =>
      server.answerNext(...answers.flatMap((one) => (one === 'auth' ? ['unauthorized', 'unauthorized'] : [one]))),
  }
}

export interface TokenOptions {
  readonly kid?: KeyId | string
  readonly signedBy?: KeyId
  readonly header?: object
  /** Instead of the usual claims; undefined takes one away. */
  readonly claims?: { readonly [claim: string]: unknown }
  /** Milliseconds. */
  readonly now?: number
}

export function skypeToken(serviceUrl: string, options: TokenOptions = {}): string {
  const { kid = 'key-1', signedBy = 'key-1', header = {}, claims = {}, now = SKYPE_NOW } = options
  const seconds = Math.floor(now / 1000)
  const payload = {
    iss: SKYPE.issuer,
    aud: SKYPE.appId,
    serviceurl: serviceUrl,
    nbf: seconds - 60,
    exp: seconds + 3600,
    ...claims,
  }
  const signed = [{ typ: 'JWT', alg: 'RS256', kid, ...header }, payload].map(coded).join('.')
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(skypeKey(signedBy).privateKey).toString('base64url')}`
}

/** An activity (or any bytes) as the connector calls with it. */
export function skypeCall(
  serviceUrl: string,
  body: unknown,
  options: TokenOptions = {},
  receivedAt = new Date(SKYPE_NOW).toISOString(),
): RawDelivery {
  return {
    method: 'POST',
    path: '/v1/channels/skype/webhook',
    query: {},
    headers: { 'content-type': 'application/json', authorization: `Bearer ${skypeToken(serviceUrl, options)}` },
    rawBody: body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body)),
    receivedAt,
  }
}

export interface Said {
  readonly id: string
  readonly text: string
  readonly from?: string
  readonly more?: object
}

/** What a customer says; on Skype the text is XML. */
export function skypeMessage(serviceUrl: string, { id, text, from = '29:1anna-petrova', more = {} }: Said): object {
  return {
    type: 'message',
    id,
    timestamp: '2026-11-24T12:00:00.123Z',
    serviceUrl,
    channelId: 'skype',
    from: { id: from, name: 'Анна Петрова' },
    conversation: { id: from },
    recipient: { id: `28:${SKYPE.appId}`, name: 'Shop' },
    textFormat: 'xml',
    text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    locale: 'ru-RU',
    ...more,
  }
}

const UNAUTHORIZED: StandInAnswer = {
  status: 401,
  body: { message: `Authorization has been denied for ${SKYPE.appSecret}` },
}

function failure(status: number, code: string): StandInAnswer {
  return { status, body: { error: { code, message: `refused for ${SKYPE.appSecret}` } } }
}

function jwk(kid: KeyId): object {
  const endorsements = kid === 'unendorsed' ? [] : ['skype', 'msteams', 'webchat']
  return { ...skypeKey(kid).publicKey.export({ format: 'jwk' }), use: 'sig', kid, x5t: kid, endorsements }
}

function coded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
