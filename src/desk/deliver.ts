// What the decisions asked for, carried out after the commit: in order per thread, retried by class. An attempt whose
// outcome nobody knows is repeated only where the other side recognises the effect's id.
import type { Effect } from '../core/effect/effect.js'
import type { Delivery, DeliveryFailure } from '../core/thread/message.js'
import type { DeliveryResult } from '../ports/channel.js'
import type { Clock } from '../ports/clock.js'
import type { ClaimedEntry, Settlement } from '../ports/store.js'
import type { DeskOptions } from './options.js'
import { failureOf } from './thrown.js'
import { callWebhook } from './webhook.js'

/** With the pauses below they take 19 to 39 minutes: longer than most troubles of providers, shorter than a customer's patience. */
const MAX_ATTEMPTS = 16
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 300_000
const LONGEST_ASKED_MS = 86_400_000
const DELIVERY_TIMEOUT_MS = 30_000

/** One attempt and what came of it. */
export interface DeliveryRun {
  readonly effect: Effect
  readonly attempt: number
  readonly result: DeliveryResult
  /** When it will be tried again; `null`: never. */
  readonly retryAt: string | null
}

/** Whether the desk carries the effect out; what nobody handles is only told. */
export function isDelivered(effect: Effect, options: DeskOptions): boolean {
  switch (effect.type) {
    case 'send-message':
      return options.channels.some((channel) => channel.id === effect.channel && channel.deliver !== undefined)
    case 'send-email':
      return options.email !== undefined
    case 'notify':
      return options.notify !== undefined
    case 'start-workflow':
    case 'call':
    case 'webhook':
      return true
    default:
      return effect satisfies never
  }
}

/** Longest time one attempt may take; a claim outlasts it. */
export function deliveryTimeout(options: DeskOptions): number {
  return options.deliveryTimeoutMs ?? DELIVERY_TIMEOUT_MS
}

/** Tries one claimed entry. What came of it is still to be written down: `settlementOf`. */
export async function attempt(entry: ClaimedEntry, options: DeskOptions, clock: Clock): Promise<DeliveryRun> {
  const { effect, attempts, attemptsBefore } = entry
  const mayRepeat = isRecognised(effect, options)
  const result: DeliveryResult =
    entry.isInterrupted && !mayRepeat
      ? { ok: false, class: 'unknown', detail: 'The node that was sending it died' }
      : await resultOf(effect, options, clock.now())
  const isAwaited = effect.type === 'call' && effect.isAwaited === true
  const retryAt =
    result.ok || isAwaited
      ? null
      : nextAttempt(result, attempts - attemptsBefore, mayRepeat, clock.now(), options.random ?? Math.random)
  return { effect, attempt: attempts, result, retryAt }
}

export function settlementOf(thread: string, { effect, attempt: number, result, retryAt }: DeliveryRun): Settlement {
  const settled = { thread, effect: effect.id, attempt: number }
  // The workflow that waits for it has been told, and asks again if it wants to.
  if (result.ok || (effect.type === 'call' && effect.isAwaited)) return { ...settled, next: null }
  if (retryAt !== null) return { ...settled, next: { state: 'waiting', notBefore: retryAt }, error: result.detail }
  return { ...settled, next: { state: result.class === 'unknown' ? 'maybe-sent' : 'failed' }, error: result.detail }
}

/** What the message's `delivery` becomes; `null` while it is still being tried. */
export function deliveryOf(run: DeliveryRun): Delivery | null {
  if (run.result.ok) return 'sent'
  if (run.retryAt !== null) return null
  return run.result.class === 'unknown' ? 'maybe-sent' : 'failed'
}

const LONGEST_CODE = 100
const LONGEST_DETAIL = 1_000

/** What agents see beside a message that was given up. */
export function failureOfRun({ result }: DeliveryRun): DeliveryFailure | null {
  if (result.ok) return null
  const { class: kind, code = kind, detail } = result
  return { code: String(code).slice(0, LONGEST_CODE), detail: String(detail).slice(0, LONGEST_DETAIL) }
}

/** Whether the other side recognises an effect that it already had. */
function isRecognised(effect: Effect, options: DeskOptions): boolean {
  switch (effect.type) {
    case 'send-message':
      return options.channels.find((one) => one.id === effect.channel)?.deduplicates ?? false
    case 'send-email':
      return false
    case 'notify':
    case 'start-workflow':
    case 'call':
    case 'webhook':
      // They are given the effect's id and are told to expect it again.
      return true
    default:
      return effect satisfies never
  }
}

async function resultOf(effect: Effect, options: DeskOptions, now: string): Promise<DeliveryResult> {
  const abort = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeoutMs = deliveryTimeout(options)
  const late = new Promise<DeliveryResult>((resolve) => {
    timer = setTimeout(() => {
      abort.abort(new Error(`No answer within ${timeoutMs} ms`))
      resolve({ ok: false, class: 'unknown', detail: `No answer within ${timeoutMs} ms` })
    }, timeoutMs)
  })
  try {
    const answer = await Promise.race([carryOut(effect, options, now, abort.signal), late])
    return isResult(answer) ? answer : { ok: true }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    // The others are given the effect's id and are asked again with it.
    const isSending = effect.type === 'send-message' || effect.type === 'send-email'
    return { ok: false, class: isSending ? failureOf(error).class : 'temporary', detail }
  } finally {
    clearTimeout(timer)
  }
}

async function carryOut(effect: Effect, options: DeskOptions, now: string, signal: AbortSignal): Promise<unknown> {
  switch (effect.type) {
    case 'send-message': {
      const channel = options.channels.find((one) => one.id === effect.channel)
      if (channel?.deliver === undefined) return nobody(`delivers on channel ${effect.channel}`)
      return channel.deliver(effect, { signal })
    }
    case 'send-email':
      return options.email === undefined ? nobody('sends e-mail') : options.email(effect)
    case 'notify':
      return options.notify === undefined ? nobody('tells agents') : options.notify(effect)
    case 'webhook':
      return callWebhook(effect, options, now)
    case 'start-workflow': {
      const started = options.workflows?.[effect.workflow]
      return started === undefined ? nobody(`starts workflow ${effect.workflow}`) : started(effect)
    }
    case 'call': {
      const known = options.functions ?? {}
      const called = Object.hasOwn(known, effect.name) ? known[effect.name] : undefined
      if (called === undefined) return { ok: false, class: 'permanent', detail: `There is no function ${effect.name}` }
      const context = { id: effect.id, chat: effect.chat, rule: effect.rule ?? null, at: effect.at }
      const value: unknown = await called(effect.args, context)
      return effect.isAwaited ? { ok: true, value } : { ok: true }
    }
    default:
      return effect satisfies never
  }
}

/** The outbox may hold what a former configuration handled: it isn't done just because nobody is there to do it. */
function nobody(does: string): DeliveryResult {
  return { ok: false, class: 'temporary', detail: `Nobody ${does} now` }
}

function isResult(answer: unknown): answer is DeliveryResult {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean'
}

/** Twice as long each time, up to five minutes, half of it by chance so that many don't come back at once. */
function nextAttempt(
  result: Extract<DeliveryResult, { ok: false }>,
  attempts: number,
  mayRepeat: boolean,
  now: string,
  random: () => number,
): string | null {
  if (result.class === 'permanent' || attempts >= MAX_ATTEMPTS) return null
  if (result.class === 'unknown' && !mayRepeat) return null
  const longest = Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS)
  const pause = askedPause(result.retryAfterMs) ?? longest * (0.5 + random() / 2)
  return new Date(Date.parse(now) + Math.ceil(pause)).toISOString()
}

/** What a provider asks for, a day at most; a number that is none counts for nothing. */
function askedPause(ms: number | undefined): number | undefined {
  return ms !== undefined && Number.isFinite(ms) && ms >= 0 ? Math.min(ms, LONGEST_ASKED_MS) : undefined
}
