import type { ClaimedRequest, RequestClaim, ServedStore } from '../../../ports/service-store.js'
import { present, same } from '../check.js'
import { type ContractCase, promised } from '../contract.js'
import { ANNA, ann, message, minute, SPACE, say, talk } from '../conversation.js'
import { HOSTILE } from './hostile.js'

/** Of key `k` at a minute, held for one, forgotten after a hundred. */
function claim(at: number, more: Partial<RequestClaim> = {}): RequestClaim {
  const moments = { now: minute(at), until: minute(at + 1), expires: minute(at + 100) }
  return { key: 'k', fingerprint: 'f', command: 'c', ...moments, ...more }
}

const answer = { status: 201, body: '{"number":1}' }

/** Requests that come twice. */
export const REQUESTS: readonly ContractCase<ServedStore>[] = [
  promised('gives a request to the first, and what was answered to all who come after', async ({ service }) => {
    same('the first', await service.claimRequest(SPACE, claim(0)), { state: 'new' })
    same('meanwhile', await service.claimRequest(SPACE, claim(0)), { state: 'busy' })
    same('another request', await service.claimRequest(SPACE, claim(0, { fingerprint: 'g' })), { state: 'mismatch' })
    await service.settleRequest(SPACE, 'k', answer)
    for (const at of [0, 5, 99])
      same('later', await service.claimRequest(SPACE, claim(at)), { state: 'answered', answer })
    same('another later', await service.claimRequest(SPACE, claim(5, { fingerprint: 'g' })), { state: 'mismatch' })
    same('another key', await service.claimRequest(SPACE, claim(0, { key: 'l' })), { state: 'new' })
  }),
  promised('gives a request to exactly one of those who come at once', async ({ service }) => {
    for (let round = 0; round < 5; round += 1) {
      const key = `k${round}`
      const claims = Array.from({ length: 20 }, () => service.claimRequest(SPACE, claim(0, { key })))
      const states = (await Promise.all(claims)).map(({ state }) => state)
      same('how many got it', states.filter((state) => state === 'new').length, 1)
      same('the others', states.filter((state) => state === 'busy').length, 19)
    }
  }),
  promised('tells who takes over a request that was begun which command it made', async ({ service }) => {
    await service.claimRequest(SPACE, claim(0, { command: 'first' }))
    same('at its end', await service.claimRequest(SPACE, claim(1, { command: 'second', fingerprint: 'g' })), {
      state: 'mismatch',
    })
    const interrupted: ClaimedRequest = { state: 'interrupted', command: 'first' }
    const claims = Array.from({ length: 10 }, () => service.claimRequest(SPACE, claim(1, { command: 'second' })))
    const found = await Promise.all(claims)
    same(
      'who took over',
      found.filter(({ state }) => state === 'interrupted'),
      [interrupted],
    )
    same('the others', found.filter(({ state }) => state === 'busy').length, 9)
    same('once more', await service.claimRequest(SPACE, claim(2, { command: 'third' })), interrupted)
    await service.settleRequest(SPACE, 'k', answer)
    same('answered', await service.claimRequest(SPACE, claim(3)), { state: 'answered', answer })
  }),
  promised('keeps the first answer', async ({ service }) => {
    await service.claimRequest(SPACE, claim(0))
    await service.settleRequest(SPACE, 'k', answer)
    await service.settleRequest(SPACE, 'k', { status: 500, body: '{}' })
    await service.dropRequest(SPACE, 'k')
    same('answered', await service.claimRequest(SPACE, claim(1)), { state: 'answered', answer })
    await service.settleRequest(SPACE, 'unknown', answer)
    same('never claimed', await service.claimRequest(SPACE, claim(1, { key: 'unknown' })), { state: 'new' })
  }),
  promised('gives a request anew that was dropped or has expired', async ({ service }) => {
    await service.claimRequest(SPACE, claim(0))
    await service.dropRequest(SPACE, 'k')
    same('dropped', await service.claimRequest(SPACE, claim(0, { fingerprint: 'g' })), { state: 'new' })
    await service.settleRequest(SPACE, 'k', answer)
    const anew = claim(100, { fingerprint: 'h', command: 'other' })
    same('expired', await service.claimRequest(SPACE, anew), { state: 'new' })
    same('as new', await service.claimRequest(SPACE, anew), { state: 'busy' })
    const later = await service.claimRequest(SPACE, { ...anew, now: minute(101), until: minute(102) })
    same('its command', later, { state: 'interrupted', command: 'other' })
  }),
  promised('forgets what has expired, batch by batch, and nothing else', async ({ service }) => {
    for (const [index, at] of [0, 0, 0, 5].entries()) await service.claimRequest(SPACE, claim(at, { key: `k${index}` }))
    await service.settleRequest(SPACE, 'k1', answer)
    same('too early', await service.pruneRequests(SPACE, minute(99), 10), 0)
    same('the first two', await service.pruneRequests(SPACE, minute(100), 2), 2)
    same('the rest', await service.pruneRequests(SPACE, minute(100), 2), 1)
    same('no more', await service.pruneRequests(SPACE, minute(100), 2), 0)
    const kept = await service.claimRequest(SPACE, claim(5, { key: 'k3' }))
    same('the one that stays', kept, { state: 'busy' })
  }),
  promised('takes every text as a text, and long ones, in keys and answers', async ({ service }) => {
    const bodies = [...HOSTILE, JSON.stringify({ text: 'x'.repeat(1_000_000) }), '"\\u0000"', '']
    for (const [index, body] of bodies.entries()) {
      const key = HOSTILE[index] ?? `k${index}`
      const asked = claim(0, { key, fingerprint: body.slice(0, 100), command: body.slice(0, 100) })
      same('claimed', await service.claimRequest(SPACE, asked), { state: 'new' })
      await service.settleRequest(SPACE, key, { status: 200, body })
      same('answered', await service.claimRequest(SPACE, asked), { state: 'answered', answer: { status: 200, body } })
    }
  }),
  promised('finds the journal’s entry of a command on its thread', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'), { type: 'note', chat: 1, ...ann, text: 'A note', attachments: [] })
    await say(store, ANNA, message(ANNA, 'm2'), minute(2))
    const journal = await store.journal(SPACE, ANNA.key)
    for (const entry of journal) {
      const found = await store.service.journalOfCommand(SPACE, ANNA.key, entry.command.id)
      same(entry.outcome, found, entry)
    }
    const id = present('a command', journal[0]).command.id
    same('on another thread', await store.service.journalOfCommand(SPACE, 'tg:boris', id), null)
    same('half of an id', await store.service.journalOfCommand(SPACE, ANNA.key, id.slice(0, -1)), null)
    for (const text of HOSTILE) same(text, await store.service.journalOfCommand(SPACE, ANNA.key, text), null)
  }),
]
