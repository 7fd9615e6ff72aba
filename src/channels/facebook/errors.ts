// What Facebook answers when it won't send, in our classes and in a sentence for an agent. Its own messages aren't passed
// on: some repeat the token.
import type { HttpAnswer, SendFailure } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { type Failed, failureOfStatus } from '../shared/lost-call.js'
import { asCount, pick } from '../shared/read.js'

type Meaning = readonly [failure: SendFailure, detail: string]

const BY_SUBCODE: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [2018278, ['window-closed', 'Facebook allows no answer any more: the customer last wrote too long ago']],
  [2018065, ['window-closed', 'Facebook allows no answer any more: the customer last wrote too long ago']],
  [2018300, ['blocked', 'Another app leads this conversation in Facebook at the moment']],
  [1893063, ['blocked', 'Facebook has restricted the page for a time; see the page’s quality in Facebook']],
  [2018001, ['blocked', 'Facebook knows no conversation with this customer']],
  [2018108, ['blocked', 'The customer doesn’t receive messages of this page now']],
])

const BY_CODE: ReadonlyMap<number, Meaning> = new Map<number, Meaning>([
  [1, ['temporary', 'Facebook has trouble']],
  [2, ['temporary', 'Facebook has trouble']],
  [4, ['rate-limited', 'The app has called Facebook too often']],
  [10, ['auth', 'The page has not given the app the right to send messages']],
  [17, ['rate-limited', 'Facebook was called too often']],
  [32, ['rate-limited', 'The page has called Facebook too often']],
  [100, ['bad-request', 'Facebook does not accept the message']],
  [102, ['auth', 'The page’s token no longer works']],
  [190, ['auth', 'The page’s token no longer works']],
  [200, ['auth', 'The page has not given the app the right to send messages']],
  [230, ['auth', 'The app lacks the right pages_messaging']],
  [551, ['blocked', 'The customer is not available: blocked the page, or left Facebook']],
  [613, ['rate-limited', 'Facebook was called too often']],
])

/** Facebook tells no pause; its windows of rates are an hour long at most, and mostly seconds. */
const PAUSE_MS = 60_000

/** Null: it was sent. */
export function failureOf(answer: HttpAnswer): Failed | null {
  const error = pick(jsonText(answer.body), 'error')
  const code = asCount(pick(error, 'code'))
  if (code === undefined) {
    const byStatus = failureOfStatus(answer.status, answer.headers, 'Facebook')
    if (byStatus !== null || isSuccess(answer)) return byStatus
    return { ok: false, class: 'bad-request', providerCode: `HTTP ${answer.status}`, detail: refused(answer.status) }
  }
  const subcode = asCount(pick(error, 'error_subcode'))
  const providerCode = subcode === undefined ? String(code) : `${code}/${subcode}`
  const [failure, sentence] = meaningOf(code, subcode, answer.status)
  const asked = failureOfStatus(answer.status, answer.headers, 'Facebook')?.retryAfterMs
  const pause = failure === 'rate-limited' ? { retryAfterMs: asked ?? PAUSE_MS } : {}
  return { ok: false, class: failure, ...pause, providerCode, detail: `${sentence} (error ${providerCode})` }
}

function meaningOf(code: number, subcode: number | undefined, status: number): Meaning {
  const found = BY_SUBCODE.get(subcode ?? -1) ?? BY_CODE.get(code)
  if (found !== undefined) return found
  if (code >= 200 && code < 300) return ['auth', 'The page has not given the app the right to send messages']
  if (status === 429) return ['rate-limited', 'Facebook was called too often']
  if (status >= 500) return ['temporary', 'Facebook has trouble']
  return ['bad-request', 'Facebook does not accept the message']
}

function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300
}

function refused(status: number): string {
  return `Facebook does not accept the message (HTTP ${status})`
}
