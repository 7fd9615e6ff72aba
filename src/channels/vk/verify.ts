// The secret stands in the JSON, so the body is parsed before it is proved: bounded, and nothing but the secret is used
// until it fits. The bytes aren't signed: whoever learns the secret can write anything.
import { pick } from '../shared/read.js'
import { isSameSecret } from '../shared/same-secret.js'
import type { VkAccount } from './account.js'
import { isOf } from './payload.js'

export function isAuthentic(body: unknown, { secret }: VkAccount): boolean {
  return isSameSecret(pick(body, 'secret'), secret)
}

/** VK asks before a secret is set. The code is of use only to who manages the community, and that one can see it anyway. */
export function isFirstQuestion(body: unknown, account: VkAccount): boolean {
  return pick(body, 'type') === 'confirmation' && pick(body, 'secret') === undefined && isOf(body, account.groupId)
}
