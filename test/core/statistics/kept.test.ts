// What a store keeps of the facts adds up to what a fold over all journals gives, whenever it was made and whatever happened
// since: one definition, two ways to it.
import { expect } from 'chai'
import fc from 'fast-check'
import type { StatisticsRequest } from '../../../src/core/statistics/count-statistics.js'
import { GROUPINGS } from '../../../src/core/statistics/grouping.js'
import { createDesk } from '../../../src/desk/create-desk.js'
import type { Desk } from '../../../src/desk/desk.js'
import { RefusedError } from '../../../src/desk/refused-error.js'
import type { ServedStore } from '../../../src/ports/service-store.js'
import { counter, makeDesk, type Place } from '../../desk/make-desk.js'
import { CHANNELS } from '../../properties/place.js'
import { type PGlitePlace, pglitePlace } from '../../store/sql/pglite-place.js'
import { type PostgresPlace, postgresPlace } from '../../store/sql/postgres-place.js'
import { converse, steps } from './conversations.js'
import { MORE_RULES, ZONES } from './more-rules.js'

const RUNS = Number(process.env.CASELINE_RUNS ?? 30)
/** Days, and moments within them, around which something happens. */
const MOMENTS = [
  undefined,
  '2026-03-02',
  '2026-03-02T12:03:00Z',
  '2026-03-03',
  '2026-03-04T19:30:30.500Z',
  '2026-03-20',
]
/** Everything, and years that databases don't know. */
const EDGES: readonly StatisticsRequest[] = [{ compare: true }, { from: '0000-01-01', to: '9999-12-31T23:59-12:00' }]

const requests: fc.Arbitrary<StatisticsRequest> = fc
  .record(
    {
      period: fc.tuple(fc.nat(MOMENTS.length - 1), fc.nat(MOMENTS.length - 1)),
      zone: fc.constantFrom(...ZONES),
      groupBy: fc.constantFrom(...GROUPINGS),
      channel: fc.constantFrom('tg', 'mail', 'nowhere'),
      schedule: fc.constant('office'),
      compare: fc.boolean(),
    },
    { requiredKeys: ['period'] },
  )
  .map(({ period: [one, other], ...request }) => {
    const from = MOMENTS[Math.min(one, other)]
    const to = one === 0 || other === 0 ? undefined : MOMENTS[Math.max(one, other)]
    return { ...request, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  })

/** A desk on the same store, of which every thread is read. */
async function readingDesk({ service: { figures: _, ...service }, ...store }: ServedStore): Promise<Desk> {
  return createDesk({ store: { ...store, service } as ServedStore, channels: CHANNELS, rules: MORE_RULES })
}

async function checkEqual(
  store: ServedStore,
  { desk }: Pick<Place, 'desk'>,
  asked: readonly StatisticsRequest[],
): Promise<void> {
  const reading = await readingDesk(store)
  for (const request of asked)
    expect(await told(desk, request), JSON.stringify(request)).to.deep.equal(await told(reading, request))
}

/** A day of the zone may begin before a moment that looks earlier. */
async function told(desk: Desk, request: StatisticsRequest): Promise<unknown> {
  try {
    return await desk.stats(request)
  } catch (error) {
    if (error instanceof RefusedError) return error.message
    throw error
  }
}

/** Somebody asks now and then, what is old is pruned now and then. */
function meanwhile(every: number): (place: Place, index: number) => Promise<void> {
  return async ({ desk, clock }, index) => {
    if (index % every === 1) await desk.stats({ from: clock.now() })
    if (index % every === 2) await desk.stats()
    if (index % (5 * every) === 4) await desk.prune({ journalBefore: clock.now(), limit: 1 + (index % 3) })
  }
}

async function checkAll(emptyStore: () => Promise<ServedStore>, runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.array(requests, { minLength: 3, maxLength: 6 }),
      fc.nat(9),
      async (all, asked, every) => {
        const store = await emptyStore()
        const place = await converse(all, { rules: MORE_RULES, store }, meanwhile(every + 3))
        await checkEqual(store, place, [...asked, ...EDGES])
      },
    ),
    { numRuns: runs, endOnFailure: false },
  )
}

describe('statistics of what is kept', function () {
  this.timeout(60_000 + RUNS * 4_000)
  let [postgres, pglite]: [PostgresPlace | null, PGlitePlace | null] = [null, null]
  after(() => Promise.all([postgres?.drop(), pglite?.close()]))

  it('are those of all journals, on a Postgres server', async () => {
    const place = await postgresPlace()
    postgres = place
    await checkAll(() => place.emptyStore(), RUNS)
  })

  it('are those of all journals after many wrote, pruned and asked at once, on two nodes', async () => {
    const place = await postgresPlace()
    try {
      const { clock } = await makeDesk()
      const nodes = [place.node(), place.node()]
      const desks = await Promise.all(
        nodes.map((store, node) =>
          createDesk({ store, clock, ids: counter(`n${node}-`), channels: CHANNELS, rules: MORE_RULES }),
        ),
      )
      const [one, other] = [desks[0] ?? expect.fail(), desks[1] ?? expect.fail()]
      const write = async (who: number): Promise<void> => {
        const customer = { id: `c${who}` }
        for (let time = 0; time < 6; time += 1) {
          const desk = (who + time) % 2 === 0 ? one : other
          const { chat } = await desk.receive({ channel: 'tg', customer, text: 'Hi', id: `${who}-${time}` })
          await desk.reply(chat.number, { agent: 'olga', text: 'Yes?' })
          if (time % 2 === 1) await desk.finish(chat.number, { agent: 'olga', status: 'closed' })
        }
      }
      const ask = async (desk: Desk): Promise<void> => {
        for (let time = 0; time < 8; time += 1) await desk.stats({ compare: true })
      }
      const prune = async (): Promise<void> => {
        for (let time = 0; time < 8; time += 1) {
          clock.advance('PT1M')
          await one.prune({ journalBefore: clock.now(), limit: 7 })
        }
      }
      await Promise.all([
        ask(one),
        ask(other),
        ask(one),
        prune(),
        ...Array.from({ length: 20 }, (_, who) => write(who)),
      ])
      await checkEqual(nodes[0] ?? expect.fail(), { desk: other }, EDGES)
      expect((await one.stats()).total.chats.started.total).to.be.at.least(20)
    } finally {
      await place.drop()
    }
  })

  it('are those of all journals, on PGlite', async () => {
    const place = await pglitePlace()
    pglite = place
    await checkAll(() => place.emptyStore(), Math.ceil(RUNS / 6))
  })
})
