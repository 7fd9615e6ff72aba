// Random commands on three nodes at once, round after round; whatever came of it, what must hold of every thread holds.
import { expect } from 'chai'
import fc from 'fast-check'
import type { Status } from '../../../src/core/chat/lifecycle.js'
import type { Desk } from '../../../src/desk/desk.js'
import { RefusedError } from '../../../src/desk/refused-error.js'
import { WORKSPACE } from '../../desk/make-desk.js'
import { checkThread } from '../../properties/invariants.js'
import { RULES, type StreamModel } from '../../properties/place.js'
import { type PostgresPlace, postgresPlace } from './postgres-place.js'
import { numbersOf, placeOf, type RaceNode, raceNode, upTo } from './races-nodes.js'

const RUNS = Number(process.env.CASELINE_RUNS ?? 6)
const ANN = { agent: 'ann' }
const CUSTOMERS = [
  { channel: 'tg', id: 'anna' },
  { channel: 'endless', id: 'boris' },
  { channel: 'mail', id: 'anna' },
] as const

/** One command on a node; `id` is unique. A chat that isn't there is refused, which is fine. */
type Act = (desk: Desk, id: string) => Promise<unknown>

const chat = fc.integer({ min: 1, max: 6 })
const customer = fc.constantFrom(...CUSTOMERS)
const status = fc.constantFrom<Status>('open', 'pending', 'closed')
const onChat = (act: (desk: Desk, chat: number, id: string) => Promise<unknown>): fc.Arbitrary<Act> =>
  chat.map((number) => (desk, id) => act(desk, number, id))

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: customer.map(
      (who): Act =>
        (desk, id) =>
          desk.receive({ channel: who.channel, customer: { id: who.id }, id, text: 'Hi' }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.nat({ max: 9 }).map(
      (old): Act =>
        (desk) =>
          desk.receive({ channel: 'tg', customer: { id: 'anna' }, id: `provider-${old}`, text: 'Once' }),
    ),
  },
  { weight: 2, arbitrary: onChat((desk, number, id) => desk.reply(number, { ...ANN, text: 'Yes?', id })) },
  { weight: 1, arbitrary: onChat((desk, number) => desk.note(number, { ...ANN, text: 'A note' })) },
  {
    weight: 3,
    arbitrary: fc.tuple(chat, status).map(
      ([number, to]): Act =>
        (desk) =>
          desk.finish(number, { ...ANN, status: to }),
    ),
  },
  { weight: 1, arbitrary: onChat((desk, number) => desk.split(number, ANN)) },
  { weight: 2, arbitrary: onChat((desk, number) => desk.merge(number, ANN)) },
  { weight: 2, arbitrary: onChat((desk, number) => desk.unmerge(number, ANN)) },
  { weight: 1, arbitrary: onChat((desk, number, id) => desk.update(number, { ...ANN, fields: { id } })) },
  { weight: 2, arbitrary: fc.constant<Act>((desk) => desk.runDue()) },
)
const round = fc.record({
  acts: fc.array(act, { minLength: 3, maxLength: 6 }),
  pause: fc.constantFrom('PT0S', 'PT1S', 'PT2M', 'PT5M', 'PT10M'),
})

describe('random commands on three nodes', function () {
  this.timeout(60_000 + RUNS * 3_000)
  let place: PostgresPlace
  before(async () => {
    place = await postgresPlace()
  })
  after(() => place.drop())

  it('leave one live chat a thread, its stream, the chain, the numbers and the timers in order', async () => {
    let done = 0
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 3, maxLength: 8 }), async (rounds) => {
        await place.emptyStore()
        const nodes = await Promise.all(upTo(3).map((name) => raceNode(place.url, `n${name}`, { rules: RULES })))
        const streams = new Map<string, StreamModel>()
        try {
          for (const [turn, { acts, pause }] of rounds.entries()) {
            for (const { clock } of nodes) clock.advance(pause)
            const at = nodes[0]?.clock.now() ?? ''
            const answers = await Promise.allSettled(
              acts.map((one, index) => one(nodeAt(nodes, index).desk, `said-${turn}-${index}`)),
            )
            for (const answer of answers) if (answer.status === 'rejected') checkRefused(answer.reason)
            done += answers.filter((answer) => answer.status === 'fulfilled').length
            await checkAll(at, streams)
          }
        } finally {
          await Promise.all(nodes.map((node) => node.close()))
        }
        const { all, last } = await numbersOf(place.url)
        expect(all).to.deep.equal(upTo(last || 0))
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    expect(done).to.be.greaterThan(RUNS * 5)
  })

  function nodeAt(nodes: readonly RaceNode[], index: number): RaceNode {
    const node = nodes[index % nodes.length]
    if (node === undefined) throw new Error('There are no nodes')
    return node
  }

  /** Looked at by one that remembers nothing. Streams only grow at their ends. */
  async function checkAll(at: string, streams: Map<string, StreamModel>): Promise<void> {
    const fresh = await raceNode(place.url, 'fresh', { rules: RULES })
    fresh.clock.set(at)
    try {
      for (const { thread } of await fresh.store.chats(WORKSPACE, { limit: 1000 })) {
        const stream = streams.get(thread.key) ?? { ids: [] }
        streams.set(thread.key, stream)
        await checkThread(placeOf(fresh), thread.key, stream)
      }
    } finally {
      await fresh.close()
    }
  }
})

/** By the domain, never for trouble: nodes that meet don't make each other fail. */
function checkRefused(reason: unknown): void {
  if (!(reason instanceof RefusedError)) throw reason
  expect(reason.code).to.be.oneOf([
    'not-found',
    'not-current',
    'already-finished',
    'nothing-to-split',
    'no-previous',
    'nothing-to-unmerge',
    'merged',
    'closed-not-offered',
  ])
}
