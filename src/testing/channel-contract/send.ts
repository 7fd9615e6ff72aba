import type { OutgoingMessage, SendPorts, SendResult } from '../../ports/channel-adapter.js'
import { ContractError } from '../contract/check.js'
import type { Judged } from './bench.js'

const CLASSES = [
  'auth',
  'blocked',
  'window-closed',
  'rate-limited',
  'too-long',
  'moved',
  'bad-request',
  'temporary',
  'unknown-outcome',
]

export interface Sending {
  readonly message?: Partial<OutgoingMessage>
  readonly isDead?: boolean
  readonly ports?: Partial<SendPorts>
}

/** Sends; it may neither throw, nor give anything malformed, nor tell a secret. */
export async function sent<Account>(
  bench: Judged<Account>,
  what: string,
  { message = {}, isDead = false, ports = {} }: Sending = {},
): Promise<SendResult> {
  const { adapter, outgoing, http, receivePorts, secrets } = bench
  const whole: OutgoingMessage = {
    conversationId: outgoing.conversationId,
    ...(outgoing.replyContext === undefined ? {} : { replyContext: outgoing.replyContext }),
    replyId: 'reply-1',
    text: 'Hello',
    automated: false,
    lastCustomerMessageAt: new Date(receivePorts.now() - 60_000).toISOString(),
    ...message,
  }
  const all: SendPorts = { now: receivePorts.now, http, sleep: async () => undefined, ...ports }
  const result = await adapter.send(whole, isDead ? bench.dead : bench.good, all).catch((error) => {
    throw new ContractError(`${what}: send throws`, String(error), 'a result')
  })
  if (!result.ok) {
    if (!CLASSES.includes(result.class)) throw new ContractError(`${what}: class`, result, CLASSES)
    if (result.detail.trim() === '') throw new ContractError(`${what}: a failure says why`, result, 'a sentence')
    const { retryAfterMs } = result
    if (retryAfterMs !== undefined && !(Number.isFinite(retryAfterMs) && retryAfterMs >= 0))
      throw new ContractError(`${what}: retryAfterMs`, retryAfterMs, 'milliseconds')
  } else if (result.providerMessageIds.length === 0 || !result.providerMessageIds.every((id) => typeof id === 'string'))
    throw new ContractError(`${what}: ids are text`, result, 'ids')
  const told = secrets.find((secret) => JSON.stringify(result).includes(secret))
  if (told !== undefined) throw new ContractError(`${what}: a secret is told`, result, 'no secrets')
  return result
}

export function failedAs(what: string, result: SendResult, ...classes: readonly string[]): void {
  if (result.ok || !classes.includes(result.class)) throw new ContractError(what, result, classes)
}
