import type { LeaseClaim, ServedStore } from '../../../ports/service-store.js'
import { same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { minute, SPACE } from '../conversation.js'
import { HOSTILE } from './hostile.js'

/** Of `box`, at a minute, for two. */
function claim(holder: string, at: number, more: Partial<LeaseClaim> = {}): LeaseClaim {
  return { name: 'box', holder, now: minute(at), until: minute(at + 2), ...more }
}

/** What one at a time may do. */
export const LEASES: readonly ContractCase<ServedStore>[] = [
  promised('gives a lease to one holder, who may lengthen it, until it ends', async ({ service }) => {
    same('the first', await service.takeLease(SPACE, claim('a', 0)), true)
    same('another', await service.takeLease(SPACE, claim('b', 1)), false)
    same('the same again, longer', await service.takeLease(SPACE, claim('a', 1)), true)
    same('another, when the first time is over', await service.takeLease(SPACE, claim('b', 2)), false)
    same('another, at its end', await service.takeLease(SPACE, claim('b', 3)), true)
    same('who had it before', await service.takeLease(SPACE, claim('a', 4)), false)
    same('another name', await service.takeLease(SPACE, claim('a', 4, { name: 'other' })), true)
    same('another workspace', await service.takeLease('elsewhere', claim('a', 4)), true)
  }),
  promised('lets a lease go only for its holder', async ({ service }) => {
    await service.takeLease(SPACE, claim('a', 0))
    await service.dropLease(SPACE, { name: 'box', holder: 'b' })
    await service.dropLease('elsewhere', { name: 'box', holder: 'a' })
    await service.dropLease(SPACE, { name: 'nothing', holder: 'a' })
    same('still held', await service.takeLease(SPACE, claim('b', 1)), false)
    await service.dropLease(SPACE, { name: 'box', holder: 'a' })
    same('free', await service.takeLease(SPACE, claim('b', 1)), true)
  }),
  promised('gives a lease to exactly one of those who come at once', async ({ service }) => {
    for (let round = 0; round < 5; round += 1) {
      const name = `box ${round}`
      const claims = Array.from({ length: 20 }, (_, at) => service.takeLease(SPACE, claim(`h${at}`, 0, { name })))
      same('given', (await Promise.all(claims)).filter(Boolean).length, 1)
    }
  }),
  promised('takes every text as a text in names and holders of leases', async ({ service }) => {
    for (const text of HOSTILE) {
      same('taken', await service.takeLease(SPACE, claim(text, 0, { name: text })), true)
      same('by another', await service.takeLease(SPACE, claim('other', 1, { name: text })), false)
    }
  }),
]
