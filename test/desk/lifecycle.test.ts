import { expect } from 'chai'
import type { Answer } from '../../src/desk/answer.js'
import { deskWith, makeDesk, refusalOf } from './make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const ann = { agent: 'ann' }

/** A closed chat 1 and a finished chat 2. */
async function twoChats() {
  const place = await makeDesk()
  await place.desk.receive({ ...anna, id: 'm1', text: 'First' })
  await place.desk.finish(1, { ...ann, status: 'closed' })
  await place.desk.receive({ ...anna, id: 'm2', text: 'Second' })
  return place
}

describe('the lifecycle (spec 1.2)', () => {
  it('L1: a customer message looks at the current chat only, whatever older ones are set to', async () => {
    const { desk } = await twoChats()
    await desk.finish(2, { ...ann, status: 'closed' })
    await desk.setStatus(1, { ...ann, status: 'open' })
    const { outcome, chat } = await desk.receive({ ...anna, text: 'Third' })
    expect([outcome, chat.number]).to.deep.equal(['started', 3])
    expect((await desk.chat(1)).state).to.equal('finished-open')
  })

  it('L2: an agent writes in the current chat only; details are changed on every chat', async () => {
    const { desk } = await twoChats()
    const refusal = await refusalOf(desk.reply(1, { ...ann, text: 'Hello' }))
    expect([refusal.code, refusal.number]).to.deep.equal(['not-current', 2])
    await desk.update(1, {
      ...ann,
      subject: 'A task',
      tags: ['task'],
      fields: { n: 1 },
      assignee: { agent: 'ann' },
      status: 'pending',
    })
    await desk.note(1, { ...ann, text: 'Ask the warehouse' })
    const { chat } = await desk.note(1, { ...ann, text: 'Done' })
    expect(chat).to.include({ subject: 'A task', state: 'finished-pending', subjectIsDefault: false })
    expect([chat.tags, chat.fields, chat.assignee, chat.counts.notes]).to.deep.equal([
      ['task'],
      { n: 1 },
      { agent: 'ann' },
      2,
    ])
    expect((await desk.chat(2)).counts.notes).to.equal(0)
    expect((await desk.messages(1)).map((one) => one.text)).to.deep.equal(['First', 'Ask the warehouse', 'Done'])
  })

  it('L3: automation neither counts as having spoken last nor restarts the silence', async () => {
    const { desk, clock } = await deskWith([
      { id: 'greet', on: 'chat.started', then: [{ do: 'send-message', text: 'Hello', delay: 'PT5M' }] },
    ])
    const { chat } = await desk.receive({ ...anna, text: 'Hi' })
    clock.advance('PT5M')
    await desk.runDue()
    expect((await desk.chat(1)).counts.automation).to.equal(1)
    expect((await desk.chat(1)).autoFinishAt).to.equal(chat.autoFinishAt)
    clock.advance('PT5M')
    await desk.runDue()
    expect((await desk.chat(1)).state).to.equal('finished-open')
  })

  it('L4: silence is due at ten minutes, the boundary included, and gives open or pending', async () => {
    for (const [agentSpoke, state] of [
      [false, 'finished-open'],
      [true, 'finished-pending'],
    ] as const) {
      const { desk, clock } = await makeDesk()
      await desk.receive({ ...anna, text: 'Hi' })
      if (agentSpoke) await desk.reply(1, { ...ann, text: 'Hello' })
      clock.advance('PT9M59.999S')
      await desk.runDue()
      expect((await desk.chat(1)).state).to.equal('active')
      clock.advance('PT0.001S')
      const { events } = await desk.runDue()
      expect(events.map(({ type }) => type)).to.deep.equal(['chat.finished'])
      expect(await desk.chat(1)).to.include({ state, finishedBy: 'timer', autoFinishAt: null })
    }
  })

  it('L4: the length is a setting of the channel, and null switches it off', async () => {
    const { desk, clock } = await makeDesk({
      channels: [
        { id: 'tg', kind: 'telegram', autoFinish: { after: 'PT2H' } },
        { id: 'vk', kind: 'vk', autoFinish: { after: null } },
      ],
    })
    await desk.receive({ ...anna, text: 'Hi' })
    const { chat } = await desk.receive({ ...anna, channel: 'vk', text: 'Hi' })
    expect([chat.autoFinishAt, chat.actions.includes('postpone')]).to.deep.equal([null, false])
    clock.advance('PT119M')
    await desk.runDue()
    expect((await desk.chat(1)).state).to.equal('active')
    clock.advance('P30D')
    await desk.runDue()
    expect([(await desk.chat(1)).state, (await desk.chat(2)).state]).to.deep.equal(['finished-open', 'active'])
  })

  it('L5: notes, edits and details neither reopen a chat nor restart the silence', async () => {
    const { desk, clock } = await makeDesk()
    const { chat } = await desk.receive({ ...anna, id: 'm1', text: 'Hi' })
    clock.advance('PT5M')
    const touch = async () => {
      await desk.note(1, { ...ann, text: 'A note' })
      await desk.edit('m1', { text: `Hi at ${clock.now()}` })
      await desk.update(1, { ...ann, tags: [clock.now()], subject: clock.now(), assignee: { group: clock.now() } })
      await desk.delivered('m1', 'sent')
    }
    await touch()
    expect((await desk.chat(1)).autoFinishAt).to.equal(chat.autoFinishAt)
    await desk.finish(1, { ...ann, status: 'open' })
    await touch()
    expect(await desk.chat(1)).to.include({ state: 'finished-open', activation: 1 })
  })

  it('L6: postpone moves the due moment from where it stands, and the next human message sets the full time', async () => {
    const { desk, clock } = await makeDesk()
    await desk.receive({ ...anna, text: 'Hi' })
    clock.advance('PT3M')
    expect((await desk.postpone(1, ann)).chat.autoFinishAt).to.equal('2026-03-02T12:15:00.000Z')
    expect((await desk.postpone(1)).chat.autoFinishAt).to.equal('2026-03-02T12:20:00.000Z')
    clock.advance('PT16M')
    expect((await desk.runDue()).events).to.deep.equal([
      { type: 'chat.finish-soon', chat: 1, at: '2026-03-02T12:19:00.000Z', due: '2026-03-02T12:20:00.000Z' },
    ])
    const { chat } = await desk.receive({ ...anna, text: 'Still there' })
    expect(chat.autoFinishAt).to.equal('2026-03-02T12:29:00.000Z')
  })

  it('L6: the warning goes out once for a due moment, a minute before', async () => {
    const { desk, clock } = await makeDesk()
    await desk.receive({ ...anna, text: 'Hi' })
    clock.advance('PT8M59S')
    expect((await desk.runDue()).events).to.deep.equal([])
    clock.advance('PT1S')
    expect((await desk.runDue()).events.map(({ type }) => type)).to.deep.equal(['chat.finish-soon'])
    clock.advance('PT30S')
    expect((await desk.runDue()).events).to.deep.equal([])
    expect(await desk.nextDue()).to.equal('2026-03-02T12:10:00.000Z')
  })

  it('L8: a farewell of automation belongs to the chat that it ends', async () => {
    const { desk, telegram } = await deskWith([
      { id: 'farewell', on: 'chat.finished', then: [{ do: 'send-message', text: 'Bye' }] },
    ])
    await desk.receive({ ...anna, text: 'Hi' })
    const { chat } = await desk.finish(1, { ...ann, status: 'closed' })
    expect([chat.state, chat.counts.automation]).to.deep.equal(['closed', 1])
    expect(await desk.chats()).to.have.length(1)
    await desk.runDue()
    expect(telegram.sent.map((one) => one.text)).to.deep.equal(['Bye'])
    expect((await desk.chat(1)).state).to.equal('closed')
  })

  it('L9: pending while the customer spoke last is allowed with a warning', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ ...anna, text: 'Hi' })
    expect((await desk.finish(1, { ...ann, status: 'pending' })).warnings).to.deep.equal(['customer-waiting'])
    await desk.reply(1, { ...ann, text: 'Hello' })
    expect((await desk.finish(1, { ...ann, status: 'pending' })).warnings).to.deep.equal([])
  })

  it('L10: an endless channel refuses closed and lives on as one chat', async () => {
    const { desk } = await makeDesk()
    const boris = { channel: 'endless', customer: { id: 'boris' } }
    await desk.receive({ ...boris, text: 'Hi' })
    expect((await refusalOf(desk.finish(1, { ...ann, status: 'closed' }))).code).to.equal('closed-not-offered')
    await desk.finish(1, { ...ann, status: 'open' })
    expect((await refusalOf(desk.setStatus(1, { ...ann, status: 'closed' }))).code).to.equal('closed-not-offered')
    expect((await desk.receive({ ...boris, text: 'Again' })).outcome).to.equal('reopened')
    expect(await desk.chats()).to.have.length(1)
  })

  it('L11: an agent may write first: a new chat, a finished one goes on, a live one takes it', async () => {
    const { desk } = await deskWith([
      { id: 'incoming', on: 'chat.started', then: [{ do: 'add-tags', tags: ['incoming'] }] },
      { id: 'outgoing', on: 'chat.started-by-agent', then: [{ do: 'add-tags', tags: ['outgoing'] }] },
    ])
    const start = (): Promise<Answer> => desk.start({ ...anna, ...ann, text: 'Your parcel is here' })
    const { outcome, chat } = await start()
    expect([outcome, chat.number, chat.startedBy, chat.tags]).to.deep.equal(['started', 1, 'agent', ['outgoing']])
    expect((await start()).outcome).to.equal('appended')
    await desk.finish(1, { ...ann, status: 'open' })
    const resumed = await start()
    expect([resumed.outcome, resumed.chat.state, resumed.chat.number]).to.deep.equal(['resumed', 'active', 1])
    await desk.finish(1, { ...ann, status: 'closed' })
    expect((await start()).chat.number).to.equal(2)
  })

  it('L12: a message dated before the finish is handled like any other and flagged late', async () => {
    const { desk, clock } = await makeDesk()
    await desk.receive({ ...anna, id: 'm1', text: 'Hi' })
    clock.advance('PT1M')
    await desk.finish(1, { ...ann, status: 'closed' })
    const late = await desk.receive({ ...anna, id: 'm2', text: 'Wait', sentAt: '2026-03-02T15:00:30+03:00' })
    expect([late.outcome, late.chat.number, late.chat.state]).to.deep.equal(['started', 2, 'active'])
    await desk.finish(2, { ...ann, status: 'open' })
    await desk.receive({ ...anna, id: 'm3', text: 'Now', sentAt: clock.now() })
    const flags = (await desk.messages(2)).map(({ id, late: isLate = false, sentAt }) => [id, isLate, sentAt])
    expect(flags).to.deep.equal([
      ['m2', true, '2026-03-02T12:00:30.000Z'],
      ['m3', false, '2026-03-02T12:01:00.000Z'],
    ])
  })

  it('L13: an edit or deletion changes the message where it now lives, keeps the former text and changes no state', async () => {
    const { desk, clock } = await makeDesk()
    await desk.receive({ ...anna, id: 'm1', text: 'Hi' })
    await desk.finish(1, { ...ann, status: 'open' })
    await desk.receive({ ...anna, id: 'm2', text: 'Another' })
    await desk.split(1, ann)
    clock.advance('PT1M')
    const { outcome, chat, events } = await desk.edit('m2', { text: 'Another question' })
    expect([outcome, chat.number, chat.state]).to.deep.equal(['edited', 2, 'active'])
    expect(events).to.deep.equal([{ type: 'message.edited', chat: 2, at: clock.now(), message: 'm2' }])
    expect((await desk.edit('m2', { deleted: true })).outcome).to.equal('deleted')
    expect((await desk.edit('m2', { deleted: true })).outcome).to.equal('unchanged')
    expect((await desk.messages(2))[0]).to.deep.include({
      text: '',
      edited: true,
      deleted: true,
      history: [
        { text: 'Another', until: clock.now() },
        { text: 'Another question', until: clock.now() },
      ],
    })
    expect((await desk.chat(1)).state).to.equal('finished-open')
  })

  it('L14: the subject is editable in every state and until then comes from the first customer text', async () => {
    const { desk } = await makeDesk()
    await desk.start({ ...anna, ...ann, text: 'Hello' })
    expect(await desk.chat(1)).to.include({ subject: null, subjectIsDefault: true })
    const long = `  Where \n is ${'my parcel '.repeat(20)}`
    await desk.receive({ ...anna, text: '  ' })
    const { chat } = await desk.receive({ ...anna, text: long })
    expect(chat.subject).to.equal(`Where is ${'my parcel '.repeat(20)}`.slice(0, 80).trim())
    for (const status of ['open', 'pending', 'closed'] as const) {
      if (status === 'open') await desk.finish(1, { ...ann, status })
      else await desk.setStatus(1, { ...ann, status })
      const updated = await desk.update(1, { ...ann, subject: `As ${status}` })
      expect([updated.chat.subject, updated.chat.subjectIsDefault]).to.deep.equal([`As ${status}`, false])
    }
    expect((await desk.update(1, { ...ann, subject: null })).chat.subjectIsDefault).to.equal(true)
  })

  it('gives each reopening an activation of its own, by customer and by agent', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ ...anna, text: 'Hi' })
    await desk.finish(1, { ...ann, status: 'pending' })
    const reopened = await desk.receive({ ...anna, text: 'Again' })
    expect(reopened.chat).to.include({ activation: 2, state: 'awaiting-split', newSince: 2, status: null })
    await desk.finish(1, { ...ann, status: 'closed' })
    const resumed = await desk.reply(1, { ...ann, text: 'One more thing' })
    expect(resumed.chat).to.include({ activation: 3, state: 'active', newSince: null })
    expect(resumed.outcome).to.equal('resumed')
  })

  it('keeps a chat’s version while a timer only looks or warns, so that an editor isn’t refused for it', async () => {
    const { desk, clock } = await makeDesk()
    await desk.receive({ ...anna, text: 'Hi' })
    clock.advance('PT5M')
    const { version } = (await desk.receive({ ...anna, text: 'Hello?' })).chat
    clock.advance('PT4M')
    await desk.runDue()
    clock.advance('PT5M')
    expect((await desk.runDue()).events.map(({ type }) => type)).to.deep.equal(['chat.finish-soon'])
    expect((await desk.chat(1)).version).to.equal(version)
    const { chat } = await desk.update(1, { ...ann, subject: 'Parcel', ifVersion: version })
    expect(chat.version).to.be.greaterThan(version)
    expect((await refusalOf(desk.update(1, { ...ann, subject: 'x', ifVersion: version }))).code).to.equal('conflict')
  })
})
