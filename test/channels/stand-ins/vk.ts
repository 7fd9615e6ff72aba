// VK as far as a community sees it: the API, which refuses with HTTP 200 and sends nothing twice under one random_id, and
// the Callback API, which asks again until it hears `ok`.
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { type ProviderServer, type StandInAnswer, type StandInCall, startProvider } from './provider-server.js'

export const VK = {
  groupId: '200000001',
  secret: 'callbackSecret42',
  confirmationCode: 'a1b2c3d4',
  token: 'vk1.a.community-token-0123456789',
}

export const VK_USER = '100500'

interface CallbackServer {
  readonly id: number
  readonly url: string
  readonly title: string
  readonly secret_key: string
  readonly status: string
  readonly events: { readonly [name: string]: number }
}

export interface VkStandIn extends ProviderServer {
  /** The account as a configuration has it. */
  readonly account: { readonly [property: string]: unknown }
  readonly people: Map<string, { readonly first_name: string; readonly last_name: string }>
  readonly callbackServers: () => readonly CallbackServer[]
  /** What the token may do; `manage` is needed for the webhook. */
  readonly rights: string[]
}

export async function startVk(): Promise<VkStandIn> {
  const people = new Map([[VK_USER, { first_name: 'Анна', last_name: 'Иванова' }]])
  const rights = ['messages', 'manage']
  const byRandomId = new Map<string, number>()
  let servers: CallbackServer[] = []

  const take = (call: StandInCall) => {
    const { peer_id = '', random_id = '', message = '', payload = '' } = fieldsOf(call)
    const known = byRandomId.get(random_id)
    // A group chat tells no id.
    const id = Number(peer_id) > 2_000_000_000 ? 0 : (known ?? 5000 + byRandomId.size)
    byRandomId.set(random_id, id)
    const answer = { body: { response: id } }
    if (known !== undefined) return { answer }
    return { answer, message: { conversationId: peer_id, text: message, tag: payload, id: String(id) } }
  }
  const change = (id: number, more: Partial<CallbackServer>): StandInAnswer => {
    servers = servers.map((one) => (one.id === id ? { ...one, ...more } : one))
    return { body: { response: 1 } }
  }
  const other = (call: StandInCall): StandInAnswer => {
    const { access_token, user_ids = '', url = '', title = '', secret_key = '', server_id, ...rest } = fieldsOf(call)
    if (access_token !== VK.token) return vkError(5)
    const method = call.path.split('/').at(-1) ?? ''
    if (method === 'users.get') {
      const person = people.get(user_ids)
      return { body: { response: person === undefined ? [] : [{ id: Number(user_ids), ...person }] } }
    }
    if (method === 'groups.getTokenPermissions')
      return { body: { response: { mask: 1, permissions: rights.map((name) => ({ name, setting: 1 })) } } }
    if (!rights.includes('manage')) return vkError(15)
    switch (method) {
      case 'groups.getCallbackConfirmationCode':
        return { body: { response: { code: VK.confirmationCode } } }
      case 'groups.getCallbackServers':
        return { body: { response: { count: servers.length, items: servers } } }
      case 'groups.addCallbackServer': {
        const id = servers.length + 1
        servers = [...servers, { id, url, title, secret_key, status: 'ok', events: {} }]
        return { body: { response: { server_id: id } } }
      }
      case 'groups.editCallbackServer':
        return change(Number(server_id), { url, title, secret_key })
      case 'groups.setCallbackSettings':
        return change(Number(server_id), {
          events: Object.fromEntries(Object.entries(rest).map(([name, on]) => [name, Number(on)])),
        })
      case 'groups.getCallbackSettings': {
        const found = servers.find(({ id }) => id === Number(server_id))
        return { body: { response: { api_version: '5.199', events: found?.events } } }
      }
      default:
        return vkError(3)
    }
  }
  const server = await startProvider({
    isSend: (path) => path.endsWith('/messages.send'),
    take: (call) => (fieldsOf(call).access_token === VK.token ? take(call) : { answer: vkError(5) }),
    other,
    refusals: {
      auth: vkError(5),
      'no-right': vkError(15),
      'too-fast': vkError(6),
      flood: vkError(9),
      captcha: vkError(14),
      'used-up': vkError(29),
      temporary: vkError(10),
      'black-list': vkError(900),
      'not-allowed': vkError(901),
      privacy: vkError(902),
      'too-long': vkError(914),
      'no-access': vkError(917),
      'timed-out': vkError(950),
      'bad-request': vkError(100),
      unheard: vkError(4242),
      unavailable: { status: 503, headers: { 'retry-after': '3' }, body: '' },
      'bad-gateway': { status: 502, body: '<html>Bad Gateway</html>' },
      'no-answer': { body: {} },
    },
  })
  const account = { ...VK, apiUrl: `${server.url}/method` }
  return { ...server, account, people, rights, callbackServers: () => servers }
}

export function vkError(code: number): StandInAnswer {
  const error = {
    error_code: code,
    error_msg: `Refused: ${VK.token}`,
    request_params: [{ key: 'access_token', value: VK.token }],
    ...(code === 14 ? { captcha_sid: '239633676097', captcha_img: 'https://api.vk.ru/captcha.php?sid=1' } : {}),
  }
  return { body: { error } }
}

export function fieldsOf({ body }: StandInCall): { readonly [name: string]: string } {
  return Object.fromEntries(new URLSearchParams(body))
}

/** Any bytes as VK would post them; a value as JSON. The proof stands in the value. */
export function vkCall(body: unknown, receivedAt = '2026-11-24T12:00:00.000Z'): RawDelivery {
  return {
    method: 'POST',
    path: '/v1/channels/vk/webhook',
    query: {},
    headers: { 'content-type': 'application/json', 'user-agent': 'VKBot' },
    rawBody: body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body)),
    receivedAt,
  }
}

/** An event of the community, under its secret. */
export function vkEvent(type: string, object: unknown, eventId = '7ce69b8d5a8a5b9a0a8f0b7c1d2e3f4a5b6c7d8e'): unknown {
  return { type, object, group_id: Number(VK.groupId), event_id: eventId, v: '5.199', secret: VK.secret }
}

export interface VkSaid {
  readonly id: number
  readonly text: string
  readonly from?: number
  readonly peer?: number
  /** Seconds. */
  readonly at?: number
  readonly more?: object
}

/** Texts as VK writes them, with entities. */
export function vkMessage({
  id,
  text,
  from = Number(VK_USER),
  peer = from,
  at = 1763985600,
  more = {},
}: VkSaid): object {
  return {
    date: at,
    from_id: from,
    id: peer > 2_000_000_000 ? 0 : id,
    out: 0,
    version: 10_000_000 + id,
    attachments: [],
    conversation_message_id: id,
    fwd_messages: [],
    important: false,
    is_hidden: false,
    peer_id: peer,
    random_id: 0,
    text: text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
    ...more,
  }
}

export function vkNew(said: VkSaid): unknown {
  return vkEvent('message_new', { message: vkMessage(said), client_info: { keyboard: true, lang_id: 0 } })
}

/** What the community said: by the API, or by a person in its messages (`admin`). */
export function vkReply(said: VkSaid, admin?: number): unknown {
  const more = { out: 1, from_id: -Number(VK.groupId), ...(admin === undefined ? {} : { admin_author_id: admin }) }
  return vkEvent('message_reply', vkMessage({ ...said, more: { ...more, ...said.more } }))
}
