import type { RuleSet } from '../../src/core/rules/rule-set.js'
import { createDesk } from '../../src/desk/create-desk.js'
import type { Desk } from '../../src/desk/desk.js'
import type { DeskOptions } from '../../src/desk/options.js'
import { RefusedError } from '../../src/desk/refused-error.js'
import type { Store } from '../../src/ports/store.js'
import { type FakeChannel, fakeChannel } from '../../src/testing/fake-channel.js'
import { type ManualClock, manualClock } from '../../src/testing/manual-clock.js'
import { testStore } from '../store/sql/test-store.js'

export interface Place {
  readonly desk: Desk
  readonly store: Store
  readonly clock: ManualClock
  /** Where channel `tg` delivers to. */
  readonly telegram: FakeChannel
}

export const WORKSPACE = 'default'
/** A Monday noon. */
export const START = '2026-03-02T12:00:00.000Z'

/** A desk in memory with channels `tg` and `vk` (messengers), `endless` and `mail`, a clock that stands, and ids that count. */
export async function makeDesk(options: Partial<DeskOptions> = {}): Promise<Place> {
  const store = options.store ?? (await testStore())
  const clock = manualClock(START)
  const telegram = fakeChannel()
  const desk = await createDesk({
    store,
    clock,
    ids: counter(),
    // The longest pause between attempts to deliver, which makes it exact: 1,000 ms, 2,000 ms …
    random: () => 1,
    channels: [
      { id: 'tg', kind: 'telegram', deliver: telegram.deliver },
      { id: 'vk', kind: 'vk' },
      { id: 'endless', kind: 'telegram', endless: true },
      { id: 'mail', kind: 'email' },
    ],
    ...options,
  })
  return { desk, store, clock: options.clock === undefined ? clock : (options.clock as ManualClock), telegram }
}

export function counter(prefix = 'c'): () => string {
  let count = 0
  return () => {
    count += 1
    return `${prefix}${count}`
  }
}

/** A place with rules: the usual beginning of a test about automation. */
export function deskWith(rules: RuleSet['rules'], more: Partial<DeskOptions> & { readonly set?: RuleSet } = {}) {
  const { set, ...options } = more
  return makeDesk({ ...options, rules: { ...set, rules: rules ?? [] } })
}

/** The refusal of a command; fails when it is accepted. */
export async function refusalOf(command: Promise<unknown>): Promise<RefusedError> {
  try {
    await command
  } catch (error) {
    if (error instanceof RefusedError) return error
    throw error
  }
  throw new Error('The command was accepted')
}

/** Everything the store holds of the workspace, for "nothing changed". */
export async function contentOf(store: Store, threads: readonly string[]): Promise<string> {
  const content = await Promise.all(
    threads.map(async (key) => {
      const chain = await store.chain(WORKSPACE, key)
      const everything = { fromSeq: 0, toSeq: 1e9, chats: chain?.chats.map((chat) => chat.number) ?? [] }
      return [
        chain,
        await store.messages(WORKSPACE, key, everything),
        await store.journal(WORKSPACE, key),
        chain === null ? null : (await store.load(WORKSPACE, { ...chain, isFresh: true })).contact,
      ]
    }),
  )
  const far = '2100-01-01T00:00:00.000Z'
  const waiting = [
    await store.timers(WORKSPACE, { limit: 1000 }),
    await store.outbox(WORKSPACE, { limit: 1000 }),
    await store.health(WORKSPACE, far),
  ]
  return JSON.stringify([content, waiting])
}
