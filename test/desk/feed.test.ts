import { expect } from 'chai'
import fc from 'fast-check'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { collect, everything, feedPlace } from './feed-place.js'
import { makeDesk, WORKSPACE } from './make-desk.js'
import { until } from './until.js'

const say = (customer: string) => ({ channel: 'tg', customer: { id: customer }, text: 'Hi' })

/** Lets everything go on that waits for nothing but its turn. */
async function settled(turns = 30): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

describe('the feed', () => {
  it('tells of this node’s own commits at once, though time stands still', async () => {
    const { feed, desk } = await feedPlace()
    feed.start()
    const following = collect(feed.follow(await feed.end()))
    await settled()
    await desk.receive(say('anna'))
    await until(() => following.got.length === 1)
    expect(following.got[0]?.events.map(({ type }) => type)).to.deep.equal(['chat.started', 'message.received'])
    await desk.receive(say('boris'))
    await until(() => following.got.length === 2)
    await feed.stop()
    await following.ended
  })

  it('tells of another node’s commits within 250 ms', async () => {
    const { feed, store, clock } = await feedPlace()
    const other = await makeDesk({ store })
    feed.start()
    const following = collect(feed.follow(await feed.end()))
    await settled()
    await other.desk.receive(say('anna'))
    await settled()
    expect(following.got).to.deep.equal([])
    clock.advance('PT0.25S')
    await until(() => following.got.length === 1)
    await feed.stop()
  })

  it('asks the store nothing while nobody follows, and does not spin while somebody does', async () => {
    const { feed, desk, clock, reads } = await feedPlace()
    feed.start()
    await desk.receive(say('anna'))
    clock.advance('PT10S')
    await settled()
    expect(reads()).to.equal(0)
    const following = collect(feed.follow(await feed.end()))
    await settled()
    const before = reads()
    await settled(200)
    expect(reads()).to.equal(before)
    clock.advance('PT0.25S')
    await settled()
    expect(reads()).to.equal(before + 1)
    following.close()
    await following.ended
    const after = reads()
    clock.advance('PT10S')
    await desk.receive(say('anna'))
    await settled()
    expect(reads()).to.equal(after)
    await feed.stop()
  })

  it('reads once for all who stand at the end', async () => {
    const { feed, desk, clock, reads } = await feedPlace()
    feed.start()
    const end = await feed.end()
    const all = Array.from({ length: 50 }, () => collect(feed.follow(end)))
    await settled()
    await desk.receive(say('anna'))
    await until(() => all.every(({ got }) => got.length === 1))
    const before = reads()
    for (let round = 0; round < 10; round += 1) {
      await desk.receive(say(`c${round}`))
      clock.advance('PT1S')
      await until(() => all.every(({ got }) => got.length === round + 2))
    }
    // A look that finds something is followed by at most three that may find more.
    expect(reads() - before).to.be.at.most(50)
    await feed.stop()
  })

  it('lets a reader catch up from an older place and join the others, without a gap and without doubles', async () => {
    const { feed, desk, store } = await feedPlace()
    const start = await feed.end()
    for (let count = 0; count < 700; count += 1) await desk.receive(say(`c${count % 7}`))
    feed.start()
    const live = collect(feed.follow(await feed.end()))
    const late = collect(feed.follow(start))
    for (let count = 0; count < 50; count += 1) await desk.receive(say(`c${count % 7}`))
    await until(() => late.got.length >= 750 && live.got.length >= 50)
    expect(late.got).to.deep.equal(await everything(store, start))
    expect(live.got).to.deep.equal(late.got.slice(-50))
    await feed.stop()
  })

  it('loses nothing for a reader that was slow for longer than the feed remembers', async () => {
    const { feed, desk, store } = await feedPlace()
    const start = await feed.end()
    feed.start()
    const slow = feed.follow(start)
    const quick = collect(feed.follow(start))
    for (let count = 0; count < 600; count += 1) await desk.receive(say(`c${count % 7}`))
    await until(() => quick.got.length === 600)
    const rest = collect(slow)
    await until(() => rest.got.length === 600)
    expect(rest.got).to.deep.equal(await everything(store, start))
    await feed.stop()
  })

  it('waits out trouble of the store and loses nothing', async () => {
    const { feed, desk, clock, errors, fail, store } = await feedPlace()
    const start = await feed.end()
    feed.start()
    const following = collect(feed.follow(start))
    await settled()
    fail(5)
    await desk.receive(say('anna'))
    await desk.receive(say('boris'))
    await until(async () => {
      clock.advance('PT1S')
      await settled(2)
      return following.got.length === 2
    })
    expect(errors).to.have.length(5)
    expect(following.got).to.deep.equal(await everything(store, start))
    await feed.stop()
  })

  it('says that there is a gap when what stood behind a place was pruned', async () => {
    const { feed, desk, store, clock } = await feedPlace()
    const start = await feed.end()
    await desk.receive(say('anna'))
    await desk.receive(say('anna'))
    await store.prune(WORKSPACE, { journalBefore: '2027-01-01T00:00:00.000Z', limit: 1 })
    feed.start()
    const following = collect(feed.follow(start))
    await until(() => following.got.length === 1)
    expect(following.gaps()).to.equal(1)
    await desk.receive(say('anna'))
    clock.advance('PT1S')
    await until(() => following.got.length === 2)
    expect(following.gaps()).to.equal(1)
    await feed.stop()
  })

  it('tells of a gap at the end too, where nobody had read yet', async () => {
    const { feed, store, clock } = await feedPlace()
    const other = await makeDesk({ store })
    feed.start()
    const following = collect(feed.follow(await feed.end()))
    await settled()
    for (const customer of ['anna', 'anna', 'anna']) await other.desk.receive(say(customer))
    await store.prune(WORKSPACE, { journalBefore: '2027-01-01T00:00:00.000Z', limit: 2 })
    clock.advance('PT0.25S')
    await until(() => following.got.length === 1)
    expect(following.gaps()).to.equal(1)
    await other.desk.receive(say('anna'))
    clock.advance('PT0.25S')
    await until(() => following.got.length === 2)
    expect(following.gaps()).to.equal(1)
    await feed.stop()
  })

  it('ends one reader without ending others, and all when it is stopped', async () => {
    const { feed, desk } = await feedPlace()
    feed.start()
    const [one, other] = [collect(feed.follow(await feed.end())), collect(feed.follow(await feed.end()))]
    await settled()
    one.close()
    await one.ended
    await desk.receive(say('anna'))
    await until(() => other.got.length === 1)
    expect(one.got).to.deep.equal([])
    await feed.stop()
    await other.ended
    expect(await feed.follow(await feed.end()).read()).to.equal(null)
  })

  it('gives every reader exactly the log, whoever commits and whenever it comes and goes', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('commit' as const), node: fc.nat(1), customer: fc.nat(3) }),
      fc.record({ do: fc.constant('join' as const) }),
      fc.record({ do: fc.constant('leave' as const), reader: fc.nat(4) }),
      fc.record({ do: fc.constant('resume' as const), reader: fc.nat(4) }),
      fc.record({ do: fc.constant('fail' as const), times: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(20, 250, 1_000) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const store = memoryStore()
        const here = await feedPlace(store)
        const there = await makeDesk({ store })
        const readers: { start: string; got: string[]; now: ReturnType<typeof collect> | null }[] = []
        const seenBy = (reader: (typeof readers)[number]) => [
          ...reader.got,
          ...(reader.now?.got.map(({ place }) => place) ?? []),
        ]
        const leave = async (reader: (typeof readers)[number] | undefined) => {
          if (reader?.now == null) return
          reader.now.close()
          await reader.now.ended
          reader.got = seenBy(reader)
          reader.now = null
        }
        here.feed.start()
        for (const one of steps) {
          switch (one.do) {
            case 'commit':
              await (one.node === 0 ? here : there).desk.receive(say(`c${one.customer}`))
              break
            case 'join': {
              const start = await here.feed.end()
              readers.push({ start, got: [], now: collect(here.feed.follow(start)) })
              break
            }
            case 'leave':
              await leave(readers[one.reader])
              break
            case 'resume': {
              const reader = readers[one.reader]
              if (reader !== undefined && reader.now === null)
                reader.now = collect(here.feed.follow(reader.got.at(-1) ?? reader.start))
              break
            }
            case 'fail':
              here.fail(one.times)
              break
            case 'wait':
              here.clock.advance(`PT${one.ms / 1000}S`)
              await settled(3)
              break
            default:
              one satisfies never
          }
        }
        for (const reader of readers) reader.now ??= collect(here.feed.follow(reader.got.at(-1) ?? reader.start))
        for (const reader of readers) {
          const expected = (await everything(store, reader.start)).map(({ place }) => place)
          await until(async () => {
            here.clock.advance('PT1S')
            await settled(2)
            return seenBy(reader).length >= expected.length
          })
          expect(seenBy(reader)).to.deep.equal(expected)
        }
        await here.feed.stop()
      }),
      { numRuns: 60 },
    )
  })
})
