// Viber as far as a bot sees it: the REST bot API, which answers 200 whatever happens, and signed callbacks.
import { createHmac } from 'node:crypto'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { type ProviderServer, type StandInAnswer, type StandInCall, startProvider } from './provider-server.js'

export const VIBER = { token: '4453b6ac12345678-e02c5f12174805f9-daec9cbb5448c51f', name: 'The shop' }

export const VIBER_USER = '01234567890A='

export interface ViberStandIn extends ProviderServer {
  /** The account as a configuration has it. */
  readonly account: { readonly [property: string]: unknown }
  readonly webhook: () => { readonly url: string; readonly event_types: readonly string[] }
}

export async function startViber(): Promise<ViberStandIn> {
  let webhook: { url: string; event_types: string[] } = { url: '', event_types: [] }
  // Neighbours that a double can't tell apart.
  let token = 4912661846655238145n
  const take = ({ body }: StandInCall) => {
    const { receiver, type, text, media } = JSON.parse(body)
    const id = String(token++)
    const message = { conversationId: receiver, text: type === 'text' ? text : `[${type}] ${media}`, id }
    return { message, answer: { body: `{"status":0,"status_message":"ok","message_token":${id},"billing_status":1}` } }
  }
  const other = ({ path, body, headers }: StandInCall): StandInAnswer => {
    if (headers['x-viber-auth-token'] !== VIBER.token) return failed(2, 'invalidAuthToken')
    const parameters = JSON.parse(body)
    if (path === '/pa/get_account_info')
      return {
        body: {
          status: 0,
          status_message: 'ok',
          name: 'The shop',
          webhook: webhook.url,
          event_types: webhook.event_types,
        },
      }
    if (path === '/pa/set_webhook') {
      webhook = parameters
      return { body: { status: 0, status_message: 'ok', event_types: webhook.event_types } }
    }
    if (path === '/pa/get_user_details' && parameters.id === VIBER_USER)
      return {
        body: {
          status: 0,
          status_message: 'ok',
          user: { id: VIBER_USER, name: 'Анна', language: 'uk-UA', country: 'UA' },
        },
      }
    return failed(6, 'receiverNotSubscribed')
  }
  const server = await startProvider({
    isSend: (path) => path === '/pa/send_message',
    take: (one) =>
      one.headers['x-viber-auth-token'] === VIBER.token ? take(one) : { answer: failed(2, 'invalidAuthToken') },
    other,
    refusals: {
      auth: failed(2, 'invalidAuthToken'),
      'no-webhook': failed(10, 'webhookNotSet'),
      blocked: failed(6, 'receiverNotSubscribed'),
      'not-registered': failed(5, 'receiverNotRegistered'),
      'no-device': failed(11, 'receiverNoSuitableDevice'),
      country: failed(21, 'unsupportedCountry'),
      balance: failed(24, 'noBalance'),
      'rate-limited': failed(12, 'tooManyRequests'),
      'http-429': { status: 429, headers: { 'retry-after': '7' }, body: '' },
      'bad-request': failed(3, 'badData'),
      temporary: failed(99, `General error ${VIBER.token}`),
      unavailable: { status: 503, body: '<html>down</html>' },
      'bad-gateway': { status: 502, body: '<html>Bad Gateway</html>' },
      'nothing-said': { status: 500, body: '' },
      gateway: { status: 504, body: '' },
      'without-token': { body: { status: 0, status_message: 'ok' } },
    },
  })
  return { ...server, account: { ...VIBER, apiUrl: server.url }, webhook: () => webhook }
}

function failed(status: number, status_message: string): StandInAnswer {
  return { body: { status, status_message } }
}

/** Any bytes under Viber's signature, which the test computes by itself. */
export function viberCall(body: unknown, receivedAt = '2026-11-24T12:00:00.000Z'): RawDelivery {
  const rawBody = body instanceof Uint8Array ? body : Buffer.from(wire(body))
  const signature = createHmac('sha256', VIBER.token).update(rawBody).digest('hex')
  return {
    method: 'POST',
    path: '/v1/channels/viber/webhook',
    query: {},
    headers: { 'content-type': 'application/json', 'x-viber-content-signature': signature },
    rawBody,
    receivedAt,
  }
}

/** `"#123"` stands for the bare number 123, which a double may not hold. */
function wire(value: unknown): string {
  return JSON.stringify(value).replace(/"#(\d+)"/gu, '$1')
}

export interface ViberSaid {
  /** Whole numbers of up to 19 digits. */
  readonly token: bigint | string
  readonly text?: string
  readonly from?: string
  /** Milliseconds. */
  readonly at?: number
  /** Instead of a text: picture, file … */
  readonly message?: object
}

export function viberMessage({ token, text = '', from = VIBER_USER, at = 1763985600000, message }: ViberSaid): unknown {
  return {
    event: 'message',
    timestamp: at,
    message_token: `#${token}`,
    sender: { id: from, name: 'Анна', country: 'UA', language: 'uk-UA', api_version: 10 },
    message: message ?? { type: 'text', text },
  }
}

export function viberReceipt(event: 'delivered' | 'seen' | 'failed', token: bigint | string, desc?: string): unknown {
  const more = desc === undefined ? {} : { desc }
  return { event, timestamp: 1763985601000, message_token: `#${token}`, user_id: VIBER_USER, ...more }
}

/** Its two numbers stand in each other's places, as seen. */
export const VIBER_WEBHOOK_EVENT = { event: 'webhook', timestamp: '#4912661846655238145', message_token: 1763985600000 }
