// Chatra as far as it is known (channels.md, section 6): its REST API and its unsigned webhook under a secret address.
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { type ProviderServer, type StandInAnswer, type StandInCall, startProvider } from './provider-server.js'

export const CHATRA = {
  publicKey: 'public-key-of-ours',
  secretKey: 'secret-key-of-ours',
  webhookToken: 'webhook-token_0123456789abcdef0123',
  agentName: 'The shop',
  agentEmail: 'desk@shop.example',
}

export const CHATRA_CLIENT = 'clA1b2C3d4'

export interface ChatraStandIn extends ProviderServer {
  /** The account as a configuration has it. */
  readonly account: { readonly [property: string]: unknown }
}

export async function startChatra(): Promise<ChatraStandIn> {
  let count = 100
  const isKnown = ({ headers }: StandInCall) =>
    headers.authorization === `Chatra.Simple ${CHATRA.publicKey}:${CHATRA.secretKey}`
  const take = ({ body }: StandInCall) => {
    const { clientId, text, receivedFrom } = JSON.parse(body)
    const id = `msg${++count}`
    const tag = receivedFrom === undefined ? {} : { tag: receivedFrom }
    return {
      message: { conversationId: clientId, text, ...tag, id },
      answer: { body: { id, clientId, type: 'agent', message: text, createdAt: 1763985700000 } },
    }
  }
  const other = (call: StandInCall): StandInAnswer => {
    if (!isKnown(call)) return { status: 401, body: { error: 'Unauthorized' } }
    if (call.path === `/clients/${CHATRA_CLIENT}`)
      return { body: { id: CHATRA_CLIENT, displayedName: 'Anna', info: { name: 'Anna Petrova' } } }
    return { status: 404, body: { error: 'Not found' } }
  }
  const server = await startProvider({
    isSend: (path) => path === '/messages/',
    take: (call) => (isKnown(call) ? take(call) : { answer: { status: 401, body: { error: 'Unauthorized' } } }),
    other,
    refusals: {
      auth: { status: 401, body: { error: `Unauthorized ${CHATRA.secretKey}` } },
      forbidden: { status: 403, body: '' },
      blocked: { status: 404, body: { error: 'Client not found' } },
      'too-long': { status: 413, body: '' },
      'rate-limited': { status: 429, headers: { 'retry-after': '7' }, body: '' },
      'bad-request': { status: 400, body: { error: `Bad request ${CHATRA.secretKey}` } },
      'nothing-said': { status: 500, body: '' },
      'bad-gateway': { status: 502, body: '<html>Bad Gateway</html>' },
      temporary: { status: 503, body: '' },
      unavailable: { status: 503, headers: { 'retry-after': '30' }, body: '<html>down</html>' },
      gateway: { status: 504, body: '' },
    },
  })
  return { ...server, account: { ...CHATRA, apiUrl: server.url } }
}

/** Any body at the secret address. */
export function chatraCall(body: unknown, receivedAt = '2026-11-24T12:00:00.000Z'): RawDelivery {
  return {
    method: 'POST',
    path: '/v1/channels/chatra/webhook',
    query: { token: CHATRA.webhookToken },
    headers: { 'content-type': 'application/json' },
    rawBody: body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body)),
    receivedAt,
  }
}

export interface ChatraSaid {
  readonly id: string
  readonly text: string
  readonly type?: 'client' | 'agent'
  /** Milliseconds. */
  readonly at?: number
  readonly more?: object
}

/** Some messages of one visitor, as Chatra tells them while the chat runs. */
export function chatraFragment(
  said: readonly ChatraSaid[],
  clientId = CHATRA_CLIENT,
  eventName = 'chatFragment',
): unknown {
  return {
    eventName,
    client: {
      id: clientId,
      chatId: `chat-of-${clientId}`,
      displayedName: 'Anna',
      info: { name: 'Anna Petrova', email: 'anna@example.com' },
    },
    agents: [{ id: 'agOleg01', name: 'Oleg', email: 'oleg@shop.example' }],
    messages: said.map(({ id, text, type = 'client', at = 1763985600000, more = {} }) => ({
      id,
      type,
      message: text,
      createdAt: at,
      ...(type === 'agent' ? { agentId: 'agOleg01' } : {}),
      ...more,
    })),
  }
}
