import { expect } from 'chai'
import { deskWith, makeDesk, refusalOf } from './make-desk.js'

const anna = { channel: 'mail', customer: { id: 'anna@x.test' } }
const boris = { channel: 'mail', customer: { id: 'boris@x.test' } }
const ann = { agent: 'ann' }

describe('e-mail (spec 1.4)', () => {
  it('begins a new chat with a letter that answers nothing, and leaves the other correspondence live', async () => {
    const { desk } = await makeDesk()
    const one = await desk.receive({ ...anna, id: '<a@x>', text: 'Parcel?' })
    const two = await desk.receive({ ...anna, id: '<b@x>', text: 'Invoice?' })
    expect([one.outcome, one.chat.number, two.outcome, two.chat.number]).to.deep.equal(['started', 1, 'started', 2])
    expect([(await desk.chat(1)).state, two.chat.state]).to.deep.equal(['active', 'active'])
    expect(two.chat.previous, 'a correspondence is a thread of its own').to.equal(null)
  })

  it('takes an answer to its correspondence: to the customer’s letter, to ours, to the last known reference', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ ...anna, id: '<a@x>', text: 'Parcel?' })
    await desk.reply(1, { ...ann, id: '<ours@desk>', text: 'Which?' })
    await desk.receive({ ...anna, id: '<b@x>', text: 'Invoice?' })
    for (const inReplyTo of ['<a@x>', '<ours@desk>', ['<unknown@x>', '<a@x>']]) {
      const { outcome, chat } = await desk.receive({ ...anna, text: 'This one', inReplyTo })
      expect([outcome, chat.number]).to.deep.equal(['appended', 1])
    }
    expect((await desk.receive({ ...anna, text: 'Other', inReplyTo: '<unknown@x>' })).chat.number).to.equal(3)
  })

  it('takes an answer that quotes somebody else’s letter for a new correspondence', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ ...anna, id: '<a@x>', text: 'Parcel?' })
    const { outcome, chat } = await desk.receive({ ...boris, text: 'Forwarded to me', inReplyTo: '<a@x>' })
    expect([outcome, chat.number, chat.customer]).to.deep.equal(['started', 2, 'boris@x.test'])
  })

  it('stores a letter once, however often it comes, also the first of a correspondence', async () => {
    const { desk } = await makeDesk()
    for (const outcome of ['started', 'duplicate', 'duplicate']) {
      expect((await desk.receive({ ...anna, id: '<a@x>', text: 'Parcel?' })).outcome).to.equal(outcome)
    }
    expect(await desk.chats()).to.have.length(1)
  })

  it('reopens a finished correspondence and begins a new chat in a closed one', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ ...anna, id: '<a@x>', text: 'Parcel?' })
    await desk.finish(1, { ...ann, status: 'open' })
    expect((await desk.receive({ ...anna, id: '<b@x>', text: 'Hello?', inReplyTo: '<a@x>' })).outcome).to.equal(
      'reopened',
    )
    await desk.finish(1, { ...ann, status: 'closed' })
    const { chat } = await desk.receive({ ...anna, text: 'Again', inReplyTo: '<b@x>' })
    expect(chat).to.include({ number: 2, previous: 1 })
  })

  it('has no silence timer unless it is set', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ ...anna, text: 'Parcel?' })
    expect(await desk.nextDue()).to.equal(null)
    const timed = await makeDesk({ channels: [{ id: 'mail', kind: 'email', autoFinish: { after: 'P2D' } }] })
    await timed.desk.receive({ ...anna, text: 'Parcel?' })
    expect((await timed.desk.chat(1)).autoFinishAt).to.equal('2026-03-04T12:00:00.000Z')
  })

  it('counts the first on the channel per customer and mailbox, not per correspondence', async () => {
    const { desk, telegram } = await deskWith([
      { id: 'welcome', on: 'chat.started', then: [{ do: 'send-message', text: 'Welcome' }] },
    ])
    const first = await desk.receive({ ...anna, text: 'One' })
    const second = await desk.receive({ ...anna, text: 'Two' })
    const other = await desk.receive({ ...boris, text: 'One' })
    expect([first, second, other].map((one) => one.chat.isFirstOnChannel)).to.deep.equal([true, false, true])
    expect([first, second, other].map((one) => one.effects.length)).to.deep.equal([1, 0, 1])
    expect(telegram.sent).to.deep.equal([])
  })

  it('splits a live chat at a letter: the rest leaves, what stays is finished by who spoke last in it', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ ...anna, id: '<a@x>', text: 'Parcel?' })
    await desk.reply(1, { ...ann, id: '<r@desk>', text: 'Which?' })
    await desk.receive({ ...anna, id: '<b@x>', text: 'By the way: invoice?', inReplyTo: '<r@desk>' })
    await desk.note(1, { ...ann, text: 'A note' })
    const { chat } = await desk.split(1, { ...ann, from: '<b@x>' })
    expect(chat).to.include({ number: 2, state: 'active', splitFrom: 1, subject: 'By the way: invoice?' })
    expect(chat.counts).to.deep.equal({ customer: 1, agent: 0, automation: 0, notes: 1 })
    const stays = await desk.chat(1)
    expect(stays).to.include({ state: 'finished-pending', finishedBy: 'split', subject: 'Parcel?', waitingSince: null })
    expect((await desk.messages(1)).map((one) => one.id)).to.deep.equal(['<a@x>', '<r@desk>'])
    expect((await desk.merge(2, ann)).chat.state).to.equal('active')
  })

  it('splits a finished chat at a letter as well', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ ...anna, id: '<a@x>', text: 'Parcel?' })
    await desk.receive({ ...anna, id: '<b@x>', text: 'Invoice?', inReplyTo: '<a@x>' })
    await desk.finish(1, { ...ann, status: 'closed' })
    const { chat } = await desk.split(1, { ...ann, from: '<b@x>' })
    expect([chat.number, chat.state, (await desk.chat(1)).state]).to.deep.equal([2, 'active', 'closed'])
  })

  it('refuses to split at the first letter, at an unknown one, at a note, and anywhere but on e-mail', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ ...anna, id: '<a@x>', text: 'Parcel?' })
    const { events } = await desk.note(1, { ...ann, text: 'A note' })
    const [told] = events
    const note = told !== undefined && 'message' in told ? told.message : ''
    await desk.receive({ channel: 'tg', customer: { id: 'anna' }, id: 'm1', text: 'Hi' })
    const codes = await Promise.all(
      [
        desk.split(1, { ...ann, from: '<a@x>' }),
        desk.split(1, { ...ann, from: '<nobody@x>' }),
        desk.split(1, { ...ann, from: note }),
        desk.split(2, { ...ann, from: 'm1' }),
      ].map(async (command) => {
        const { code, pointer } = await refusalOf(command)
        return [code, pointer]
      }),
    )
    expect(codes).to.deep.equal([
      ['nothing-to-split', '/from'],
      ['not-found', '/from'],
      ['not-found', '/from'],
      ['invalid', '/from'],
    ])
  })

  it('keeps the letters of one provider id on two channels apart, and asks which one is meant', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ channel: 'tg', customer: { id: 'anna' }, id: '7', text: 'Hi' })
    await desk.receive({ channel: 'vk', customer: { id: 'boris' }, id: '7', text: 'Hi' })
    expect(await desk.chats()).to.have.length(2)
    expect((await refusalOf(desk.edit('7', { text: 'x' }))).code).to.equal('conflict')
    expect((await desk.edit('7', { text: 'x', channel: 'vk' })).chat.number).to.equal(2)
    expect((await desk.explain('7', { channel: 'tg' })).message.chat).to.equal(1)
  })

  it('shows agents the letter that a quotation was left out of, and its rules only what was sent along', async () => {
    const counted = '{{ message.attachments | size }} files, {{ message.attachments.0.name }}'
    const { desk } = await deskWith([
      { id: 'count', on: 'message.received', then: [{ do: 'add-note', text: counted }] },
    ])
    const original = { kind: 'file', name: 'letter.eml', providerFileId: 'k/letter', original: true } as const
    const attachments = [original, { kind: 'image', name: 'photo.png' } as const]
    await desk.receive({ ...anna, id: '<a@x>', text: 'Here', attachments })
    const [letter, note] = await desk.messages(1)
    expect(letter?.attachments).to.deep.equal(attachments)
    expect(note?.text).to.equal('1 files, photo.png')
  })
})
