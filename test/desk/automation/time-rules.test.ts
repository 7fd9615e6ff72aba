import { expect } from 'chai'
import type { Rule, RuleSet, TimeTrigger } from '../../../src/core/rules/rule-set.js'
import { createDesk } from '../../../src/desk/create-desk.js'
import { deskWith, START } from '../make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const ann = { agent: 'ann' }

/** Leaves a note when it rings; silence is switched off, so nothing else happens. */
function remind(on: TimeTrigger | TimeTrigger[], more: Partial<Rule> = {}): Rule {
  return { id: 'remind', on, then: [{ do: 'add-note', text: 'rang' }], ...more }
}

async function place(rules: Rule[], set: RuleSet = {}) {
  const made = await deskWith(rules, {
    set,
    channels: [{ id: 'tg', kind: 'telegram', autoFinish: { after: null } }],
  })
  const rings = async (span: string): Promise<number> => {
    const before = (await made.desk.chat(1)).counts.notes
    made.clock.advance(span)
    await made.desk.runDue()
    return (await made.desk.chat(1)).counts.notes - before
  }
  return { ...made, rings }
}

describe('a time rule (spec 2.2)', () => {
  it('is armed by its event and rings when due, once', async () => {
    const { desk, rings } = await place([remind({ after: 'PT2H', since: 'message.received' })])
    await desk.receive({ ...anna, text: 'Hi' })
    expect(await desk.nextDue()).to.equal('2026-03-02T14:00:00.000Z')
    expect(await rings('PT1H59M59.999S')).to.equal(0)
    expect(await rings('PT0.001S')).to.equal(1)
    expect(await rings('P1D')).to.equal(0)
    expect(await desk.nextDue()).to.equal(null)
  })

  it('counts anew from a later event of its kind, and doesn’t write a timer for it', async () => {
    const { desk, clock, rings } = await place([remind({ after: 'PT2H', since: 'message.received' })])
    await desk.receive({ ...anna, text: 'Hi' })
    clock.advance('PT1H')
    await desk.receive({ ...anna, text: 'Hello?' })
    expect(await desk.nextDue(), 'looks at the old moment').to.equal('2026-03-02T14:00:00.000Z')
    expect(await rings('PT1H')).to.equal(0)
    expect(await desk.nextDue()).to.equal('2026-03-02T15:00:00.000Z')
    expect(await rings('PT1H')).to.equal(1)
  })

  const CALLED_OFF: readonly (readonly [TimeTrigger['since'], string, boolean])[] = [
    ['message.received', 'reply', true],
    ['message.received', 'finish', true],
    ['message.received', 'note', false],
    ['message.sent', 'receive', true],
    ['message.sent', 'reply', false],
    ['chat.started', 'reply', true],
    ['chat.started', 'receive', false],
    ['chat.started', 'finish', true],
    ['chat.finished', 'receive', true],
    ['chat.finished', 'reply', true],
    ['chat.finished', 'note', false],
  ]
  for (const [since, act, isOff] of CALLED_OFF) {
    it(`since ${since} is ${isOff ? '' : 'not '}called off by ${act}, unless told otherwise`, async () => {
      const { desk, clock, rings } = await place([remind({ after: 'PT2H', since })])
      await desk.receive({ ...anna, text: 'Hi' })
      if (since === 'message.sent') await desk.reply(1, { ...ann, text: 'Hello' })
      if (since === 'chat.finished') await desk.finish(1, { ...ann, status: 'open' })
      const acts: { readonly [name: string]: () => Promise<unknown> } = {
        reply: () => desk.reply(1, { ...ann, text: 'Yes' }),
        receive: () => desk.receive({ ...anna, text: 'Yes' }),
        finish: () => desk.finish(1, { ...ann, status: 'pending' }),
        note: () => desk.note(1, { ...ann, text: 'Note' }),
      }
      await acts[act]?.()
      clock.advance('PT1M')
      expect(await rings('PT3H')).to.equal(isOff ? 0 : 1)
    })
  }

  it('is called off by what its `unless` names, and by nothing else', async () => {
    const trigger: TimeTrigger = { after: 'PT2H', since: 'message.received', unless: ['chat.updated'] }
    const answered = await place([remind(trigger)])
    await answered.desk.receive({ ...anna, text: 'Hi' })
    await answered.desk.reply(1, { ...ann, text: 'Hello' })
    expect(await answered.rings('PT2H')).to.equal(1)
    const tagged = await place([remind(trigger)])
    await tagged.desk.receive({ ...anna, text: 'Hi' })
    await tagged.desk.update(1, { ...ann, tags: ['seen'] })
    expect(await tagged.rings('PT2H')).to.equal(0)
  })

  it('is judged again when due', async () => {
    const when = { all: [{ fact: 'chat', path: '$.assignee', operator: 'equal', value: null }] }
    const { desk, rings } = await place([remind({ after: 'PT2H', since: 'message.received' }, { when })])
    await desk.receive({ ...anna, text: 'Hi' })
    await desk.update(1, { ...ann, assignee: { agent: 'bob' } })
    expect(await rings('PT2H')).to.equal(0)
    await desk.update(1, { ...ann, assignee: null })
    await desk.receive({ ...anna, text: 'Hello?' })
    expect(await rings('PT2H')).to.equal(1)
  })

  it('may wait for several moments, each on its own', async () => {
    const { desk, rings } = await place([
      remind([
        { after: 'PT1H', since: 'message.received' },
        { after: 'PT3H', since: 'chat.started' },
      ]),
    ])
    await desk.receive({ ...anna, text: 'Hi' })
    expect([await rings('PT1H'), await rings('PT1H'), await rings('PT1H')]).to.deep.equal([1, 0, 1])
  })

  it('counts open hours only, where it names business hours', async () => {
    const schedules = { support: { zone: 'UTC', week: { 'mon-fri': ['09:00-13:00', '14:00-18:00'] } } }
    const { desk, clock, rings } = await place(
      [remind({ after: 'PT4H', since: 'message.received', businessHours: 'support' })],
      { schedules },
    )
    clock.set('2026-03-06T16:30:00Z')
    await desk.receive({ ...anna, text: 'On Friday' })
    expect(await desk.nextDue()).to.equal('2026-03-09T11:30:00.000Z')
    expect(await rings('P2D')).to.equal(0)
    clock.set('2026-03-09T11:29:59Z')
    expect(await rings('PT0S')).to.equal(0)
    expect(await rings('PT1S')).to.equal(1)
  })

  it('never rings when its hours never come', async () => {
    const schedules = { never: { zone: 'UTC', week: {} } }
    const { desk, rings } = await place(
      [remind({ after: 'PT1H', since: 'message.received', businessHours: 'never' })],
      { schedules },
    )
    await desk.receive({ ...anna, text: 'Hi' })
    expect(await desk.nextDue()).to.equal(null)
    expect(await rings('P365D')).to.equal(0)
  })

  it('that is no longer there when due does nothing and leaves no timer behind', async () => {
    const { desk, store, clock } = await place([remind({ after: 'PT2H', since: 'message.received' })])
    await desk.receive({ ...anna, text: 'Hi' })
    clock.advance('PT2H')
    const later = await createDesk({
      store,
      clock,
      channels: [{ id: 'tg', kind: 'telegram', autoFinish: { after: null } }],
    })
    const { timers } = await later.runDue()
    expect(timers).to.deep.equal([])
    expect(await later.nextDue()).to.equal(null)
    expect((await later.chat(1)).counts.notes).to.equal(0)
  })

  it('tells its conditions and templates what it counted from', async () => {
    const { desk, clock } = await place([
      remind(
        { after: 'PT2H', since: 'message.received' },
        {
          when: {
            all: [
              { fact: 'event', path: '$.type', operator: 'equal', value: 'time' },
              { fact: 'event', path: '$.anchor', operator: 'equal', value: START },
            ],
          },
          then: [{ do: 'add-note', text: 'since {{ event.anchor | date: "HH:mm" }}' }],
        },
      ),
    ])
    await desk.receive({ ...anna, text: 'Hi' })
    clock.advance('PT3H')
    await desk.runDue()
    expect((await desk.messages(1)).at(-1)?.text).to.equal('since 12:00')
  })

  it('may finish a chat', async () => {
    const { desk, clock } = await place([
      { id: 'give-up', on: { after: 'P3D', since: 'message.sent' }, then: [{ do: 'finish', status: 'pending' }] },
    ])
    await desk.receive({ ...anna, text: 'Hi' })
    await desk.reply(1, { ...ann, text: 'Which?' })
    clock.advance('P3D')
    const { timers, events } = await desk.runDue()
    expect(timers.map(({ timer }) => timer.kind)).to.deep.equal(['rule'])
    expect(events.map(({ type }) => type)).to.deep.equal(['chat.finished'])
    expect(await desk.chat(1)).to.include({ state: 'finished-pending', finishedBy: 'automation' })
  })
})
