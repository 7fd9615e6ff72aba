// The connector's answers by class: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#http-status-codes
import type { HttpAnswer } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { type Failed, failureOfStatus } from '../shared/lost-call.js'
import { asText, pick } from '../shared/read.js'

const PROVIDER = 'The Bot Framework'

export function failureOf(answer: HttpAnswer): Failed {
  const code = codeOf(answer.body)
  const failed = (cls: Failed['class'], detail: string): Failed => ({
    ok: false,
    class: cls,
    providerCode: code ?? String(answer.status),
    detail,
  })
  if (code === 'MessageSizeTooBig' || answer.status === 413)
    return failed('too-long', 'The message is too large for this channel')
  if (answer.status === 401) return failed('auth', `${PROVIDER} does not accept the bot's id and secret`)
  if (answer.status === 403)
    return failed('blocked', 'The customer blocked the bot, or it is no longer in the conversation')
  if (answer.status === 404) return failed('blocked', 'The conversation no longer exists')
  // Another activity is being written there: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit.
  if (answer.status === 412) return failed('temporary', 'The conversation is busy')
  const known = failureOfStatus(answer.status, answer.headers, PROVIDER)
  if (known !== null && code === undefined) return known
  // The connector's own word, not a gateway's page: it knows that nothing was sent.
  if (known?.class === 'unknown-outcome' && answer.status !== 504)
    return failed('temporary', `${PROVIDER} has trouble (HTTP ${answer.status})`)
  if (known !== null) return { ...known, providerCode: code ?? String(answer.status) }
  return failed('bad-request', `${PROVIDER} refused the message (HTTP ${answer.status})`)
}

/** A word of the provider's, never its sentence: that may hold what was sent. */
export function codeOf(body: string): string | undefined {
  const answer = jsonText(body)
  const code = asText(pick(answer, 'error', 'code')) ?? asText(pick(answer, 'error'))
  return code !== undefined && /^[\w.-]{1,60}$/u.test(code) ? code : undefined
}
