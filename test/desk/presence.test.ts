import { expect } from 'chai'
import { presenceBoard } from '../../src/desk/presence.js'
import type { ServedStore } from '../../src/ports/service-store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { deskWith, refusalOf, WORKSPACE } from './make-desk.js'
import { until } from './until.js'

const RULES = [
  {
    id: 'away',
    on: 'message.received' as const,
    when: { all: [{ fact: 'agents', path: '$.online', operator: 'equal', value: 0 }] },
    then: [{ do: 'send-message' as const, text: 'Nobody is here' }],
  },
]

describe('presence', () => {
  async function node(store: ServedStore = memoryStore(), more: Parameters<typeof deskWith>[1] = {}) {
    const { desk, clock } = await deskWith(RULES, { ...more, store })
    const errors: unknown[] = []
    const onError = (error: unknown): void => void errors.push(error)
    const board = presenceBoard({ workspace: WORKSPACE, service: store.service, clock, desk, onError })
    await board.start()
    let customers = 0
    const answers = async () => {
      customers += 1
      return (await desk.receive({ channel: 'tg', customer: { id: `c${customers}` }, text: 'Hi' })).effects.length
    }
    return { store, desk, clock, board, errors, answers }
  }

  it('of an agent counts for rules at once, until the heartbeat lapses, to the moment', async () => {
    const { board, desk, clock, answers } = await node()
    expect(await answers()).to.equal(1)
    const presence = await board.set('olga', 'online', 60_000)
    expect(presence).to.deep.equal({ agent: 'olga', status: 'online', until: '2026-03-02T12:01:00.000Z' })
    expect(desk.agents()).to.deep.equal({ online: 1, statuses: { olga: 'online' } })
    expect(await answers()).to.equal(0)
    clock.advance('PT59.999S')
    await until(() => desk.agents().online === 1)
    expect(await answers()).to.equal(0)
    clock.advance('PT0.001S')
    await until(() => desk.agents().online === 0)
    expect(await answers()).to.equal(1)
    await board.stop()
  })

  it('goes on with each heartbeat, and ends with `offline`', async () => {
    const { board, desk, clock } = await node()
    for (let beat = 0; beat < 5; beat += 1) {
      await board.set('olga', 'online', 60_000)
      clock.advance('PT40S')
      await until(() => desk.agents().online === 1)
    }
    await board.set('olga', 'offline')
    expect(desk.agents()).to.deep.equal({ online: 0, statuses: {} })
    expect(await board.agents()).to.deep.equal([])
    await board.stop()
  })

  it('is known on other nodes within two seconds, also that it ended', async () => {
    const store = memoryStore()
    const [here, there] = [await node(store), await node(store)]
    await here.board.set('olga', 'online', 60_000)
    await here.board.set('boris', 'on a break', 60_000)
    expect(there.desk.agents().online).to.equal(0)
    there.clock.advance('PT2S')
    await until(() => there.desk.agents().online === 1)
    expect(there.desk.agents().statuses).to.deep.equal({ boris: 'on a break', olga: 'online' })
    await here.board.set('olga', 'offline')
    there.clock.advance('PT2S')
    await until(() => there.desk.agents().online === 0)
    await Promise.all([here.board.stop(), there.board.stop()])
  })

  it('is known to a node that has just begun', async () => {
    const { store, board } = await node()
    await board.set('olga', 'online', 60_000)
    const late = await node(store)
    expect(await late.answers()).to.equal(0)
    await Promise.all([board.stop(), late.board.stop()])
  })

  it('that the embedder tells stays beside it', async () => {
    const { board, desk } = await node(memoryStore(), { agents: { bot: 'online' } })
    desk.setAgentStatus('carl', 'online')
    await board.set('olga', 'online')
    expect(desk.agents().online).to.equal(3)
    await board.set('carl', 'away')
    expect(desk.agents().statuses).to.deep.equal({ bot: 'online', carl: 'away', olga: 'online' })
    await board.set('carl', 'offline')
    // What the embedder said of him counts again.
    expect(desk.agents().statuses.carl).to.equal('online')
    await board.stop()
  })

  it('lapses while the store is down, and comes back with it', async () => {
    const inner = memoryStore()
    let isDown = false
    const store: ServedStore = {
      ...inner,
      service: {
        ...inner.service,
        presence: async (...asked) => {
          if (isDown) throw new Error('The store is down')
          return inner.service.presence(...asked)
        },
      },
    }
    const { board, desk, clock, errors } = await node(store)
    await board.set('olga', 'online', 60_000)
    await board.set('boris', 'online', 3_600_000)
    isDown = true
    await until(() => {
      clock.advance('PT5S')
      return desk.agents().online === 1
    })
    expect(errors).to.have.length.above(0)
    expect(clock.now() >= '2026-03-02T12:01:00.000Z').to.equal(true)
    isDown = false
    await inner.service.setPresence(WORKSPACE, { agent: 'carl', status: 'online', until: null })
    await until(() => {
      clock.advance('PT10S')
      return desk.agents().online === 2
    })
    await board.stop()
  })

  it('refuses names, statuses and times that can’t be, and changes nothing', async () => {
    const { board, desk, store, clock } = await node()
    for (const [agent, status, ttl, pointer] of [
      ['', 'online', 60_000, '/agent'],
      ['olga', '', 60_000, '/status'],
      ['olga', '   ', 60_000, '/status'],
      ['olga', 'x'.repeat(101), 60_000, '/status'],
      ['olga', 'online', 999, '/ttl'],
      ['olga', 'online', 86_400_001, '/ttl'],
      ['olga', 'online', Number.NaN, '/ttl'],
      ['olga', 'online', -1, '/ttl'],
    ] as const) {
      const refusal = await refusalOf(board.set(agent, status, ttl))
      expect([refusal.code, refusal.pointer]).to.deep.equal([status.length > 100 ? 'too-large' : 'invalid', pointer])
    }
    await board.set('__proto__', 'online')
    expect(desk.agents().online).to.equal(1)
    expect(Object.keys(desk.agents().statuses)).to.deep.equal(['__proto__'])
    expect(await store.service.presence(WORKSPACE, clock.now())).to.have.length(1)
    await board.stop()
  })
})
