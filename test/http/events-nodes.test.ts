// Streams across restarts and nodes: on real databases, over real sockets.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import fc from 'fast-check'
import { parseEventId } from '../../src/desk/event-id.js'
import { liveEvents } from '../../src/desk/live-event.js'
import type { ServedStore } from '../../src/ports/service-store.js'
import { pgliteStore } from '../../src/store/sql/pglite/pglite-store.js'
import { until } from '../desk/until.js'
import { templateFile } from '../store/sql/pglite-place.js'
import { type PostgresPlace, postgresPlace } from '../store/sql/postgres-place.js'
import { type EventClient, eventClient, eventsOf } from './event-client.js'
import { liveNode, message, type NodePlace } from './live-place.js'

/** Ids of the log's events behind a position, in order. */
async function idsBehind(store: ServedStore, position: string): Promise<readonly string[]> {
  const ids: string[] = []
  let after = parseEventId(position, store.service)?.place ?? ''
  while (true) {
    const { entries, next } = await store.service.log('default', after, 1_000)
    for (const entry of entries) ids.push(...liveEvents('default', entry).map(({ id }) => id))
    if (next === after) return ids
    after = next
  }
}

/** One screen over all its connections: it comes back with the id of what it last had. */
class Screen {
  readonly ids: string[] = []
  lastId = ''
  #start = ''
  #client: EventClient | null = null

  /** Where its first connection began. */
  get start(): string {
    this.#start ||= this.#client?.got[0]?.id ?? ''
    return this.#start
  }

  connect(node: NodePlace): void {
    if (this.#client !== null) return
    this.#client = eventClient(`${node.url}/v1/events`, this.lastId === '' ? {} : { 'last-event-id': this.lastId })
  }

  isReady(): boolean {
    return this.#client === null || this.#client.got.length > 0
  }

  /** Keeps what has arrived, except the last events: they were on their way. */
  disconnect(lost = 0): void {
    if (this.#client === null) return
    const [start, got] = [this.start, this.#client.got]
    const kept = got.slice(0, Math.max(1, got.length - lost))
    this.ids.push(...kept.filter(({ type }) => type !== 'ready').map(({ id }) => id))
    this.lastId = kept.at(-1)?.id ?? (this.lastId || start)
    this.#client.close()
    this.#client = null
  }

  count(): number {
    return this.ids.length + (this.#client === null ? 0 : eventsOf(this.#client).length)
  }
}

describe('a stream that is cut off', () => {
  it('goes on in an embedded database that was closed and opened again, wherever it was cut', async function () {
    this.timeout(120_000)
    const folder = mkdtempSync(join(tmpdir(), 'caseline events '))
    const screens = [new Screen(), new Screen(), new Screen()]
    let stop = async (): Promise<void> => undefined
    try {
      for (let round = 0; round < 3; round += 1) {
        const store = await pgliteStore({ folder, template: templateFile() })
        const node = await liveNode({ store })
        stop = async () => {
          await node.stop()
          await store.close()
        }
        // While nobody listens; the first time there is nothing to come back to.
        await node.call('POST', '/v1/messages', message(`gone${round}`))
        for (const screen of screens) screen.connect(node)
        for (const screen of screens) await until(() => screen.isReady())
        for (const customer of ['here', 'here', 'there']) await node.call('POST', '/v1/messages', message(customer))
        const all = await idsBehind(store, screens[0]?.start ?? '')
        for (const screen of screens) await until(() => screen.count() >= all.length)
        // Each is cut off at another event: between two commands, and in the middle of one.
        for (const [lost, screen] of screens.entries()) screen.disconnect(round === 2 ? 0 : lost)
        if (round === 2) {
          expect(all).to.have.length.above(10)
          for (const screen of screens) expect(screen.ids).to.deep.equal(all)
        }
        await stop()
      }
    } finally {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  describe('with two nodes on one Postgres', () => {
    let place: PostgresPlace
    before(async () => {
      place = await postgresPlace(20)
    })
    after(() => place.drop())

    it('goes on at the other node, also when that one never heard of it before', async () => {
      await place.emptyStore()
      const [one, other] = [await liveNode({ store: place.node() }), await liveNode({ store: place.node() })]
      const screen = new Screen()
      screen.connect(one)
      await until(() => screen.isReady())
      await one.call('POST', '/v1/messages', message('a'))
      await until(() => screen.count() === 2)
      screen.disconnect(1)
      await one.stop()
      await other.call('POST', '/v1/messages', message('b'))
      screen.connect(other)
      await until(() => screen.count() === 4)
      screen.disconnect()
      expect(screen.ids).to.deep.equal(await idsBehind(place.node(), screen.start))
      await other.stop()
    })

    it('gets each event exactly once and in order, whoever commits at once and whenever it is cut', async function () {
      this.timeout(180_000)
      const step = fc.oneof(
        { weight: 6, arbitrary: fc.record({ do: fc.constant('say' as const), node: fc.nat(1), customer: fc.nat(5) }) },
        {
          weight: 2,
          arbitrary: fc.record({ do: fc.constant('connect' as const), screen: fc.nat(3), node: fc.nat(1) }),
        },
        { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const), screen: fc.nat(3), lost: fc.nat(3) }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
      )
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 120 }), async (steps) => {
          await place.emptyStore()
          const nodes = [await liveNode({ store: place.node() }), await liveNode({ store: place.node() })] as const
          const screens = Array.from({ length: 4 }, () => new Screen())
          try {
            // Everybody begins before anything has happened.
            for (const screen of screens) screen.connect(nodes[0])
            for (const screen of screens) await until(() => screen.isReady())
            let under: Promise<unknown>[] = []
            for (const one of steps) {
              switch (one.do) {
                case 'say':
                  under.push(nodes[one.node as 0 | 1].call('POST', '/v1/messages', message(`c${one.customer}`)))
                  break
                case 'connect':
                  screens[one.screen]?.connect(nodes[one.node as 0 | 1])
                  break
                case 'cut':
                  screens[one.screen]?.disconnect(one.lost)
                  break
                case 'settle':
                  await Promise.all(under)
                  under = []
                  break
                default:
                  one satisfies never
              }
            }
            await Promise.all(under)
            for (const screen of screens) screen.connect(nodes[1])
            for (const screen of screens) {
              await until(() => screen.isReady())
              await until(async () => screen.count() >= (await idsBehind(place.node(), screen.start)).length, 10_000)
              screen.disconnect()
              expect(screen.ids).to.deep.equal(await idsBehind(place.node(), screen.start))
            }
          } finally {
            for (const screen of screens) screen.disconnect()
            for (const node of nodes) await node.stop()
          }
        }),
        { numRuns: 8 },
      )
    })
  })
})
