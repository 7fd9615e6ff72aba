import type { Store } from '../../ports/store.js'
import { present, same } from './check.js'
import { type ContractCase, promised } from './contract.js'
import { ANNA, BORIS, message, minute, refTo, SPACE, talk } from './conversation.js'
import { effectIds, NO_TIMERS, send, settle, taken, takeOne, withTimers } from './planned.js'

async function state(store: Store): Promise<unknown> {
  return [await store.outbox(SPACE, { limit: 100 }), await store.nextDue(SPACE), await store.health(SPACE, minute(9))]
}

/** Several nodes that take what is to be sent. */
export const OUTBOX_CLAIMS: readonly ContractCase[] = [
  promised('gives a claimed entry to nobody else until the claim ends, then as an interrupted one', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    await send(store, ANNA, 1, 'One')
    const first = await takeOne(store, 1, 500)
    same('the first attempt', [first.attempts, first.isInterrupted, first.state], [1, false, 'sending'])
    same('another claimer at once', await taken(store, 1), [])
    same('another shortly before the end', await taken(store, 499.99), [])
    const second = await takeOne(store, 500, 600)
    same('the second attempt', [second.attempts, second.isInterrupted], [2, true])
    const { isInterrupted: _, ...entry } = second
    same('as it is seen', await store.outbox(SPACE, { limit: 10 }), [entry])
    await settle(store, second, { state: 'waiting', notBefore: minute(550) })
    const third = await takeOne(store, 550)
    same('the third attempt, after one that was settled', [third.attempts, third.isInterrupted], [3, false])
  }),
  promised('changes nothing when an attempt is settled that somebody else took over', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    await send(store, ANNA, 1, 'One')
    await send(store, ANNA, 1, 'Two')
    const old = await takeOne(store, 1, 2)
    const now = await takeOne(store, 2, 60)
    const before = await state(store)
    const waiting = { state: 'waiting', notBefore: minute(3) } as const
    for (const next of [null, waiting, { state: 'failed' }, { state: 'maybe-sent' }] as const) {
      await settle(store, old, next, 'late')
      same(`after ${next?.state ?? 'success'}`, await state(store), before)
    }
    same('what can be taken', await taken(store, 9), [])
    await settle(store, now, waiting, 'down')
    const settled = await state(store)
    await settle(store, now, { state: 'failed' }, 'late')
    same('after the same attempt is settled again', await state(store), settled)
    await store.settleOutbox(SPACE, { thread: ANNA.key, effect: 'unknown', attempt: 1, next: null })
    same('after an unknown one is settled', await state(store), settled)
  }),
  promised('keeps the last error until another comes', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    await send(store, ANNA, 1, 'One')
    const at = (moment: number) => ({ state: 'waiting', notBefore: minute(moment) }) as const
    await settle(store, await takeOne(store, 1), at(2), 'down')
    await settle(store, await takeOne(store, 2), at(3))
    same('after an attempt without', (await takeOne(store, 3, 4)).lastError, 'down')
    await settle(store, await takeOne(store, 4), at(5), 'no "answer" 😀')
    same('after another', (await takeOne(store, 5)).lastError, 'no "answer" 😀')
  }),
  promised('puts what comes while the head is being sent behind it', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const one = await send(store, ANNA, 1, 'One', minute(5))
    const head = await takeOne(store, 5, 60)
    const two = await send(store, ANNA, 1, 'Two', minute(4))
    same('the line', effectIds(await store.outbox(SPACE, { limit: 10 })), [one, two])
    same('meanwhile', await taken(store, 9), [])
    await settle(store, head, { state: 'waiting', notBefore: minute(7) })
    const three = await send(store, ANNA, 1, 'Three', minute(6))
    same('while the head waits', await taken(store, 6.99), [])
    const seen: string[] = []
    for (let times = 0; times < 3; times += 1) {
      const next = await takeOne(store, 9)
      seen.push(next.effect.id)
      await settle(store, next, null)
    }
    same('the order', seen, [one, two, three])
  }),
  promised('gives many claimers at once different entries, and all of them', async (store) => {
    const sent: string[] = []
    for (let index = 1; index <= 12; index += 1) {
      const ref = refTo('tg', `c${index}`)
      await talk(store, ref, message(ref, `m${index}`))
      sent.push(await send(store, ref, index, 'Hello'))
    }
    const claims = await Promise.all(Array.from({ length: 6 }, () => taken(store, 1, 3)))
    same('at most three each', claims.filter((claim) => claim.length > 3).length, 0)
    const rest = await taken(store, 1)
    same('each once', [...effectIds([...claims.flat(), ...rest])].sort(), sent.sort())
  }),
  promised('gives many claimers at once of one thread only its head', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const [one] = [await send(store, ANNA, 1, 'One'), await send(store, ANNA, 1, 'Two')]
    const claims = await Promise.all(Array.from({ length: 6 }, () => taken(store, 9)))
    same('what was given', effectIds(claims.flat()), [one])
  }),
  promised('says as the next moment when a claimed entry may be taken again', async (store) => {
    await withTimers(store, ANNA, 'm1', NO_TIMERS)
    await withTimers(store, BORIS, 'b1', NO_TIMERS)
    await send(store, ANNA, 1, 'One')
    same('to be sent', await store.nextDue(SPACE), minute(1))
    const head = await takeOne(store, 1, 500)
    same('the end of the claim', await store.nextDue(SPACE), minute(500))
    await send(store, BORIS, 2, 'Other', minute(400))
    same('one of another thread', await store.nextDue(SPACE), minute(400))
    await settle(store, head, { state: 'waiting', notBefore: minute(30) })
    same('the next attempt', await store.nextDue(SPACE), minute(30))
    await settle(store, await takeOne(store, 30), null)
    same('after success', await store.nextDue(SPACE), minute(400))
    same('what is there', present('an entry', (await taken(store, 400))[0]).thread, BORIS.key)
  }),
]
