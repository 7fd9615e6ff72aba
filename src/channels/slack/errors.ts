// Slack refuses with HTTP 200 and `ok: false`. Names: https://docs.slack.dev/reference/methods/chat.postMessage
import type { HttpAnswer, SendFailure } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { type Failed, failureOfStatus } from '../shared/lost-call.js'
import { asText, pick } from '../shared/read.js'

type Meaning = readonly [failure: SendFailure, detail: string]

const NO_TOKEN: Meaning = ['auth', 'Slack no longer takes the bot’s token']
const NO_RIGHT: Meaning = ['auth', 'The Slack app lacks a right for this']
const FORBIDDEN: Meaning = ['blocked', 'The workspace does not let the app write there']
const NO_CHANNEL: Meaning = ['blocked', 'The app can no longer write in this conversation']
const SLOWLY: Meaning = ['rate-limited', 'Slack asks to send more slowly']
const TROUBLE: Meaning = ['temporary', 'Slack has trouble']
/** By Slack's word, some of the call may have been carried out. */
const HALF: Meaning = ['unknown-outcome', 'Slack failed in the middle; the message may have arrived']

const MEANINGS: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['invalid_auth', NO_TOKEN],
  ['not_authed', NO_TOKEN],
  ['token_revoked', NO_TOKEN],
  ['token_expired', NO_TOKEN],
  ['account_inactive', NO_TOKEN],
  ['missing_scope', NO_RIGHT],
  ['not_allowed_token_type', NO_RIGHT],
  ['no_permission', NO_RIGHT],
  ['ekm_access_denied', NO_RIGHT],
  ['access_denied', NO_RIGHT],
  ['channel_not_found', NO_CHANNEL],
  ['not_in_channel', NO_CHANNEL],
  ['is_archived', ['blocked', 'The channel has been archived']],
  ['user_disabled', ['blocked', 'The customer’s Slack account is switched off']],
  ['cannot_dm_bot', FORBIDDEN],
  ['restricted_action', FORBIDDEN],
  ['restricted_action_read_only_channel', FORBIDDEN],
  ['restricted_action_thread_only_channel', FORBIDDEN],
  ['restricted_action_thread_locked', FORBIDDEN],
  ['msg_too_long', ['too-long', 'Slack finds the message too long']],
  ['ratelimited', SLOWLY],
  ['rate_limited', SLOWLY],
  ['message_limit_exceeded', ['rate-limited', 'The workspace has used up its messages']],
  ['service_unavailable', TROUBLE],
  ['team_added_to_org', TROUBLE],
  ['org_login_required', TROUBLE],
  ['request_timeout', TROUBLE],
  ['internal_error', HALF],
  ['fatal_error', HALF],
])

/** One message a second may go to a channel. */
const PAUSE_MS = 1_000

/** Null: Slack did as it was told. */
export function failureOf(answer: HttpAnswer): Failed | null {
  const byStatus = failureOfStatus(answer.status, answer.headers, 'Slack')
  const body = jsonText(answer.body)
  const error = nameOf(pick(body, 'error')) ?? (pick(body, 'ok') === false ? 'no reason' : undefined)
  if (byStatus?.class === 'rate-limited') return { retryAfterMs: PAUSE_MS, ...byStatus }
  if (pick(body, 'ok') === true && answer.status < 300) return null
  if (error !== undefined) {
    const [failure, sentence] = MEANINGS.get(error) ?? ['bad-request', 'Slack does not accept the message']
    const pause = failure === 'rate-limited' ? { retryAfterMs: byStatus?.retryAfterMs ?? PAUSE_MS } : {}
    return { ok: false, class: failure, ...pause, providerCode: error, detail: `${sentence} (${error})` }
  }
  if (byStatus !== null) return byStatus
  const providerCode = `HTTP ${answer.status}`
  if (answer.status >= 300)
    return { ok: false, class: 'bad-request', providerCode, detail: `Slack does not take the call (${providerCode})` }
  return {
    ok: false,
    class: 'unknown-outcome',
    providerCode,
    detail: 'Slack answered with something that is no answer',
  }
}

/** Slack's names are words; anything else isn't shown. */
function nameOf(value: unknown): string | undefined {
  const text = asText(value)
  return text !== undefined && /^[a-z0-9_]{1,60}$/u.test(text) ? text : undefined
}
