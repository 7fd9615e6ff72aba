// VK says everything with HTTP 200: an answer without `response` was a refusal. Its own words aren't passed on, as they
// may repeat what was sent.
import type { HttpAnswer, SendFailure } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { type Failed, failureOfStatus } from '../shared/lost-call.js'
import { asCount, pick } from '../shared/read.js'

type Meaning = readonly [failure: SendFailure, detail: string, retryAfterMs?: number]

const NO_TOKEN: Meaning = ['auth', 'The community’s token no longer works']
const NO_RIGHT: Meaning = ['auth', 'The community’s token lacks a right for this']
const TROUBLE: Meaning = ['temporary', 'VK has trouble']
const NO_CHAT: Meaning = ['blocked', 'The community may not write to this chat']
const TOO_LONG: Meaning = ['too-long', 'VK finds the message too long']

/** Codes: VKCOM/vk-api-schema, errors.json. */
const MEANINGS: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [1, TROUBLE],
  [5, NO_TOKEN],
  [6, ['rate-limited', 'Too many calls to VK in one second', 1_000]],
  [7, NO_RIGHT],
  [9, ['rate-limited', 'VK takes too many alike messages for flooding', 60_000]],
  [10, TROUBLE],
  [14, ['rate-limited', 'VK wants a captcha before it sends more', 600_000]],
  [15, NO_RIGHT],
  [17, ['auth', 'VK wants the token’s owner to confirm it']],
  [18, ['blocked', 'The customer’s page was deleted or blocked by VK']],
  [20, NO_RIGHT],
  [27, NO_TOKEN],
  [28, NO_TOKEN],
  [29, ['rate-limited', 'The community has used up its calls to VK', 600_000]],
  [36, TROUBLE],
  [900, ['blocked', 'The customer is on the community’s black list']],
  [901, ['blocked', 'The customer has not allowed messages of the community, or no longer does']],
  [902, ['blocked', 'The customer’s privacy settings don’t let the message in']],
  [910, TOO_LONG],
  [914, TOO_LONG],
  [917, NO_CHAT],
  [922, NO_CHAT],
  [927, NO_CHAT],
  [932, NO_CHAT],
  [936, ['blocked', 'VK knows no such customer']],
  [945, NO_CHAT],
  [950, ['window-closed', 'VK allows no answer any more: the time for it is over']],
  [985, ['blocked', 'The community is for notifications only']],
  [987, ['blocked', 'The customer has to accept messages of the community first']],
  [988, ['blocked', 'The customer has not yet accepted messages of the community']],
  [1012, NO_CHAT],
  [1116, NO_TOKEN],
  [1117, NO_TOKEN],
])

/** Null: VK did as it was told. */
export function failureOf(answer: HttpAnswer): Failed | null {
  const body = jsonText(answer.body)
  const code = asCount(pick(body, 'error', 'error_code'))
  if (code !== undefined) {
    const [failure, sentence, retryAfterMs] = MEANINGS.get(code) ?? ['bad-request', 'VK does not accept the message']
    const pause = retryAfterMs === undefined ? {} : { retryAfterMs }
    const providerCode = String(code)
    return { ok: false, class: failure, ...pause, providerCode, detail: `${sentence} (error ${code})` }
  }
  const byStatus = failureOfStatus(answer.status, answer.headers, 'VK')
  if (byStatus !== null) return byStatus
  const providerCode = `HTTP ${answer.status}`
  if (answer.status >= 300)
    return { ok: false, class: 'bad-request', providerCode, detail: `VK does not take the call (${providerCode})` }
  if (pick(body, 'response') !== undefined) return null
  return { ok: false, class: 'unknown-outcome', providerCode, detail: 'VK answered with something that is no answer' }
}
