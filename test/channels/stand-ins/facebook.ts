// Facebook as far as a page sees it: the Send API, the profile and subscription calls, and signed webhook calls.
import { createHmac } from 'node:crypto'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { type ProviderServer, type StandInAnswer, type StandInCall, startProvider } from './provider-server.js'

export const FACEBOOK = {
  pageId: '110000000000001',
  appId: '220000000000002',
  appSecret: 'app-secret-0123456789abcdef',
  verifyToken: 'verify-token-of-ours',
  pageToken: 'EAApage-token-0123456789',
}

export const PSID = '6400000000000042'

export interface FacebookStandIn extends ProviderServer {
  /** The account as a configuration has it. */
  readonly account: { readonly [property: string]: unknown }
  readonly profiles: Map<string, { readonly first_name?: string; readonly last_name?: string }>
  /** What the app was told to call. */
  readonly subscription: () => { readonly callback_url: string; readonly fields: readonly string[] } | null
}

export async function startFacebook(): Promise<FacebookStandIn> {
  const profiles = new Map([[PSID, { first_name: 'Анна', last_name: 'Petrova' }]])
  let count = 0
  let subscription: { callback_url: string; fields: string[] } | null = null
  let pageFields: string[] = []

  const take = ({ body }: StandInCall) => {
    const { recipient, message } = JSON.parse(body)
    const id = `m_sent-${++count}`
    const text = message.text ?? `[${message.attachment.type}] ${message.attachment.payload.url}`
    return {
      message: { conversationId: recipient.id, text, tag: message.metadata, id },
      answer: { body: { recipient_id: recipient.id, message_id: id } },
    }
  }
  const other = ({ method, path, body }: StandInCall): StandInAnswer => {
    const [, , what = '', edge] = path.split('/')
    if (what === 'me') return { body: { id: FACEBOOK.pageId, name: 'A page' } }
    if (edge === 'subscriptions' && method === 'POST') {
      const { callback_url, fields } = JSON.parse(body)
      subscription = { callback_url, fields: fields.split(',') }
      return { body: { success: true } }
    }
    if (edge === 'subscriptions') {
      const page = { object: 'page', active: true, ...subscription }
      const fields = subscription?.fields.map((name) => ({ name, version: 'v26.0' }))
      return { body: { data: subscription === null ? [] : [{ ...page, fields }] } }
    }
    if (edge === 'subscribed_apps' && method === 'POST') {
      pageFields = JSON.parse(body).subscribed_fields.split(',')
      return { body: { success: true } }
    }
    if (edge === 'subscribed_apps')
      return { body: { data: pageFields.length === 0 ? [] : [{ id: FACEBOOK.appId, subscribed_fields: pageFields }] } }
    const profile = profiles.get(what)
    return profile === undefined ? graphError(400, 100, 33) : { body: { ...profile, id: what } }
  }
  const guarded = (call: StandInCall): StandInAnswer => {
    const token = call.headers.authorization
    const isKnown =
      token === `Bearer ${FACEBOOK.pageToken}` || token === `Bearer ${FACEBOOK.appId}|${FACEBOOK.appSecret}`
    return isKnown ? other(call) : graphError(400, 190, 463)
  }
  const server = await startProvider({
    isSend: (path) => /^\/v[\d.]+\/\d+\/messages$/u.test(path),
    take,
    other: guarded,
    refusals: {
      auth: graphError(400, 190, 463),
      'no-right': graphError(403, 200),
      'window-closed': graphError(400, 10, 2018278),
      'page-restricted': graphError(400, 10, 1893063),
      blocked: graphError(400, 551, 1545041),
      'rate-limited': graphError(400, 613),
      'http-429': { status: 429, headers: { 'retry-after': '7' }, body: '' },
      temporary: graphError(500, 2),
      unavailable: { status: 503, body: '<html>down</html>' },
      'bad-gateway': { status: 502, body: '<html>Bad Gateway</html>' },
      'nothing-said': { status: 500, body: '' },
      gateway: { status: 504, body: '' },
      'bad-request': graphError(400, 100, 2018047),
      '200-but-failed': graphError(200, 100),
      '200-without-id': { body: { recipient_id: PSID } },
    },
  })
  const account = { ...FACEBOOK, humanAgent: true, apiUrl: server.url }
  return { ...server, account, profiles, subscription: () => subscription }
}

export function graphError(status: number, code: number, subcode?: number): StandInAnswer {
  const error = {
    message: `(#${code}) refused for ${FACEBOOK.pageToken}`,
    type: 'OAuthException',
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
    fbtrace_id: 'A0000000000000000000000',
  }
  return { status, body: { error } }
}

/** Any bytes under Facebook's signature, which the test computes by itself. */
export function facebookCall(body: unknown, receivedAt = '2026-11-24T12:00:00.000Z'): RawDelivery {
  const rawBody = body instanceof Uint8Array ? body : Buffer.from(wire(body))
  const signature = createHmac('sha256', FACEBOOK.appSecret).update(rawBody).digest('hex')
  return {
    method: 'POST',
    path: '/v1/channels/fb/webhook',
    query: {},
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    rawBody,
    receivedAt,
  }
}

/** One item for the page, as Facebook wraps it. */
export function facebookBody(...messaging: readonly unknown[]): unknown {
  return { object: 'page', entry: [{ id: FACEBOOK.pageId, time: 1764000000000, messaging }] }
}

export interface Said {
  readonly mid: string
  readonly text?: string
  readonly from?: string
  /** Milliseconds. */
  readonly at?: number
  readonly more?: object
}

export function facebookMessage({ mid, text, from = PSID, at = 1763985600000, more = {} }: Said): unknown {
  return {
    sender: { id: from },
    recipient: { id: FACEBOOK.pageId },
    timestamp: at,
    message: { mid, ...(text === undefined ? {} : { text }), ...more },
  }
}

/** What the page itself said, coming back. */
export function facebookEcho({ mid, text, from = PSID, at = 1763985600000, more = {} }: Said): unknown {
  const message = { mid, is_echo: true, ...(text === undefined ? {} : { text }), ...more }
  return { sender: { id: FACEBOOK.pageId }, recipient: { id: from }, timestamp: at, message }
}

/** JSON as Facebook writes it: letters beyond ASCII as \uXXXX, slashes escaped. */
function wire(value: unknown): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[^\0-\x7f]/g, escaped)
}
