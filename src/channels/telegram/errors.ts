// What the Bot API answers when it won't send, in our classes and in a sentence for an agent. It has few codes; the words of
// `description` tell the rest. Those seen: https://core.telegram.org/bots/api#making-requests, https://core.telegram.org/api/errors.
import type { HttpAnswer, SendFailure } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { type Failed, failureOfStatus } from '../shared/lost-call.js'
import { asCount, asId, asLabel, isTrue, pick } from '../shared/read.js'

const BY_WORDS: readonly (readonly [words: RegExp, failure: SendFailure, detail: string])[] = [
  [/blocked by the user/iu, 'blocked', 'The customer has blocked the bot in Telegram'],
  [/user is deactivated|INPUT_USER_DEACTIVATED/iu, 'blocked', 'The customer’s Telegram account is gone'],
  [/kicked from|not a member/iu, 'blocked', 'The bot is no longer in this Telegram group'],
  [/can't initiate|can't send messages to/iu, 'blocked', 'A bot may write in Telegram only to those who wrote to it'],
  [
    /not enough rights|CHAT_WRITE_FORBIDDEN|need administrator/iu,
    'blocked',
    'The bot may not write in this Telegram group',
  ],
  [
    /BUSINESS_PEER_USAGE_MISSING/iu,
    'window-closed',
    'A business chat can be answered for 24 hours after the customer wrote',
  ],
  [/business.connection/iu, 'blocked', 'The owner of the business account no longer lets the bot answer for him'],
  [/chat not found|PEER_ID_INVALID/iu, 'blocked', 'Telegram knows no such chat with this bot'],
  [/too long|TOO_LONG/iu, 'too-long', 'The text is too long for Telegram'],
]

/** Null: it was done. */
export function failureOf(answer: HttpAnswer): Failed | null {
  const body = jsonText(answer.body)
  const isAnswer = typeof pick(body, 'ok') === 'boolean'
  if (answer.status === 200 && isTrue(pick(body, 'ok'))) return null
  const code = asCount(pick(body, 'error_code')) ?? answer.status
  const description = asLabel(pick(body, 'description'), 300) ?? ''
  const providerCode = String(code)
  const moved = asId(pick(body, 'parameters', 'migrate_to_chat_id'))
  if (moved !== undefined) {
    const detail = 'The Telegram group became a supergroup and has another id now'
    return { ok: false, class: 'moved', providerCode, detail, newConversationId: moved }
  }
  if (code === 429) {
    const seconds = asCount(pick(body, 'parameters', 'retry_after'))
    const pause = seconds === undefined ? {} : { retryAfterMs: Math.min(seconds, 3600) * 1000 }
    const limited = failureOfStatus(429, answer.headers, 'Telegram')
    return { ok: false, class: 'rate-limited', detail: 'Telegram asks to send more slowly', ...limited, ...pause }
  }
  const known = BY_WORDS.find(([words]) => words.test(description))
  if (known !== undefined) return { ok: false, class: known[1], providerCode, detail: known[2] }
  if (code === 401 || code === 404)
    return { ok: false, class: 'auth', providerCode, detail: 'Telegram does not know the bot’s token' }
  if (code === 403)
    return { ok: false, class: 'blocked', providerCode, detail: 'Telegram forbids the bot to write there' }
  // Telegram's own answer: it knows that nothing was sent.
  if (isAnswer && code >= 500)
    return { ok: false, class: 'temporary', providerCode, detail: `Telegram has trouble (error ${code})` }
  const byStatus = failureOfStatus(code, answer.headers, 'Telegram')
  if (byStatus !== null) return byStatus
  if (!isAnswer && answer.status < 300)
    return { ok: false, class: 'unknown-outcome', providerCode, detail: 'Telegram’s answer could not be read' }
  // Telegram's own words never hold the token, but what stands between us and it may.
  const words = /bot\d+:|https?:/iu.test(description) || description === '' ? '' : `: ${description}`
  return { ok: false, class: 'bad-request', providerCode, detail: `Telegram does not accept the message${words}` }
}
