import { expect } from 'chai'
import type { Act } from '../../../playground/src/session/act.js'
import { compileRuling } from '../../../playground/src/session/compile-ruling.js'
import { rulesAt } from '../../../playground/src/session/rules-at.js'
import { deskRuling } from '../../../playground/src/session/ruling-at.js'
import { timelineAt } from '../../../playground/src/session/timeline.js'
import { lifecycleWalk } from '../../../playground/src/session/walk.js'
import { messagesAt, worldAt } from '../../../playground/src/session/world.js'
import { attachDesk } from '../../../playground/src/source/attach-desk.js'
import { DeskFault } from '../../../playground/src/source/desk-fault.js'
import type { AttachedSource, Snapshot } from '../../../playground/src/source/source.js'
import type { RuleSet } from '../../../src/core/rules/rule-set.js'
import { memoryStore } from '../../../src/store/memory/memory-store.js'
import { type ManualClock, manualClock } from '../../../src/testing/manual-clock.js'
import { keyFor, liveNode, type NodePlace } from '../../http/live-place.js'

const RULES: RuleSet = {
  name: 'greeting',
  rules: [
    { id: 'hi', on: 'chat.started', then: [{ do: 'send-message', text: 'Hello, we are here.' }] },
    {
      id: 'loud',
      on: 'message.received',
      when: { all: [{ fact: 'message', path: '$.text', operator: 'containsAnyText', value: ['!!!'] }] },
      then: [{ do: 'add-tags', tags: ['loud'] }],
    },
  ],
} as RuleSet

const OLGA = { agent: 'olga' }
const at = (minute: string) => `2026-03-02T09:${minute}:00.000Z`

describe('a running desk in the playground', () => {
  let clock: ManualClock
  let node: NodePlace
  const open: AttachedSource[] = []

  beforeEach(async () => {
    clock = manualClock(at('00'))
    const store = memoryStore()
    node = await liveNode({
      store,
      clock,
      desks: {
        hasWorker: false,
        optionsOf: () => ({
          channels: [
            { id: 'tg', kind: 'telegram', name: 'Telegram' },
            { id: 'vk', kind: 'vk', endless: true },
          ],
          rules: RULES,
        }),
      },
    })
  })
  afterEach(async () => {
    for (const source of open.splice(0)) source.close()
    await node.stop()
  })

  async function attach(key: string | null = null): Promise<AttachedSource> {
    const source = await attachDesk({ url: node.url, key, agent: 'olga' }, [{ id: 'stranger' }])
    open.push(source)
    return source
  }
  async function says(text: string, customer = 'anna', channel = 'tg'): Promise<void> {
    const id = `m${messages++}`
    const { status } = await node.call('POST', '/v1/messages', {
      channel,
      customer: { id: customer, name: customer },
      id,
      text,
    })
    expect(status).to.equal(201)
  }
  let messages = 0
  async function does(path: string, body: object = OLGA): Promise<void> {
    const { status, body: answer } = await node.call('POST', path, body)
    expect(status, JSON.stringify(answer)).to.be.lessThan(300)
  }
  async function article(): Promise<void> {
    await says('Where is my order?')
    clock.set(at('01'))
    await does('/v1/chats/1/messages', { ...OLGA, text: 'On its way.' })
    await does('/v1/chats/1/finish', { ...OLGA, status: 'pending' })
    clock.set(at('05'))
    await says('How do I return it?')
    await does('/v1/chats/1/split')
    clock.set(at('06'))
    await does('/v1/chats/2/finish', { ...OLGA, status: 'closed' })
    clock.set(at('30'))
    await says('It is me again!!!')
    await does('/v1/chats/3/merge')
  }
  async function until(source: AttachedSource, holds: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
    return new Promise((resolve) => {
      const look = () => {
        const snapshot = source.snapshot()
        if (!holds(snapshot)) return
        stop()
        resolve(snapshot)
      }
      const stop = source.subscribe(look)
      look()
    })
  }
  const states = ({ tape }: Snapshot, cursor = tape.frames.length - 1) =>
    [...worldAt(tape, cursor).chats.values()].map(({ view }) => [view.number, view.state])

  it('shows what was decided, and every moment of the past as it was then', async () => {
    await article()
    const { tape, desk } = (await attach()).snapshot()
    expect(tape.frames.map(({ type, outcome }) => [type, outcome])).to.deep.equal([
      ['customer.message', 'started'],
      ['agent.message', 'appended'],
      ['finish', 'finished'],
      ['customer.message', 'reopened'],
      ['split', 'split'],
      ['finish', 'finished'],
      ['customer.message', 'started'],
      ['merge', 'merged'],
    ])
    expect(desk).to.include({ hasEarlier: false, hasGap: false, rules: 0 })
    const snapshot = open[0]?.snapshot() as Snapshot
    expect(states(snapshot, -1)).to.deep.equal([])
    expect(states(snapshot, 0)).to.deep.equal([[1, 'active']])
    expect(states(snapshot, 2)).to.deep.equal([[1, 'finished-pending']])
    expect(states(snapshot, 3)).to.deep.equal([[1, 'awaiting-split']])
    expect(states(snapshot, 4)).to.deep.equal([
      [1, 'finished-pending'],
      [2, 'active'],
    ])
    expect(states(snapshot, 6)).to.deep.equal([
      [1, 'finished-pending'],
      [2, 'closed'],
      [3, 'active'],
    ])
    const [thread] = worldAt(tape, 4).threads
    if (thread === undefined) throw new Error('nobody has written')
    const placed = messagesAt(tape, thread, 4).map(({ message, chat }) => [message.author, chat])
    expect(placed).to.deep.equal([
      ['customer', 1],
      ['automation', 1],
      ['agent', 1],
      ['customer', 2],
    ])
    expect(messagesAt(tape, thread, 0).map(({ message }) => message.text)).to.deep.equal([
      'Where is my order?',
      'Hello, we are here.',
    ])
    expect(lifecycleWalk(tape, thread, 1, 7).map(({ to }) => to)).to.deep.equal([
      'active',
      'finished-pending',
      'awaiting-split',
      'finished-pending',
    ])
    const marks = timelineAt(tape, thread, 4).flatMap((item) => (item.kind === 'mark' ? [item.event.type] : []))
    expect(marks).to.include.members(['chat.started', 'chat.finished', 'chat.reopened', 'chat.split-off'])
    const merged = snapshot.tape.frames[7]?.state
    expect(merged?.chats.map(({ number, state }) => [number, state])).to.deep.include([3, 'merged'])
  })

  it('has the rules that decided, so that the page can judge each of them again', async () => {
    await article()
    const { tape, session } = (await attach()).snapshot()
    expect(session.rules.map(({ name }) => name)).to.deep.equal(['greeting'])
    const last = tape.frames[6]
    if (last === undefined) throw new Error('no frame')
    expect(
      last.trace?.passes.flatMap(({ verdicts }) => verdicts.map(({ rule, kind }) => [rule, kind])),
    ).to.deep.include(['loud', 'matched'])
    const ruling = deskRuling(tape, last)
    if (ruling === null) throw new Error('the rules are unknown')
    expect(compileRuling(ruling)?.byId.get('loud')?.rule.id).to.equal('loud')
    const rules = { rules: [{ id: 'bye', on: 'chat.finished', then: [{ do: 'add-tags', tags: ['done'] }] }] }
    const published = await node.call('POST', '/v1/rules/publish', { author: 'vera', sets: [rules] })
    expect(published.status).to.equal(201)
    const source = open[0] as AttachedSource
    await source.act({ type: 'finish', chat: 2, agent: 'olga', status: 'open' }, -1)
    const after = source.snapshot()
    const { frames } = after.tape
    expect(JSON.parse(rulesAt(after.session, after.tape, 6)[0]?.text ?? '').rules[0].id).to.equal('hi')
    expect(JSON.parse(rulesAt(after.session, after.tape, frames.length - 1)[0]?.text ?? '')).to.deep.equal(rules)
    expect(deskRuling(after.tape, frames.at(-1) ?? last)?.texts[0]?.text).to.contain('bye')
  })

  it('shows rules that others publish with the next sign of life, also the end of a roll-out', async () => {
    const source = await attach()
    await until(source, ({ desk }) => desk?.line === 'live')
    const named = (name: string) => ({ name, rules: [{ id: name, on: 'chat.finished', then: [] }] })
    const names = ({ session }: Snapshot) => session.rules.map(({ name }) => name).join()
    expect(names(source.snapshot())).to.equal('greeting')
    const publish = (name: string, more: object) =>
      node.call('POST', '/v1/rules/publish', { author: 'vera', sets: [named(name)], ...more })
    /** Its time goes on until it has told. */
    const beats = async (check: (snapshot: Snapshot) => boolean) => {
      while (!check(source.snapshot())) {
        clock.advance('PT15S')
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    expect((await publish('second', {})).status).to.equal(201)
    await beats((snapshot) => names(snapshot) === 'second')
    expect(source.snapshot().desk?.rules).to.equal(1)
    expect((await publish('third', { share: 10 })).status).to.equal(201)
    const step = { number: 2, share: 100, author: 'vera' }
    expect((await node.call('POST', '/v1/rules/rollout', step)).status).to.be.lessThan(300)
    await beats((snapshot) => names(snapshot) === 'third')
  })

  it('tells at once what happens there, and goes on after the line was lost', async () => {
    const source = await attach()
    await until(source, ({ desk }) => desk?.line === 'live')
    await says('Hello')
    const one = await until(source, ({ tape }) => tape.frames.length === 1)
    expect(states(one)).to.deep.equal([[1, 'active']])
    expect(worldAt(one.tape, 0).timers.map(({ kind }) => kind)).to.include('silence')
    await node.stop()
    const lost = await until(source, ({ desk }) => desk?.line === 'lost')
    expect(lost.trouble?.kind).to.equal('connection')
    expect(states(lost)).to.deep.equal([[1, 'active']])
  })

  it('does what people do, at the desk, wherever the cursor stands, once', async () => {
    const source = await attach()
    const act = async (one: Act) => {
      const index = await source.act(one, -1)
      return source.snapshot().tape.frames[index]
    }
    const first = await act({ type: 'customer', channel: 'tg', customer: 'stranger', text: 'Hi' })
    expect([first?.type, first?.outcome, first?.chat]).to.deep.equal(['customer.message', 'started', 1])
    const on = { chat: 1, agent: 'olga' }
    expect((await act({ type: 'reply', ...on, text: 'Hello' }))?.messages[0]?.agent).to.equal('olga')
    expect((await act({ type: 'note', ...on, text: 'VIP' }))?.messages[0]?.kind).to.equal('note')
    expect((await act({ type: 'postpone', ...on }))?.outcome).to.equal('postponed')
    expect((await act({ type: 'update', ...on, changes: { tags: ['vip'] } }))?.outcome).to.equal('updated')
    expect((await act({ type: 'finish', ...on, status: 'open' }))?.outcome).to.equal('finished')
    expect((await act({ type: 'presence', agent: 'ivan', is: 'online' }))?.type).to.equal('presence')
    expect(source.snapshot().session.agents).to.include({ ivan: 'online' })
    const started = await act({ type: 'start', channel: 'vk', customer: 'boris', agent: 'olga', text: 'Good day' })
    expect([started?.outcome, started?.chat]).to.deep.equal(['started', 2])
    const again = await act({ type: 'update', ...on, changes: { tags: ['vip'] } })
    expect([again?.outcome, again?.events.length]).to.deep.equal(['unchanged', 0])
  })

  it('shows what the desk refuses as a frame with its reason, and changes nothing', async () => {
    await says('Hi')
    const source = await attach()
    const index = await source.act({ type: 'split', chat: 1, agent: 'olga' }, -1)
    const { tape } = source.snapshot()
    expect([tape.frames[index]?.outcome, tape.frames[index]?.refusal?.code]).to.deep.equal([
      'refused',
      'nothing-to-split',
    ])
    expect(worldAt(tape, index).chats.get(1)?.view).to.deep.equal(worldAt(tape, index - 1).chats.get(1)?.view)
    const moved = await source.act({ type: 'until', at: at('59') }, -1)
    expect(source.snapshot().tape.frames[moved]?.refusal?.code).to.equal('failed')
    await says('There?')
    await until(source, (snapshot) => snapshot.tape.frames.length === 3)
  })

  it('shows a message as it was before it was edited or taken back', async () => {
    await says('Frist', 'anna')
    const source = await attach()
    const id = source.snapshot().tape.frames[0]?.messages[0]?.id ?? ''
    clock.set(at('01'))
    await source.act({ type: 'edit', message: id, channel: 'tg', text: 'First' }, -1)
    clock.set(at('02'))
    await source.act({ type: 'edit', message: id, channel: 'tg', text: null }, -1)
    source.close()
    const { tape } = (await attach()).snapshot()
    const shown = [0, 1, 2].map((cursor) => {
      const [thread] = worldAt(tape, cursor).threads
      const [first] = thread === undefined ? [] : messagesAt(tape, thread, cursor)
      return [first?.message.text, first?.message.edited ?? false, first?.message.deleted ?? false]
    })
    expect(shown[0]).to.deep.equal(['Frist', false, false])
    expect(shown[1]).to.deep.equal(['First', true, false])
    expect(shown[2]?.[2]).to.equal(true)
  })

  it('comes in steps back from the newest, and a cursor stays where it was', async () => {
    const { desk } = await node.desks.get('default')
    for (let day = 0; day < 7; day += 1) {
      clock.set(new Date(Date.now() - (6 - day) * 86_400_000).toISOString())
      for (let one = 0; one < 80; one += 1)
        await desk.receive({ channel: 'tg', customer: { id: `c${one % 7}` }, text: `Day ${day}, ${one}` })
    }
    const source = await attach()
    const before = source.snapshot()
    expect(before.tape.frames.length).to.be.greaterThan(299).and.lessThan(560)
    expect(before.desk?.hasEarlier).to.equal(true)
    expect(before.tape.frames.length).to.equal(new Set(before.tape.frames.map(({ act }) => act)).size)
    // Chats from before what is loaded stand in the list as they are.
    expect(worldAt(before.tape, -1).chats.size).to.equal(7)
    source.look(1)
    const looked = await until(source, ({ tape }) =>
      [...tape.tracks.values()].some(({ written }) => written[0]?.frame === -1),
    )
    const [thread] = worldAt(looked.tape, -1).threads.filter(({ chats }) => chats.some(({ number }) => number === 1))
    expect(
      thread === undefined ? [] : messagesAt(looked.tape, thread, -1).map(({ message }) => message.text),
    ).to.include('Day 0, 0')
    const newest = looked.tape.frames.at(-1)
    await source.loadEarlier()
    const after = source.snapshot()
    expect(after.tape.frames).to.have.length(560)
    expect(after.revision).to.be.greaterThan(before.revision)
    expect(after.desk?.hasEarlier).to.equal(false)
    expect(after.tape.frames.at(-1)?.act).to.equal(newest?.act)
    expect(after.tape.frames.map(({ at: one }) => one)).to.deep.equal(
      after.tape.frames.map(({ at: one }) => one).toSorted(),
    )
  })

  it('is refused with the reason: a wrong key, one that does not reach, no desk, nobody there', async () => {
    const kind = (given: Promise<unknown>) =>
      given.then(
        () => 'attached',
        (error: unknown) => (error instanceof DeskFault ? error.kind : String(error)),
      )
    const admin = await keyFor(node.store, ['admin'])
    const [agent, ingest] = await Promise.all([keyFor(node.store, ['agent']), keyFor(node.store, ['ingest'])])
    const bare = ({ headers }: { readonly headers: { readonly authorization: string } }) =>
      headers.authorization.replace('Bearer ', '')
    expect(await kind(attach())).to.equal('key')
    expect(await kind(attach('cl_0123456789abcdef_0'))).to.equal('key')
    expect(await kind(attach(bare(ingest)))).to.equal('scope')
    expect(await kind(attach(bare(admin)))).to.equal('attached')
    const source = await attach(bare(agent))
    const index = await source.act({ type: 'customer', channel: 'tg', customer: 'stranger', text: 'Hi' }, -1)
    expect(source.snapshot().tape.frames[index]?.refusal?.code).to.equal('forbidden')
    const at = (url: string) => attachDesk({ url, key: null, agent: 'olga' }, [])
    expect(await kind(at('127.0.0.1:9'))).to.equal('unreachable')
    expect(await kind(at('http://'))).to.equal('foreign')
  })
})
