import type { ClaimedEndpoint, EndpointSettlement, ServedStore, WebhookEndpoint } from '../../../ports/service-store.js'
import { present, same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { minute, SPACE } from '../conversation.js'
import { fails, HOSTILE } from './hostile.js'

export function endpoint(id: string, more: Partial<WebhookEndpoint> = {}): WebhookEndpoint {
  return {
    id,
    url: `https://example.org/${id}`,
    secret: `secret of ${id}`,
    types: null,
    channels: null,
    createdAt: minute(0),
    isPaused: false,
    place: '1.2.3',
    done: 0,
    attempts: 0,
    notBefore: minute(0),
    lastError: null,
    ...more,
  }
}

type Service = ServedStore['service']

/** Claims for a minute, unless told otherwise. */
export function claimed(service: Service, at: number, limit = 10, until = at + 1): Promise<readonly ClaimedEndpoint[]> {
  return service.claimEndpoints(SPACE, { now: minute(at), until: minute(until), limit })
}

export async function claimOne(service: Service, at: number): Promise<ClaimedEndpoint> {
  const all = await claimed(service, at)
  same('endpoints that can be claimed', all.length, 1)
  return present('the endpoint', all[0])
}

/** Done with the entry at `place`, released. */
export function settlement(of: ClaimedEndpoint, more: Partial<EndpointSettlement> = {}): EndpointSettlement {
  const { id, token, done, attempts, notBefore, lastError } = of
  const progress = { place: '1.2.9', done, attempts, notBefore, lastError }
  return { id, token, ...progress, deadLetters: [], isReleased: true, ...more }
}

const idsOf = (all: readonly { readonly id: string }[]): readonly string[] => all.map(({ id }) => id)

/** Other systems that are told what happens. */
export const ENDPOINTS: readonly ContractCase<ServedStore>[] = [
  promised('keeps endpoints as they are, the oldest first', async ({ service }) => {
    const first = endpoint('b', { types: ['chat.started', 'chat.finished'], channels: ['tg'] })
    const second = endpoint('a', {
      createdAt: minute(1),
      types: [],
      isPaused: true,
      place: '4.5.6',
      done: 2,
      attempts: 3,
      notBefore: minute(9),
      lastError: 'down',
    })
    for (const one of [second, first]) await service.addEndpoint(SPACE, one)
    same('all', await service.endpoints(SPACE), [first, second])
    same('one', await service.endpoint(SPACE, 'a'), second)
    same('none', await service.endpoint(SPACE, 'c'), null)
    same('a second of an id', await fails(service.addEndpoint(SPACE, endpoint('a'))), true)
    same('the first', await service.endpoint(SPACE, 'a'), second)
  }),
  promised('changes what is named and nothing else', async ({ service }) => {
    const before = endpoint('a', { types: ['chat.started'], channels: ['tg'], attempts: 3, lastError: 'down' })
    await service.addEndpoint(SPACE, before)
    same('nothing', await service.changeEndpoint(SPACE, 'a', {}), true)
    same('as before', await service.endpoint(SPACE, 'a'), before)
    const changes = { url: 'https://example.org/new', secret: 'new', types: null, isPaused: true, notBefore: minute(7) }
    same('some', await service.changeEndpoint(SPACE, 'a', changes), true)
    same('changed', await service.endpoint(SPACE, 'a'), { ...before, ...changes })
    await service.changeEndpoint(SPACE, 'a', { channels: [], isPaused: false })
    same('once more', await service.endpoint(SPACE, 'a'), { ...before, ...changes, channels: [], isPaused: false })
    same('one that there isn’t', await service.changeEndpoint(SPACE, 'b', changes), false)
  }),
  promised('begins anew at another place, and voids the claim', async ({ service }) => {
    await service.addEndpoint(SPACE, endpoint('a', { done: 2, attempts: 3, lastError: 'down' }))
    const claim = await claimOne(service, 1)
    same('changed', await service.changeEndpoint(SPACE, 'a', { place: '7.8.9' }), true)
    const { place, done, attempts, lastError } = present('it', await service.endpoint(SPACE, 'a'))
    same('anew', [place, done, attempts, lastError], ['7.8.9', 0, 0, null])
    same('the old claim', await service.settleEndpoint(SPACE, settlement(claim), minute(3)), false)
    const next = await claimOne(service, 1)
    same('the next claim', [next.place, next.done, next.attempts], ['7.8.9', 0, 0])
    await service.changeEndpoint(SPACE, 'a', { place: '7.8.9', notBefore: minute(5) })
    same('not yet', idsOf(await claimed(service, 4)), [])
    same('then', idsOf(await claimed(service, 5)), ['a'])
  }),
  promised('gives endpoints to one who asks, when they may be tried, until the claim ends', async ({ service }) => {
    await service.addEndpoint(SPACE, endpoint('late', { notBefore: minute(5) }))
    await service.addEndpoint(SPACE, endpoint('first', { notBefore: minute(1) }))
    await service.addEndpoint(SPACE, endpoint('second', { notBefore: minute(2) }))
    await service.addEndpoint(SPACE, endpoint('paused', { isPaused: true }))
    same('too early', idsOf(await claimed(service, 0)), [])
    same('one', idsOf(await claimed(service, 2, 1, 4)), ['first'])
    same('the next', idsOf(await claimed(service, 2, 9, 4)), ['second'])
    same('no more', idsOf(await claimed(service, 3)), [])
    same('when claims end', idsOf(await claimed(service, 4)), ['first', 'second'])
    same('later', idsOf(await claimed(service, 5)), ['first', 'second', 'late'])
    await service.changeEndpoint(SPACE, 'paused', { isPaused: false })
    same('no longer paused', idsOf(await claimed(service, 5)), ['paused'])
  }),
  promised('gives each endpoint to one of many who ask at once', async ({ service }) => {
    for (let index = 0; index < 9; index += 1) await service.addEndpoint(SPACE, endpoint(`e${index}`))
    const all = await Promise.all(Array.from({ length: 8 }, () => claimed(service, 1, 3)))
    same(
      'all, each once',
      idsOf(all.flat()).toSorted(),
      Array.from({ length: 9 }, (_, index) => `e${index}`),
    )
    same(
      'tokens',
      all.flat().every(({ token }) => token !== ''),
      true,
    )
  }),
  promised('takes progress from who has the claim, and lets it go or not', async ({ service }) => {
    await service.addEndpoint(SPACE, endpoint('a'))
    const claim = await claimOne(service, 0)
    const failed = { done: 1, attempts: 2, notBefore: minute(3), lastError: 'down', isReleased: false }
    same('progress', await service.settleEndpoint(SPACE, settlement(claim, failed), minute(5)), true)
    const { isReleased: _, ...progress } = failed
    same('it', await service.endpoint(SPACE, 'a'), { ...endpoint('a'), ...progress, place: '1.2.9' })
    same('still claimed', idsOf(await claimed(service, 4)), [])
    same('released', await service.settleEndpoint(SPACE, settlement(claim), minute(5)), true)
    same('free again', idsOf(await claimed(service, 4)), ['a'])
  }),
  promised('takes nothing from who lost the claim', async ({ service }) => {
    await service.addEndpoint(SPACE, endpoint('a'))
    const lost = await claimOne(service, 0)
    const claim = await claimOne(service, 1)
    same('other tokens', lost.token === claim.token, false)
    const letter = { event: '1.2.3.0', endpoint: 'a', at: minute(1), error: 'gone', body: '{}' }
    const late = settlement(lost, { deadLetters: [letter], place: '9.9.9' })
    same('the late one', await service.settleEndpoint(SPACE, late, minute(9)), false)
    same('a made up one', await service.settleEndpoint(SPACE, { ...late, token: '' }, minute(9)), false)
    same('another endpoint', await service.settleEndpoint(SPACE, { ...late, id: 'b' }, minute(9)), false)
    same('the place', (await service.endpoint(SPACE, 'a'))?.place, '1.2.3')
    same('letters', await service.letters(SPACE, { endpoint: 'a', limit: 10 }), [])
    same('who has it', await service.settleEndpoint(SPACE, settlement(claim), minute(9)), true)
    same('twice', await service.settleEndpoint(SPACE, settlement(claim), minute(9)), false)
  }),
  promised('takes every text as a text in addresses, secrets, types and errors', async ({ service }) => {
    for (const text of HOSTILE) {
      const one = endpoint(text, { url: text, secret: text, types: [text], channels: [text], lastError: text })
      await service.addEndpoint(SPACE, one)
      same(text, await service.endpoint(SPACE, text), one)
      same('changed', await service.changeEndpoint(SPACE, text, { types: [text, text] }), true)
      same('its types', (await service.endpoint(SPACE, text))?.types, [text, text])
    }
    same('one with NUL', await service.endpoint(SPACE, 'a\0b'), null)
  }),
]
