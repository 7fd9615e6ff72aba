// Outgoing messages: claimed, tried, and what became of them written into the message and then into the outbox.
import type { Json } from '../core/json.js'
import type { Clock } from '../ports/clock.js'
import type { ClaimedEntry } from '../ports/store.js'
import type { Answer } from './answer.js'
import { outcomeOf } from './call-outcome.js'
import { attempt, type DeliveryRun, deliveryOf, deliveryTimeout, failureOfRun, settlementOf } from './deliver.js'
import { type Dispatching, dispatch } from './dispatch.js'
import { later } from './later.js'
import type { DeskOptions } from './options.js'
import { RefusedError } from './refused-error.js'
import { LEASE_MS } from './ring.js'

/** One attempt with what it told. */
export interface Carried {
  readonly run: DeliveryRun
  readonly told: readonly Answer[]
}

/**
 * Claims up to `limit` entries, of different threads, and begins to send all of them at once: what a node has claimed when
 * it dies is what it was sending.
 */
export async function beginDeliveries(
  desk: Dispatching,
  options: DeskOptions,
  clock: Clock,
  limit: number,
): Promise<readonly Promise<Carried>[]> {
  const now = clock.now()
  const until = later(now, deliveryTimeout(options) + LEASE_MS)
  const entries = await desk.store.claimOutbox(desk.workspace, { now, until, limit })
  return entries.map((entry) => carry(desk, options, entry, clock))
}

/** A node that dies between the two writes leaves a message that knows its fate: who takes the entry over sends nothing. */
async function carry(desk: Dispatching, options: DeskOptions, entry: ClaimedEntry, clock: Clock): Promise<Carried> {
  const known = entry.isInterrupted ? await knownFate(desk, entry) : null
  const attempted = known ?? (await attempt(entry, options, clock))
  const told = known === null ? await writeFate(desk, attempted, clock) : null
  const went = await tellWorkflow(desk, attempted, clock)
  // A receipt said so while our own attempt hung.
  const isSentAnyway = told?.outcome === 'unchanged' && !attempted.result.ok
  const run: DeliveryRun = isSentAnyway ? { ...attempted, result: { ok: true }, retryAt: null } : attempted
  await desk.store.settleOutbox(desk.workspace, settlementOf(entry.thread, run))
  return { run, told: [told, went].filter((one) => one !== null) }
}

/** What became of a message goes into it; `null` where there is nothing to tell, or no message any more. */
async function writeFate(desk: Dispatching, run: DeliveryRun, clock: Clock): Promise<Answer | null> {
  const { effect } = run
  const delivery = deliveryOf(run)
  if (effect.type !== 'send-message' || delivery === null) return null
  const ref = await desk.store.threadOfChat(desk.workspace, effect.chat)
  if (ref === null) return null
  const id = `${effect.id}/delivery/${run.attempt}`
  const failure = failureOfRun(run)
  const fate = {
    type: 'delivery',
    id,
    at: clock.now(),
    messageId: effect.message,
    delivery,
    ...(failure === null ? {} : { failure }),
    unlessSent: true,
  } as const
  return dispatch(desk, ref, fate).catch((error: unknown) => {
    if (error instanceof RefusedError && error.code === 'not-found') return null
    throw error
  })
}

/** A workflow that waits for what a function returns is told; `null`: none does, or not any more. */
async function tellWorkflow(desk: Dispatching, run: DeliveryRun, clock: Clock): Promise<Answer | null> {
  const { effect, result } = run
  if (effect.type !== 'call' || effect.isAwaited !== true) return null
  const ref = await desk.store.threadOfChat(desk.workspace, effect.chat)
  if (ref === null) return null
  const outcome = outcomeOf(
    result.ok ? { ok: true, value: (result.value ?? null) as Json } : { ok: false, message: result.detail },
  )
  const id = `${effect.id}/outcome`
  const command = { type: 'call-outcome', id, at: clock.now(), chat: effect.chat, call: effect.id, outcome } as const
  return dispatch(desk, ref, command).catch((error: unknown) => {
    if (error instanceof RefusedError && (error.code === 'not-waiting' || error.code === 'merged')) return null
    throw error
  })
}

/** The fate that the message of an interrupted attempt already has. */
async function knownFate(desk: Dispatching, { effect, thread, attempts }: ClaimedEntry): Promise<DeliveryRun | null> {
  if (effect.type !== 'send-message') return null
  const message = await desk.store.message(desk.workspace, thread, effect.message)
  const run = { effect, attempt: attempts, retryAt: null }
  switch (message?.delivery) {
    case 'sent':
      return { ...run, result: { ok: true } }
    case 'maybe-sent':
      return { ...run, result: { ok: false, class: 'unknown', detail: 'Interrupted' } }
    case 'failed':
      return { ...run, result: { ok: false, class: 'permanent', detail: 'Interrupted' } }
    default:
      return null
  }
}
