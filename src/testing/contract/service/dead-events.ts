import type { ServedStore, WebhookLetter } from '../../../ports/service-store.js'
import { present, same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { minute, SPACE } from '../conversation.js'
import { claimOne, endpoint, settlement } from './endpoints.js'
import { HOSTILE } from './hostile.js'

function letter(event: string, more: Partial<WebhookLetter> = {}): WebhookLetter {
  return { event, endpoint: 'a', at: minute(1), error: '404', body: `{"id":"${event}"}`, ...more }
}

async function give(store: ServedStore, at: number, ...deadLetters: readonly WebhookLetter[]): Promise<void> {
  const claim = await claimOne(store.service, at)
  same('given', await store.service.settleEndpoint(SPACE, settlement(claim, { deadLetters }), minute(at)), true)
}

/** Events that an endpoint would not take. */
export const DEAD_EVENTS: readonly ContractCase<ServedStore>[] = [
  promised('keeps events that were given up, the oldest first', async (store) => {
    const { service } = store
    await service.addEndpoint(SPACE, endpoint('a'))
    await give(store, 0, letter('9.1.1.0'), letter('10.1.1.0'))
    await give(store, 1, letter('2.1.1.0'))
    const listed = async (filter: { readonly event?: string; readonly limit: number; readonly endpoint?: string }) =>
      (await service.letters(SPACE, { endpoint: 'a', ...filter })).map(({ event }) => event)
    same('all', await listed({ limit: 10 }), ['9.1.1.0', '10.1.1.0', '2.1.1.0'])
    same('two', await listed({ limit: 2 }), ['9.1.1.0', '10.1.1.0'])
    same('one', await service.letters(SPACE, { endpoint: 'a', event: '10.1.1.0', limit: 9 }), [letter('10.1.1.0')])
    same('none', await listed({ event: '10.1.1.1', limit: 9 }), [])
    same('of another endpoint', await listed({ endpoint: 'b', limit: 9 }), [])
  }),
  promised('keeps the last word on an event that was given up again', async (store) => {
    await store.service.addEndpoint(SPACE, endpoint('a'))
    await give(store, 0, letter('1.1.1.0'), letter('1.1.1.1'))
    const again = letter('1.1.1.0', { at: minute(5), error: '500', body: '{}' })
    await give(store, 1, again)
    same('letters', await store.service.letters(SPACE, { endpoint: 'a', limit: 9 }), [again, letter('1.1.1.1')])
  }),
  promised('discards one once, and all with the endpoint', async (store) => {
    const { service } = store
    await service.addEndpoint(SPACE, endpoint('a'))
    await give(store, 0, letter('1.1.1.0'), letter('1.1.1.1'))
    same('one', await service.discardLetter(SPACE, 'a', '1.1.1.0'), true)
    same('once more', await service.discardLetter(SPACE, 'a', '1.1.1.0'), false)
    same('of another endpoint', await service.discardLetter(SPACE, 'b', '1.1.1.1'), false)
    same('the endpoint', await service.removeEndpoint(SPACE, 'a'), true)
    same('once more', await service.removeEndpoint(SPACE, 'a'), false)
    same('it', await service.endpoint(SPACE, 'a'), null)
    await service.addEndpoint(SPACE, endpoint('a'))
    same('letters', await service.letters(SPACE, { endpoint: 'a', limit: 9 }), [])
  }),
  promised('takes every text as a text, and long ones, in dead events', async (store) => {
    await store.service.addEndpoint(SPACE, endpoint('a'))
    const letters = HOSTILE.map((text) => letter(text, { error: text, body: text }))
    await give(store, 0, ...letters, letter('long', { body: 'ж'.repeat(1_000_000) }))
    const kept = await store.service.letters(SPACE, { endpoint: 'a', limit: 100 })
    same('letters', kept.slice(0, -1), letters)
    same('the long one', present('the last', kept.at(-1)).body.length, 1_000_000)
  }),
]
