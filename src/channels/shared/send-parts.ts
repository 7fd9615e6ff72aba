import type { SendPorts, SendResult } from '../../ports/channel-adapter.js'
import type { Failed } from './lost-call.js'

export type PartSent = { readonly ok: true; readonly id: string; readonly newConversationId?: string } | Failed

/** Pauses that are waited out inside one attempt, once some of the text is with the customer. */
const SHORT_PAUSE_MS = 5_000
const MAX_PAUSES = 3

/**
 * Sends one part after the other and stops at the first that fails; `sentIds` then tells what the customer already has.
 * Parts of an earlier attempt (`sentBefore`) are left out: they are the first ones, as a text is always split alike.
 */
export async function sendParts<P>(
  parts: readonly P[],
  sendOne: (part: P, index: number) => Promise<PartSent>,
  ports: Pick<SendPorts, 'sleep'>,
  sentBefore: readonly string[] = [],
): Promise<SendResult> {
  const ids: string[] = [...sentBefore]
  let moved: string | undefined
  let pauses = 0
  for (let index = sentBefore.length; index < parts.length; index++) {
    const sent = await sendOne(parts[index] as P, index)
    if (sent.ok) {
      ids.push(sent.id)
      moved = sent.newConversationId ?? moved
      continue
    }
    const pause = sent.class === 'rate-limited' ? sent.retryAfterMs : undefined
    if (index > 0 && pause !== undefined && pause <= SHORT_PAUSE_MS && pauses < MAX_PAUSES) {
      pauses++
      index--
      await ports.sleep(pause)
      continue
    }
    return { ...sent, ...(moved === undefined ? {} : { newConversationId: moved, ...sent }), ...sentIdsOf(ids) }
  }
  return { ok: true, providerMessageIds: ids, ...(moved === undefined ? {} : { newConversationId: moved }) }
}

function sentIdsOf(ids: readonly string[]): { readonly sentIds?: readonly string[] } {
  return ids.length === 0 ? {} : { sentIds: ids }
}
