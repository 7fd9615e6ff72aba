// How VK recognises a message that it already had, and how we recognise ours when it comes back.
import { createHash } from 'node:crypto'
import { jsonText } from '../shared/json-body.js'
import { asText, pick } from '../shared/read.js'
import { replyIdOf } from '../shared/split-text.js'

/** `random_id` of a part: int32, never 0, the same at every attempt. */
export function randomIdOf(tag: string): number {
  const number = createHash('sha256').update(tag).digest().readInt32BE(0)
  return number === 0 ? 1 : number
}

/** Goes along as `payload`, which VK keeps with the message and shows to nobody. */
export function payloadOf(tag: string): string {
  return JSON.stringify({ caseline: tag })
}

/** Our `replyId`, of an echo only: a customer's client may write any payload. */
export function tagOf(payload: string | undefined): string | undefined {
  const tag = payload === undefined ? undefined : asText(pick(jsonText(payload), 'caseline'))
  return replyIdOf(tag) ?? undefined
}

/** Of one of our buttons; VK wants JSON, at most 255 characters. `{"button":…}` alone is what VK's own examples send. */
export function pressedPayload(payload: string): string {
  return JSON.stringify({ caseline: { button: payload } })
}

/** What a button carried: ours as we gave it, any other as it came. */
export function pressedOf(payload: string | undefined): string | undefined {
  return payload === undefined ? undefined : (asText(pick(jsonText(payload), 'caseline', 'button')) ?? payload)
}
