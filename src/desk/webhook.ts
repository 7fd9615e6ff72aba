import type { Effect } from '../core/effect/effect.js'
import type { DeliveryResult } from '../ports/channel.js'
import type { DeskOptions } from './options.js'
import { type PostAnswer, postSigned } from './signed-post.js'
import { classOfStatus } from './thrown.js'

type WebhookEffect = Extract<Effect, { type: 'webhook' }>

/**
 * Calls the address with JSON. With a secret: `X-Caseline-Signature: t=<seconds>,v1=<hex HMAC-SHA256 of "<seconds>.<body>">`.
 * `Idempotency-Key` is the effect's id, the same at every retry.
 */
export async function callWebhook(effect: WebhookEffect, options: DeskOptions, now: string): Promise<DeliveryResult> {
  const secret = effect.secret === undefined ? undefined : options.secrets?.[effect.secret]
  const answer = await postSigned(
    {
      url: effect.url,
      body: JSON.stringify(effect.body),
      id: effect.id,
      ...(secret === undefined ? {} : { secret }),
      ...options.webhooks,
    },
    now,
  )
  return resultOf(answer)
}

function resultOf(answer: PostAnswer): DeliveryResult {
  if (!answer.isAnswered)
    return { ok: false, class: answer.isForGood ? 'permanent' : 'temporary', detail: answer.detail }
  const { status, retryAfterMs } = answer
  if (status >= 200 && status < 300) return { ok: true }
  const detail = `HTTP ${status}`
  // Below 400 it is a redirect, which isn't followed.
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs }
  return { ok: false, class: status < 400 ? 'permanent' : classOfStatus(status), detail, ...wait }
}
