import { post } from '#addresses'
import type { Effect } from '../core/effect/effect.js'
import type { DeliveryResult } from '../ports/channel.js'
import type { DeskOptions } from './options.js'
import { classOfStatus } from './thrown.js'

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
    return resultOf(answer.status, answer.retryAfter, now)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const isForGood = code === 'private-address' || code === 'bad-address' || code === 'ERR_INVALID_URL'
    const detail = error instanceof Error ? error.message : String(error)
    return { ok: false, class: isForGood ? 'permanent' : 'temporary', detail }
  }
}

function resultOf(status: number, retryAfter: string | null, now: string): DeliveryResult {
  if (status >= 200 && status < 300) return { ok: true }
  const detail = `HTTP ${status}`
  // Below 400 it is a redirect, which isn't followed.
  return { ok: false, class: status < 400 ? 'permanent' : classOfStatus(status), detail, ...waitOf(retryAfter, now) }
}

/** Retry-After: seconds or an HTTP date (RFC 9110, 10.2.3). */
function waitOf(retryAfter: string | null, now: string): { readonly retryAfterMs?: number } {
  if (retryAfter === null) return {}
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.parse(now)
  return Number.isFinite(ms) ? { retryAfterMs: Math.max(0, ms) } : {}
}

async function hmac(secret: string, text: string): Promise<string> {
  const bytes = new TextEncoder()
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ])
  const signed = await crypto.subtle.sign('HMAC', key, bytes.encode(text))
  return Array.from(new Uint8Array(signed), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
