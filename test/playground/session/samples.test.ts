import { expect } from 'chai'
import { runActs } from '../../../playground/src/session/run-acts.js'
import { ARTICLE, tourSteps } from '../../../playground/src/session/samples/article.js'
import { busyActs } from '../../../playground/src/session/samples/busy.js'
import { newSession } from '../../../playground/src/session/samples/new-session.js'
import type { Sample } from '../../../playground/src/session/samples/sample.js'
import { SAMPLES } from '../../../playground/src/session/samples/samples.js'
import type { Session } from '../../../playground/src/session/session.js'
import { emptyTape, growingTape, type Tape } from '../../../playground/src/session/tape.js'
import { workflowWalk } from '../../../playground/src/session/walk.js'
import { messagesAt, worldAt } from '../../../playground/src/session/world.js'

async function run(session: Session): Promise<Tape> {
  const growing = growingTape(emptyTape(session.start))
  const { fault } = await runActs(session, { onAct: growing.add, pause: async () => {} })
  expect(fault).to.equal(null)
  return growing.tape()
}

const sample = (id: string): Sample => {
  const found = SAMPLES.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no sample ${id}`)
  return found
}

const end = (tape: Tape) => worldAt(tape, tape.frames.length - 1)
const states = (tape: Tape) => [...end(tape).chats.values()].map(({ view }) => view.state)
const refusals = (tape: Tape) => tape.frames.flatMap(({ refusal }) => (refusal === null ? [] : [refusal.code]))
const automated = (tape: Tape) =>
  end(tape).threads.flatMap((state) =>
    messagesAt(tape, state, tape.frames.length).flatMap(({ message }) =>
      message.author === 'automation' && message.kind === 'message' ? [message.rule] : [],
    ),
  )
const verdicts = (tape: Tape, rule: string) =>
  tape.frames.flatMap(({ trace }) =>
    (trace?.passes ?? []).flatMap((pass) =>
      pass.verdicts.flatMap((one) =>
        one.rule === rule ? [one.kind === 'withheld' ? `withheld: ${one.by}` : one.kind] : [],
      ),
    ),
  )

describe('the ready scenarios show what they promise', () => {
  for (const language of ['ru', 'en'] as const)
    it(`the article, in ${language}: three chats, one autoresponse, the last merged into the second`, async () => {
      const tape = await run(ARTICLE.session(language))
      expect(refusals(tape)).to.deep.equal([])
      expect(states(tape)).to.deep.equal(['finished-pending', 'active', 'merged'])
      expect(automated(tape).filter((rule) => rule === 'ask-address')).to.have.length(1)
      expect(verdicts(tape, 'ask-address').at(-1)).to.equal('withheld: not-first-chat')
      expect(tourSteps(language).flatMap((step) => step.acts)).to.deep.equal(ARTICLE.session(language).acts)
    })

  it('a workflow asks, asks again, reminds and takes the address out of a sentence', async () => {
    const tape = await run(sample('contact').session('en'))
    expect(refusals(tape)).to.deep.equal([])
    const [thread] = end(tape).threads
    expect(thread?.customer.email).to.equal('kate@example.com')
    const walk = thread === undefined ? null : workflowWalk(tape, thread, 1, tape.frames.length)
    expect(walk?.log.map(({ trace }) => trace.because.kind)).to.deep.equal(['started', 'message', 'timer', 'message'])
    expect(walk?.stands).to.equal(null)
    const early = thread === undefined ? null : workflowWalk(tape, thread, 1, walk?.log[0]?.frame ?? -1)
    expect(early).to.include({ stands: 'ask', until: '2026-03-03T08:30:00.000Z' })
    const timers = worldAt(tape, walk?.log[0]?.frame ?? -1).timers.filter(({ kind }) => kind === 'workflow')
    expect(timers).to.deep.equal([
      { chat: 1, kind: 'workflow', rule: null, workflow: 'contact', due: '2026-03-03T08:30:00.000Z' },
    ])
  })

  it('at night: told once that nobody is in, answered in the morning', async () => {
    const tape = await run(sample('night').session('ru'))
    expect(automated(tape).filter((rule) => rule === 'away')).to.have.length(1)
    expect(refusals(tape)).to.deep.equal([])
    expect(states(tape)).to.deep.equal(['finished-pending'])
  })

  it('the holiday: one word of it for eight days', async () => {
    const tape = await run(sample('holiday').session('en'))
    expect(automated(tape).filter((rule) => rule === 'away')).to.have.length(1)
  })

  it('the storm: nothing for robots, then the guard stops at five in ten minutes', async () => {
    const tape = await run(sample('storm').session('ru'))
    const seen = verdicts(tape, 'chatterbox')
    expect(seen.slice(0, 2)).to.deep.equal(['withheld: automated', 'withheld: automated'])
    expect(seen).to.include('withheld: storm')
    expect(seen.filter((one) => one === 'matched').length).to.be.lessThanOrEqual(5)
  })

  it('the endless chat: never closed, always the same', async () => {
    const tape = await run(sample('endless').session('ru'))
    expect(refusals(tape)).to.deep.equal(['closed-not-offered'])
    expect(states(tape)).to.deep.equal(['awaiting-split'])
  })

  it('the race: a millisecond before, the chat goes on; in the very moment, it is reopened', async () => {
    const tape = await run(sample('race').session('ru'))
    const outcomes = tape.frames.filter((frame) => frame.type === 'customer.message').map((frame) => frame.outcome)
    expect(outcomes).to.deep.equal(['started', 'appended', 'reopened'])
  })

  it('letters: a correspondence each, and one letter made a case of its own', async () => {
    const tape = await run(sample('letters').session('en'))
    expect(refusals(tape)).to.deep.equal([])
    expect(end(tape).threads).to.have.length(2)
    expect(end(tape).chats.get(2)?.view.splitFrom).to.equal(1)
  })

  it('the busy week: the same each time, without a refusal', async () => {
    const base = newSession('en')
    const acts = busyActs('en', 60, ['tg-support', 'vk-shop'])
    expect(busyActs('en', 60, ['tg-support', 'vk-shop'])).to.deep.equal(acts)
    const tape = await run({ ...base, start: '2026-03-02T06:00:00.000Z', acts })
    expect(refusals(tape)).to.deep.equal([])
    expect(tape.frames.length).to.be.greaterThan(100)
  })
})
