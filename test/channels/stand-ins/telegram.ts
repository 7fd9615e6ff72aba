// Telegram as far as a bot sees it: the Bot API under the token, and webhook calls with the secret header.
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { type ProviderServer, type StandInAnswer, type StandInCall, startProvider } from './provider-server.js'

export const TELEGRAM = {
  token: '123456789:AAE-bot-token_0123456789abcdef',
  secretToken: 'webhook-secret_0123456789',
}

export const CUSTOMER = 4803051234

export interface TelegramStandIn extends ProviderServer {
  /** The account as a configuration has it. */
  readonly account: { readonly [property: string]: unknown }
  /** What setWebhook was told. */
  readonly webhook: () => { readonly url: string; readonly secret_token?: string; readonly allowed_updates?: string[] }
  /** Files by their id, as getFile tells them. */
  readonly files: Map<string, string>
  /** What a file's path answers: bytes, or something that writes by itself. */
  readonly contents: Map<string, StandInAnswer>
}

export async function startTelegram(): Promise<TelegramStandIn> {
  const files = new Map([['AgAC-large', 'photos/file_7.jpg']])
  const contents = new Map<string, StandInAnswer>()
  let webhook: { url: string; secret_token?: string; allowed_updates?: string[] } = { url: '' }
  let count = 100
  const me = { id: 123456789, is_bot: true, first_name: 'Desk', username: 'desk_bot', can_join_groups: true }

  const take = ({ body }: StandInCall) => {
    const { chat_id, text, photo, document, business_connection_id } = JSON.parse(body)
    const id = ++count
    const shown = text ?? `[file] ${photo ?? document}`
    return {
      message: {
        conversationId: `${business_connection_id ? 'business:' : ''}${chat_id}`,
        text: shown,
        id: String(id),
      },
      answer: ok({ message_id: id, chat: { id: chat_id }, date: 1763985700, text: shown }),
    }
  }
  const other = ({ path, body }: StandInCall): StandInAnswer => {
    const [, file] = path.split(`/file/bot${TELEGRAM.token}/`)
    if (file !== undefined) return contents.get(file) ?? failed(404, 'Not Found')
    const method = path.slice(path.lastIndexOf('/') + 1)
    const parameters = body === '' ? {} : JSON.parse(body)
    if (!path.startsWith(`/bot${TELEGRAM.token}/`)) return failed(401, 'Unauthorized')
    if (method === 'getMe') return ok(me)
    if (method === 'setWebhook') {
      webhook = parameters
      return ok(true)
    }
    if (method === 'getWebhookInfo') {
      const { url, allowed_updates } = webhook
      return ok({ url, has_custom_certificate: false, pending_update_count: 0, allowed_updates })
    }
    const file_path = files.get(parameters.file_id)
    if (method === 'getFile' && file_path !== undefined) return ok({ file_id: parameters.file_id, file_path })
    return failed(400, 'Bad Request: invalid file_id')
  }
  const server = await startProvider({
    isSend: (path) => /\/(?:sendMessage|sendPhoto|sendDocument)$/u.test(path),
    take: (call) =>
      call.path.startsWith(`/bot${TELEGRAM.token}/`) ? take(call) : { answer: failed(401, 'Unauthorized') },
    other,
    refusals: {
      auth: failed(401, 'Unauthorized'),
      'wrong-token': failed(404, 'Not Found'),
      blocked: failed(403, 'Forbidden: bot was blocked by the user'),
      kicked: failed(403, 'Forbidden: bot was kicked from the supergroup chat'),
      'never-wrote': failed(403, "Forbidden: bot can't initiate conversation with a user"),
      'no-chat': failed(400, 'Bad Request: chat not found'),
      'window-closed': failed(400, 'Bad Request: BUSINESS_PEER_USAGE_MISSING'),
      'too-long': failed(400, 'Bad Request: message is too long'),
      moved: failed(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: -1001234567890,
      }),
      'rate-limited': failed(429, 'Too Many Requests: retry after 7', { retry_after: 7 }),
      'no-file': failed(400, 'Bad Request: failed to get HTTP URL content'),
      'bad-request': failed(400, 'Bad Request: message text is empty'),
      '200-but-failed': { body: { ok: false, error_code: 400, description: 'Bad Request: odd' } },
      temporary: failed(500, 'Internal Server Error'),
      unavailable: { status: 503, body: '<html>down</html>' },
      'bad-gateway': { status: 502, body: '<html>Bad Gateway</html>' },
      gateway: { status: 504, body: '' },
      'reflects-address': failed(400, `Bad Request: https://x/bot${TELEGRAM.token}/sendMessage`),
    },
  })
  return { ...server, account: { ...TELEGRAM, apiUrl: server.url }, webhook: () => webhook, files, contents }
}

function ok(result: unknown): StandInAnswer {
  return { body: { ok: true, result } }
}

function failed(error_code: number, description: string, parameters?: object): StandInAnswer {
  const more = parameters === undefined ? {} : { parameters }
  return { status: error_code, body: { ok: false, error_code, description, ...more } }
}

/** Any update with Telegram's proof. */
export function telegramCall(body: unknown, receivedAt = '2026-11-24T12:00:00.000Z'): RawDelivery {
  return {
    method: 'POST',
    path: '/v1/channels/tg/webhook',
    query: {},
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': TELEGRAM.secretToken },
    rawBody: body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body)),
    receivedAt,
  }
}

export interface TelegramSaid {
  /** Of the message and, with 700000000 before it, of the update. */
  readonly id: number
  readonly text?: string
  /** The customer's id, which is the private chat's too. */
  readonly from?: number
  /** Seconds. */
  readonly at?: number
  readonly more?: object
}

/** A customer's private message. */
export function telegramUpdate({ id, text, from = CUSTOMER, at = 1763985600, more = {} }: TelegramSaid): unknown {
  const name = { first_name: 'Анна', last_name: 'Petrova', username: 'anna_p' }
  return {
    update_id: 700_000_000 + id,
    message: {
      message_id: id,
      from: { id: from, is_bot: false, ...name, language_code: 'ru' },
      chat: { id: from, type: 'private', ...name },
      date: at,
      ...(text === undefined ? {} : { text }),
      ...more,
    },
  }
}

/** What somebody says in a group, or what is told of the group (`more`). */
export function telegramGroup(
  chat: number,
  { text, more = {}, ...said }: TelegramSaid & { readonly name?: string },
): unknown {
  const { from = CUSTOMER, name = 'Анна' } = said
  return telegramUpdate({
    ...said,
    ...(text === undefined ? {} : { text }),
    more: {
      from: { id: from, is_bot: false, first_name: name },
      chat: { id: chat, type: chat < -1_000_000_000_000 ? 'supergroup' : 'group', title: 'Support group' },
      ...more,
    },
  })
}

/** The same message, written anew a minute later. */
export function telegramEdit(said: TelegramSaid): unknown {
  const update = telegramUpdate(said)
  const message = typeof update === 'object' && update !== null && 'message' in update ? update.message : {}
  return {
    update_id: 710_000_000 + said.id,
    edited_message: { ...Object(message), edit_date: (said.at ?? 1763985600) + 60 },
  }
}
