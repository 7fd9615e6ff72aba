import type { Store } from '../../ports/store.js'
import { present, same } from './check.js'
import { everything } from './commits.js'
import { type ContractCase, promised } from './contract.js'
import { ANNA, BORIS, message, minute, prepare, SPACE, talk } from './conversation.js'

/** Nothing that is set aside now is still held then. */
const LATER = minute(1e6)

async function held(store: Store, now = minute(0)): Promise<number> {
  return (await store.holdNumber(SPACE, now)).number
}

/** Numbers of chats: set aside, used up, given back. */
export const NUMBERS: readonly ContractCase[] = [
  promised('gives numbers that grow by one, also to many at once', async (store) => {
    same('the first number', await held(store), 1)
    const numbers = await Promise.all(Array.from({ length: 50 }, () => held(store)))
    const inOrder = [...numbers].sort((left, right) => left - right)
    same(
      'fifty numbers at once',
      inOrder,
      Array.from({ length: 50 }, (_, index) => index + 2),
    )
  }),
  promised('sets a number aside for a while, until a moment after now', async (store) => {
    const { until, number, token } = await store.holdNumber(SPACE, minute(0))
    same('a moment after now', until > minute(0) && until === new Date(until).toISOString(), true)
    same('a number and a token', [number, typeof token], [1, 'string'])
    same('just before the end', await held(store, new Date(Date.parse(until) - 1).toISOString()), 2)
    same('at the end', await held(store, until), 1)
  }),
  promised('gives a released number out again, the lowest first', async (store) => {
    const holds = [await store.holdNumber(SPACE, minute(0)), await store.holdNumber(SPACE, minute(0))]
    const third = await store.holdNumber(SPACE, minute(0))
    await store.releaseNumbers(SPACE, [...holds].reverse())
    same('the next three', [await held(store), await held(store), await held(store)], [1, 2, 4])
    await store.releaseNumbers(SPACE, [third])
    same('the one that was still held', await held(store), 3)
    await store.releaseNumbers(SPACE, [])
    same('after releasing none', await held(store), 5)
  }),
  promised('gives expired numbers out again, the lowest first, to many at once a different one', async (store) => {
    for (let times = 0; times < 3; times += 1) await held(store)
    const numbers = await Promise.all(Array.from({ length: 5 }, () => held(store, LATER)))
    same(
      'five numbers',
      [...numbers].sort((left, right) => left - right),
      [1, 2, 3, 4, 5],
    )
  }),
  promised('doesn’t release a number that somebody else holds by now', async (store) => {
    const old = await store.holdNumber(SPACE, minute(0))
    const taken = await store.holdNumber(SPACE, LATER)
    same('the number taken over', taken.number, old.number)
    await store.releaseNumbers(SPACE, [old])
    same('the next number', await held(store, LATER), 2)
  }),
  promised('refuses a commit whose number somebody else holds by now, and writes nothing of it', async (store) => {
    const { commit } = await prepare(store, ANNA, message(ANNA, 'm1'))
    const before = await everything(store)
    const taken = await store.holdNumber(SPACE, LATER)
    same('the number taken over', taken.number, commit.hold?.number)
    same('the commit', await store.commit(SPACE, commit), 'conflict')
    same('what is stored', await everything(store), before)
    same('the thread of the number', await store.threadOfChat(SPACE, taken.number), null)
    const again = await store.commit(SPACE, { ...commit, hold: taken })
    same('the same with the number held', again, 'committed')
  }),
  promised('refuses a commit whose number was released', async (store) => {
    const { commit } = await prepare(store, ANNA, message(ANNA, 'm1'))
    await store.releaseNumbers(SPACE, [present('the hold', commit.hold)])
    same('the commit', await store.commit(SPACE, commit), 'conflict')
    same('the next number', await held(store), 1)
  }),
  promised('uses a number up by its commit, for good', async (store) => {
    const { commit } = await prepare(store, ANNA, message(ANNA, 'm1'))
    same('the commit', await store.commit(SPACE, commit), 'committed')
    await store.releaseNumbers(SPACE, [present('the hold', commit.hold)])
    same('the next numbers, long after', [await held(store, LATER), await held(store, LATER)], [2, 3])
  }),
  promised('leaves the number of a refused commit held', async (store) => {
    await talk(store, ANNA, message(ANNA, 'm1'))
    const { commit } = await prepare(store, BORIS, message(BORIS, 'm1'))
    same('a duplicate', await store.commit(SPACE, commit), 'duplicate')
    same('the next number', await held(store), 3)
    await store.releaseNumbers(SPACE, [present('the hold', commit.hold)])
    same('its number, given back', await held(store), 2)
  }),
]
