import { randomBytes } from 'node:crypto'
import { checkAddress } from '#addresses'
import type { WebhookCalls } from '../desk/endpoint-call.js'
import { endpointVerdict } from '../desk/endpoint-verdict.js'
import type { PostAnswer } from '../desk/signed-post.js'
import type { WebhookEndpoint, WebhookLetter } from '../ports/service-store.js'
import { fail } from './problem.js'
import type { DeadLetter, WebhookAttempt, WebhookView } from './wire/webhooks.js'

export function webhookView(endpoint: WebhookEndpoint): WebhookView {
  const { id, url, types, channels, createdAt, isPaused, attempts, notBefore, lastError } = endpoint
  const nextAttemptAt = attempts === 0 ? null : notBefore
  return { id, url, types, channels, createdAt, isPaused, attempts, nextAttemptAt, lastError }
}

export function deadLetterView({ event, at, error, body }: WebhookLetter): DeadLetter {
  return { event, at, error, body: JSON.parse(body) }
}

export function attemptView(answer: PostAnswer): WebhookAttempt {
  const verdict = endpointVerdict(answer, { attempts: 1, now: new Date(0).toISOString(), random: 0 })
  return {
    isDelivered: verdict.kind === 'taken',
    status: answer.isAnswered ? answer.status : null,
    error: verdict.kind === 'taken' ? null : verdict.error,
  }
}

export function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`
}

/** Tells early what would become a dead letter later. A name that can't be looked up just now is taken. */
export async function checkUrl(url: string, { allowPrivateAddresses = false, resolve }: WebhookCalls): Promise<void> {
  const wrong = (why: string): never => fail('invalid', `url: ${why}`, { pointer: '/url' })
  const parsed = URL.canParse(url) ? new URL(url) : wrong('it is not a web address')
  if (parsed.username !== '' || parsed.password !== '') wrong('a user name and password don’t belong into it')
  if (parsed.hash !== '') wrong('a fragment is never sent')
  try {
    await checkAddress({ url, allowPrivateAddresses, ...(resolve === undefined ? {} : { resolve }) })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOTFOUND') wrong(`${parsed.hostname} is not known`)
    if (code === 'private-address' || code === 'bad-address' || code === 'ERR_INVALID_URL') wrong(message)
  }
}
