import { expect } from 'chai'
import type { Act } from '../../../playground/src/session/act.js'
import { digestOf } from '../../../playground/src/session/digest.js'
import type { ThreadState } from '../../../playground/src/session/frame.js'
import { newSession } from '../../../playground/src/session/samples/new-session.js'
import type { Session } from '../../../playground/src/session/session.js'
import { type Tape, timeAt } from '../../../playground/src/session/tape.js'
import { timelineAt } from '../../../playground/src/session/timeline.js'
import { messagesAt, worldAt } from '../../../playground/src/session/world.js'
import { sessionSource } from '../../../playground/src/source/session-source.js'

const says = (text: string): Act => ({ type: 'customer', channel: 'tg-support', customer: 'anna', text })
const until = (at: string): Act => ({ type: 'until', at: `2026-03-03T${at}:00.000Z` })
const finish = (chat: number, status: 'open' | 'pending' | 'closed'): Act => ({
  type: 'finish',
  chat,
  agent: 'olga',
  status,
})

const NEW_SESSION = newSession('ru')
const BARE: Session = { ...NEW_SESSION, rules: [] }

const ARTICLE: readonly Act[] = [
  says('Здравствуйте! Где мой заказ?'),
  { type: 'reply', chat: 1, agent: 'olga', text: 'Уже едет к вам.' },
  finish(1, 'pending'),
  until('08:00'),
  says('Ещё вопрос: как вернуть товар?'),
  { type: 'split', chat: 1, agent: 'olga' },
  finish(2, 'closed'),
  until('09:00'),
  says('Это снова я'),
  { type: 'merge', chat: 3, agent: 'olga' },
]

function open(session: Session = NEW_SESSION) {
  let time = 0
  return sessionSource({ session, breathe: async () => {}, now: () => time++ })
}

function onlyThread(tape: Tape, cursor: number): ThreadState {
  const [thread] = worldAt(tape, cursor).threads
  if (thread === undefined) throw new Error('nobody has written')
  return thread
}

async function played(acts: readonly Act[], session: Session = NEW_SESSION) {
  const source = open(session)
  for (const act of acts) await source.act(act, Number.POSITIVE_INFINITY)
  return source
}

describe('a session in the page', () => {
  it('plays the article: first contact, finish, reopening, split, closing, new chat, merge', async () => {
    const source = await played(ARTICLE)
    const { tape } = source.snapshot()
    const refused = tape.frames.filter((frame) => frame.refusal !== null)
    expect(refused).to.deep.equal([])
    const { chats } = worldAt(tape, tape.frames.length - 1)
    expect([...chats.values()].map(({ view }) => view.state)).to.deep.equal(['finished-pending', 'active', 'merged'])
    const first = tape.frames[0]
    expect(first?.outcome).to.equal('started')
    expect(first?.messages.map((message) => message.author)).to.deep.equal(['customer', 'automation'])
    expect(first?.trace?.counts.matched).to.be.greaterThan(0)
  })

  it('shows every moment of the past as it was then', async () => {
    const source = await played(ARTICLE)
    const { tape } = source.snapshot()
    const stateOf = (cursor: number) => worldAt(tape, cursor).chats.get(1)?.view.state
    const split = tape.frames.findIndex((frame) => frame.type === 'split')
    expect(stateOf(-1)).to.equal(undefined)
    expect(stateOf(0)).to.equal('active')
    expect(stateOf(split - 1)).to.equal('awaiting-split')
    expect(stateOf(split)).to.equal('finished-pending')
    const thread = onlyThread(tape, split)
    expect(messagesAt(tape, thread, split).map(({ chat }) => chat)).to.deep.equal([1, 1, 1, 1, 2])
    const before = messagesAt(tape, onlyThread(tape, split - 1), split - 1)
    expect(before.map(({ chat }) => chat)).to.deep.equal([1, 1, 1, 1, 1])
    expect(timeAt(tape, split)).to.equal('2026-03-03T08:00:00.000Z')
    const marks = timelineAt(tape, thread, split).flatMap((item) => (item.kind === 'mark' ? [item.event.type] : []))
    expect(marks).to.include.members(['chat.started', 'chat.finished', 'chat.reopened', 'chat.split-off'])
  })

  it('ends the same when it is played again, whole', async () => {
    const one = await played(ARTICLE)
    const again = open(one.snapshot().session)
    await again.change(one.snapshot().session)
    expect(again.snapshot().tape.frames).to.have.length(one.snapshot().tape.frames.length)
    expect(digestOf(again.snapshot().tape)).to.equal(digestOf(one.snapshot().tape))
    await again.act(says('ещё'), Number.POSITIVE_INFINITY)
    expect(digestOf(again.snapshot().tape)).to.not.equal(digestOf(one.snapshot().tape))
  })

  it('branches from the past, and undo brings back what was dropped', async () => {
    const source = await played(ARTICLE)
    const before = digestOf(source.snapshot().tape)
    const { revision, tape } = source.snapshot()
    const finished = tape.frames.findIndex((frame) => frame.type === 'finish')
    await source.act({ type: 'reply', chat: 1, agent: 'ivan', text: 'Одну минуту' }, finished)
    const branch = source.snapshot()
    expect(branch.revision).to.be.greaterThan(revision)
    expect(branch.session.acts).to.have.length(4)
    expect(branch.tape.frames.at(-1)?.outcome).to.equal('resumed')
    expect(branch.tape.frames.slice(0, finished + 1)).to.deep.equal(tape.frames.slice(0, finished + 1))
    await source.undo()
    expect(digestOf(source.snapshot().tape)).to.equal(before)
    await source.redo()
    expect(source.snapshot().session.acts).to.have.length(4)
    expect(source.snapshot().tape.frames.at(-1)?.outcome).to.equal('resumed')
  })

  it('lets silence finish the chat at its own moment while time passes', async () => {
    const source = await played([says('Алло?'), until('08:00')], BARE)
    const { tape } = source.snapshot()
    expect(tape.frames.map(({ type, at }) => [type, at.slice(11, 16)])).to.deep.equal([
      ['customer.message', '07:30'],
      ['timer', '07:39'],
      ['timer', '07:40'],
      ['clock', '08:00'],
    ])
    expect(worldAt(tape, 1).timers.map(({ kind, due }) => [kind, due.slice(11, 16)])).to.deep.equal([
      ['silence', '07:40'],
    ])
    expect(worldAt(tape, 2).chats.get(1)?.view.state).to.equal('finished-open')
  })

  it('one wait after another is one act', async () => {
    const source = await played([says('Алло?'), until('07:31'), until('07:32'), until('07:33')])
    const { session, tape } = source.snapshot()
    expect(session.acts).to.have.length(2)
    expect(tape.frames).to.have.length(2)
    expect(timeAt(tape, 1)).to.equal('2026-03-03T07:33:00.000Z')
    await source.act(says('Ау'), Number.POSITIVE_INFINITY)
    expect(source.snapshot().tape.frames.at(-1)?.outcome).to.equal('appended')
  })

  it('a branch out of the middle of a wait begins at that moment', async () => {
    const source = await played([says('Алло?'), until('08:00')], BARE)
    await source.act({ type: 'postpone', chat: 1, agent: 'olga' }, 1)
    const { tape, session } = source.snapshot()
    expect(session.acts[1]).to.deep.equal(until('07:39'))
    expect(tape.frames.at(-1)?.refusal).to.equal(null)
    expect(worldAt(tape, tape.frames.length - 1).chats.get(1)?.view.autoFinishAt).to.equal('2026-03-03T07:45:00.000Z')
  })

  it("what is refused is a frame with the engine's reason, and changes nothing", async () => {
    const source = await played([says('Алло?'), { type: 'split', chat: 1, agent: 'olga' }])
    const { tape } = source.snapshot()
    expect(tape.frames[1]?.refusal?.code).to.equal('nothing-to-split')
    expect(worldAt(tape, 1).chats.get(1)?.view).to.deep.equal(worldAt(tape, 0).chats.get(1)?.view)
  })

  it('other rules run the whole session again, faulty ones are reported with every finding', async () => {
    const source = await played(ARTICLE)
    const { session } = source.snapshot()
    await source.change({ ...session, rules: [] })
    const { tape, trouble } = source.snapshot()
    expect(trouble).to.equal(null)
    expect(tape.frames[0]?.messages.map((message) => message.author)).to.deep.equal(['customer'])
    await source.change({ ...session, rules: [{ name: 'bad.json', text: '{ "rules": [ { "id": "a" } ] }' }] })
    const found = source.snapshot().trouble
    expect(found?.kind).to.equal('rules')
    expect(found?.kind === 'rules' ? found.diagnostics.map(({ code }) => code) : []).to.include('missing-property')
  })

  it('a rule that is switched off answers no more from there on', async () => {
    const source = await played([{ type: 'switch-rule', rule: 'ask-address', isOn: false }, says('Алло?')])
    const { tape } = source.snapshot()
    expect(tape.frames.map(({ type, outcome }) => [type, outcome])).to.deep.equal([
      ['rules', 'done'],
      ['customer.message', 'started'],
    ])
    expect(tape.frames[1]?.messages).to.have.length(1)
    expect(tape.frames[1]?.trace?.counts.disabled).to.equal(1)
  })
})
