// Viber answers HTTP 200 whatever happens; `status` tells. Codes:
// https://developers.viber.com/docs/api/rest-bot-api/#error-codes
import type { HttpAnswer, SendFailure } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { type Failed, failureOfStatus } from '../shared/lost-call.js'
import { asCount, pick } from '../shared/read.js'

type Meaning = readonly [failure: SendFailure, detail: string]

const BY_STATUS: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [1, ['bad-request', 'Viber does not take the webhook’s address']],
  [2, ['auth', 'Viber does not know the bot’s token']],
  [3, ['bad-request', 'Viber does not accept the message']],
  [4, ['bad-request', 'Viber misses something in the message']],
  [5, ['blocked', 'The customer is not registered with Viber any more']],
  [6, ['blocked', 'The customer is not subscribed to the bot']],
  [7, ['auth', 'Viber has blocked the bot']],
  [8, ['auth', 'Viber does not know the bot']],
  [9, ['auth', 'Viber has suspended the bot']],
  [10, ['auth', 'The bot has no webhook; Viber sends nothing for it until one is set']],
  [11, ['blocked', 'The customer has no device that can show the message']],
  [12, ['rate-limited', 'Viber takes 100 messages an hour for one customer until he answers']],
  [13, ['bad-request', 'The customer’s Viber is too old for the message']],
  [14, ['bad-request', 'The message needs a newer Viber than it says']],
  [15, ['auth', 'The bot may not do this in Viber']],
  [16, ['bad-request', 'Viber does not allow this answer in the conversation']],
  [17, ['auth', 'The bot may not do this in Viber']],
  [18, ['auth', 'The bot may not do this in Viber']],
  [19, ['auth', 'The bot may not do this in Viber']],
  [20, ['auth', 'The bot may not do this in Viber']],
  [21, ['blocked', 'Viber does not let bots write to the customer’s country']],
  [22, ['bad-request', 'The message asks for payments, which Viber does not support there']],
  [23, ['blocked', 'The bot has used up its free messages of the month']],
  [24, ['blocked', 'The bot’s account at Viber has no balance']],
])

/** Viber tells no pause. */
const PAUSE_MS = 10 * 60_000

/** Null: it was done. */
export function failureOf(answer: HttpAnswer): Failed | null {
  const status = asCount(pick(jsonText(answer.body), 'status'))
  if (status === undefined) {
    const byStatus = failureOfStatus(answer.status, answer.headers, 'Viber')
    if (byStatus !== null) return byStatus
    const providerCode = `HTTP ${answer.status}`
    if (answer.status < 300)
      return { ok: false, class: 'unknown-outcome', providerCode, detail: 'Viber’s answer could not be read' }
    const failure = answer.status === 401 || answer.status === 403 ? 'auth' : 'bad-request'
    return { ok: false, class: failure, providerCode, detail: `Viber does not accept the call (${providerCode})` }
  }
  if (status === 0) return null
  // Every other number is a "general error" of theirs.
  const [failure, sentence] = BY_STATUS.get(status) ?? ['temporary', 'Viber has trouble']
  const pause = failure === 'rate-limited' ? { retryAfterMs: PAUSE_MS } : {}
  const providerCode = String(status)
  return { ok: false, class: failure, ...pause, providerCode, detail: `${sentence} (error ${providerCode})` }
}
