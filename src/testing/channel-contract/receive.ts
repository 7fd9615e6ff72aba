import type { ChannelEvent, IncomingMessage, RawDelivery, ReceiveResult } from '../../ports/channel-adapter.js'
import { ContractError } from '../contract/check.js'
import type { Judged } from './bench.js'
import { checkResult } from './well-formed.js'

/** Longer than a busy machine's pause, far below any provider's patience. */
const SLOW_MS = 2_000

/** Hands the delivery to the adapter; it may neither throw, nor take long, nor give anything malformed, nor change what came. */
export async function received<Account>(
  bench: Pick<Judged<Account>, 'adapter' | 'good' | 'receivePorts' | 'secrets'>,
  what: string,
  delivery: RawDelivery,
): Promise<ReceiveResult> {
  const before = checksumOf(delivery.rawBody)
  const start = performance.now()
  const result = await bench.adapter.receive(delivery, bench.good, bench.receivePorts).catch((error) => {
    throw new ContractError(`${what}: receive throws`, String(error), 'a verdict')
  })
  const took = performance.now() - start
  if (took > SLOW_MS) throw new ContractError(`${what}: receive is slow`, took, SLOW_MS)
  if (checksumOf(delivery.rawBody) !== before) throw new ContractError(`${what}: the body was changed`, 0, 0)
  checkResult(what, result, bench.secrets)
  return result
}

/** Its one message, or a broken promise. */
export async function messageOf<Account>(
  bench: Judged<Account>,
  what: string,
  delivery: RawDelivery,
): Promise<IncomingMessage> {
  const result = await received(bench, what, delivery)
  const messages = result.events.filter(isMessage)
  const [message] = messages
  if (result.verdict !== 'accept' || message === undefined || messages.length > 1)
    throw new ContractError(`${what}: one message is told`, result, 'accept with one message')
  return message
}

export function isMessage(event: ChannelEvent): event is IncomingMessage {
  return event.kind === 'message'
}

export function later(delivery: RawDelivery): RawDelivery {
  const hour = 3_600_000
  return { ...delivery, receivedAt: new Date(Date.parse(delivery.receivedAt) + hour).toISOString() }
}

function checksumOf(bytes: Uint8Array): number {
  let sum = bytes.length
  for (const byte of bytes) sum = (Math.imul(sum, 31) + byte) | 0
  return sum
}
