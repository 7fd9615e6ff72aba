// What the decisions asked for, carried out after the commit: in order per thread, at least once, retried by class.
import type { Effect } from '../core/effect/effect.js'
import type { Delivery } from '../core/thread/message.js'
import type { DeliveryResult } from '../ports/channel.js'
import type { OutboxEntry, Store } from '../ports/store.js'
import type { DeskOptions } from './options.js'
import { callWebhook } from './webhook.js'

const MAX_ATTEMPTS = 8
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 300_000

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

/** Tries one entry and writes down what came of it. */
export async function deliver(
  entry: OutboxEntry,
  store: Store,
  workspace: string,
  options: DeskOptions,
  now: string,
): Promise<DeliveryRun> {
  const { effect } = entry
  const attempt = entry.attempts + 1
  const result = await attemptOf(effect, options, now)
  const retryAt = result.ok ? null : nextAttempt(result, attempt, now)
  const next: OutboxEntry | null = result.ok
    ? null
    : retryAt === null
      ? { ...entry, attempts: attempt, state: 'failed', lastError: result.detail }
      : { ...entry, attempts: attempt, notBefore: retryAt, lastError: result.detail }
  await store.settleOutbox(workspace, entry.thread, effect.id, next)
  return { effect, attempt, result, retryAt }
}

/** What the message's `delivery` becomes; `null` while it is still being tried. */
export function deliveryOf(run: DeliveryRun): Delivery | null {
  if (run.result.ok) return 'sent'
  if (run.result.class === 'unknown') return 'maybe-sent'
  return run.retryAt === null ? 'failed' : null
}

async function attemptOf(effect: Effect, options: DeskOptions, now: string): Promise<DeliveryResult> {
  try {
    const answer = await carryOut(effect, options, now)
    return isResult(answer) ? answer : { ok: true }
  } catch (error) {
    return { ok: false, class: 'temporary', detail: error instanceof Error ? error.message : String(error) }
  }
}

async function carryOut(effect: Effect, options: DeskOptions, now: string): Promise<unknown> {
  switch (effect.type) {
    case 'send-message': {
      const channel = options.channels.find((one) => one.id === effect.channel)
      return channel?.deliver === undefined ? nobody(`delivers on channel ${effect.channel}`) : channel.deliver(effect)
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
      await called(effect.args, { id: effect.id, chat: effect.chat, rule: effect.rule ?? null, at: effect.at })
      return { ok: true }
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

function nextAttempt(result: Extract<DeliveryResult, { ok: false }>, attempt: number, now: string): string | null {
  if (result.class === 'permanent' || result.class === 'unknown' || attempt >= MAX_ATTEMPTS) return null
  const pause = result.retryAfterMs ?? Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS)
  return new Date(Date.parse(now) + pause).toISOString()
}
