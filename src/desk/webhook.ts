import { post } from '#addresses'
import type { Effect } from '../core/effect/effect.js'
import type { DeliveryResult } from '../ports/channel.js'
import type { DeskOptions } from './options.js'

type WebhookEffect = Extract<Effect, { type: 'webhook' }>

/**
 * Calls the address with JSON. With a secret: `X-Caseline-Signature: t=<seconds>,v1=<hex HMAC-SHA256 of "<seconds>.<body>">`.
 * `Idempotency-Key` is the effect's id, the same at every retry.
 */
export async function callWebhook(effect: WebhookEffect, options: DeskOptions, now: string): Promise<DeliveryResult> {
  const body = JSON.stringify(effect.body)
  const seconds = Math.floor(Date.parse(now) / 1000)
  const secret = effect.secret === undefined ? undefined : options.secrets?.[effect.secret]
  const signature =
    secret === undefined
      ? {}
      : { 'x-caseline-signature': `t=${seconds},v1=${await hmac(secret, `${seconds}.${body}`)}` }
  try {
    const answer = await post({
      url: effect.url,
      body,
      headers: { 'content-type': 'application/json', 'idempotency-key': effect.id, ...signature },
      timeoutMs: options.webhooks?.timeoutMs ?? 10_000,
      allowPrivateAddresses: options.webhooks?.allowPrivateAddresses ?? false,
    })
    return resultOf(answer.status, answer.retryAfter)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const isForGood = code === 'private-address' || code === 'bad-address' || code === 'ERR_INVALID_URL'
    const detail = error instanceof Error ? error.message : String(error)
    return { ok: false, class: isForGood ? 'permanent' : 'temporary', detail }
  }
}

function resultOf(status: number, retryAfter: string | null): DeliveryResult {
  if (status >= 200 && status < 300) return { ok: true }
  const detail = `HTTP ${status}`
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter)
  const wait = Number.isFinite(seconds) ? { retryAfterMs: Math.max(0, seconds * 1000) } : {}
  if (status === 429) return { ok: false, class: 'rate-limited', detail, ...wait }
  if (status === 408 || status >= 500) return { ok: false, class: 'temporary', detail, ...wait }
  return { ok: false, class: 'permanent', detail }
}

async function hmac(secret: string, text: string): Promise<string> {
  const bytes = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  const signed = await crypto.subtle.sign('HMAC', key, bytes.encode(text))
  return Array.from(new Uint8Array(signed), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
