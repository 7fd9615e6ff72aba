import { expect } from 'chai'
import { deskWith, makeDesk, refusalOf } from './make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const ann = { agent: 'ann' }

/** Chat 1 finished open by ann at 12:01, reopened at 12:05 with an answer and a note. */
async function reopened() {
  const place = await makeDesk()
  const { desk, clock } = place
  await desk.receive({ ...anna, id: 'm1', text: 'Parcel?' })
  clock.advance('PT1M')
  await desk.finish(1, { ...ann, status: 'open' })
  clock.advance('PT4M')
  await desk.receive({ ...anna, id: 'm2', text: 'Invoice?', attachments: [{ kind: 'image', url: 'https://x.test/1' }] })
  clock.advance('PT1M')
  await desk.reply(1, { ...ann, id: 'm3', text: 'Which?' })
  await desk.note(1, { ...ann, text: 'A note' })
  return place
}

/** Chat 1 closed, chat 2 live, each with a message. */
async function twoChats() {
  const place = await makeDesk()
  await place.desk.receive({ ...anna, id: 'm1', text: 'Parcel?' })
  await place.desk.finish(1, { ...ann, status: 'closed' })
  await place.desk.receive({ ...anna, id: 'm2', text: 'Invoice?' })
  return place
}

describe('split, merge, chain (spec 1.3)', () => {
  it('S1: a split takes everything since the reopening and puts the old chat back as it was', async () => {
    const { desk, clock } = await reopened()
    const before = await desk.messages(1)
    clock.advance('PT2M')
    const { outcome, chat } = await desk.split(1, ann)
    expect(outcome).to.equal('split')
    expect(chat).to.include({
      number: 2,
      state: 'active',
      splitFrom: 1,
      activation: 1,
      startedBy: 'split',
      previous: 1,
    })
    expect(chat.autoFinishAt, 'silence counts from the last human message').to.equal('2026-03-02T12:16:00.000Z')
    expect(chat.counts).to.deep.equal({ customer: 1, agent: 1, automation: 0, notes: 1 })
    expect(chat.subject).to.equal('Invoice?')
    const old = await desk.chat(1)
    expect(old).to.include({
      state: 'finished-open',
      finishedAt: '2026-03-02T12:01:00.000Z',
      finishedBy: 'agent',
      activation: 1,
      newSince: null,
      next: 2,
    })
    const moved = before.slice(1).map((one) => ({ ...one, chat: 2 }))
    expect(await desk.messages(2)).to.deep.equal(moved)
    expect(await desk.messages(1)).to.deep.equal(before.slice(0, 1))
  })

  it('S1: a split is offered from the reopening until the chat is finished, by hand or by the timer', async () => {
    const byHand = await reopened()
    expect((await byHand.desk.chat(1)).actions).to.include('split')
    await byHand.desk.finish(1, { ...ann, status: 'open' })
    const byTimer = await reopened()
    byTimer.clock.advance('PT1H')
    await byTimer.desk.runDue()
    for (const { desk } of [byHand, byTimer]) {
      expect((await desk.chat(1)).actions).not.to.include('split')
      expect((await refusalOf(desk.split(1, ann))).code).to.equal('nothing-to-split')
    }
  })

  it('S2: a split-born chat is not the first on the channel and fires chat.split-off only', async () => {
    const { desk } = await deskWith([
      { id: 'started', on: 'chat.started', then: [{ do: 'add-tags', tags: ['started'] }] },
      { id: 'born', on: 'chat.split-off', then: [{ do: 'add-tags', tags: ['born'] }] },
    ])
    await desk.receive({ ...anna, text: 'Parcel?' })
    await desk.finish(1, { ...ann, status: 'open' })
    await desk.receive({ ...anna, text: 'Invoice?' })
    const { chat, events } = await desk.split(1, ann)
    expect(chat.isFirstOnChannel).to.equal(false)
    expect(chat.tags).to.deep.equal(['born'])
    expect(events.map(({ type }) => type)).to.deep.equal(['chat.split-off', 'chat.updated'])
  })

  it('S3: a merge gives the stream, the state, the tags and the subject to the chat before', async () => {
    const { desk } = await twoChats()
    await desk.update(1, { ...ann, tags: ['a', 'b'] })
    await desk.update(2, { ...ann, tags: ['b', 'c'], subject: 'Invoice 7' })
    await desk.note(2, { ...ann, text: 'A note' })
    const { outcome, chat } = await desk.merge(2, ann)
    expect(outcome).to.equal('merged')
    expect(chat).to.include({ number: 1, state: 'active', subject: 'Invoice 7', next: null })
    expect(chat.tags).to.deep.equal(['a', 'b', 'c'])
    expect((await desk.messages(1)).map((one) => one.text)).to.deep.equal(['Parcel?', 'Invoice?', 'A note'])
    expect(await desk.chat(2)).to.deep.include({ state: 'merged', mergedInto: 1, actions: [], status: null })
    expect((await desk.receive({ ...anna, text: 'More' })).chat.number).to.equal(1)
  })

  it('S3: the survivor keeps its own subject, and takes over a finished state as it is', async () => {
    const { desk } = await twoChats()
    await desk.update(1, { ...ann, subject: 'Parcel 1' })
    await desk.update(2, { ...ann, subject: 'Invoice 7' })
    await desk.finish(2, { ...ann, status: 'pending' })
    const { chat } = await desk.merge(2, ann)
    expect(chat).to.include({ state: 'finished-pending', subject: 'Parcel 1', finishedBy: 'agent' })
  })

  it('S3: messages by the merged number lead to the survivor', async () => {
    const { desk } = await twoChats()
    await desk.merge(2, ann)
    expect(await desk.messages(2)).to.deep.equal(await desk.messages(1))
  })

  it('S3: a merge is refused without a previous chat, on an older chat, on a merged one', async () => {
    const { desk } = await twoChats()
    expect((await refusalOf(desk.merge(1, ann))).code).to.equal('not-current')
    await desk.merge(2, ann)
    const merged = await refusalOf(desk.merge(2, ann))
    expect([merged.code, merged.number]).to.deep.equal(['merged', 1])
    expect((await refusalOf(desk.merge(1, ann))).code).to.equal('no-previous')
  })

  it('S4: split then merge gives back awaiting-split with the same new messages', async () => {
    const { desk } = await reopened()
    const before = await desk.chat(1)
    const messages = await desk.messages(1)
    await desk.split(1, ann)
    const { chat } = await desk.merge(2, ann)
    expect({ ...chat, version: 0, actions: [] }).to.deep.equal({ ...before, version: 0, actions: [] })
    expect(chat).to.include({ state: 'awaiting-split', newSince: 2 })
    expect(chat.actions).to.deep.equal([...before.actions.slice(0, -3), 'unmerge', ...before.actions.slice(-3)])
    expect(await desk.messages(1)).to.deep.equal(messages)
    expect((await desk.split(1, ann)).chat).to.include({ number: 3, subject: 'Invoice?' })
  })

  it('S5: unmerge gives the tombstone its own and all that came since, in the present state of the survivor', async () => {
    const { desk } = await twoChats()
    const [first, second] = [await desk.chat(1), await desk.chat(2)]
    await desk.merge(2, ann)
    await desk.reply(1, { ...ann, id: 'm3', text: 'Since' })
    await desk.finish(1, { ...ann, status: 'pending' })
    const { outcome, chat } = await desk.unmerge(1, ann)
    expect([outcome, chat.number, chat.state]).to.deep.equal(['unmerged', 2, 'finished-pending'])
    expect((await desk.messages(2)).map((one) => one.id)).to.deep.equal(['m2', 'm3'])
    expect({ ...(await desk.chat(1)), version: 0 }).to.deep.equal({ ...first, version: 0 })
    expect(chat.activation).to.equal(second.activation)
  })

  it('S5: merge then unmerge is the identity, also of two merges', async () => {
    const { desk } = await twoChats()
    await desk.finish(2, { ...ann, status: 'closed' })
    await desk.receive({ ...anna, text: 'Third' })
    const look = async () => (await desk.thread(1)).chats.map((chat) => ({ ...chat, version: 0 }))
    const before = await look()
    await desk.merge(3, ann)
    const between = await look()
    await desk.merge(2, ann)
    await desk.unmerge(1, ann)
    expect(await look()).to.deep.equal(between)
    await desk.unmerge(2, ann)
    expect(await look()).to.deep.equal(before)
    expect((await refusalOf(desk.unmerge(3, ann))).code).to.equal('nothing-to-unmerge')
  })

  it('S5: an unmerge is refused when the survivor is no longer current', async () => {
    const { desk } = await twoChats()
    await desk.merge(2, ann)
    await desk.finish(1, { ...ann, status: 'closed' })
    await desk.receive({ ...anna, text: 'New' })
    const refusal = await refusalOf(desk.unmerge(1, ann))
    expect([refusal.code, refusal.number]).to.deep.equal(['not-current', 3])
  })

  it('S6: the chain skips tombstones and knows nothing of other channels and customers', async () => {
    const { desk } = await twoChats()
    await desk.receive({ channel: 'vk', customer: { id: 'anna' }, text: 'Other channel' })
    await desk.receive({ channel: 'tg', customer: { id: 'boris' }, text: 'Other customer' })
    await desk.finish(2, { ...ann, status: 'closed' })
    await desk.receive({ ...anna, text: 'Third' })
    await desk.finish(5, { ...ann, status: 'closed' })
    await desk.receive({ ...anna, text: 'Fourth' })
    await desk.merge(6, ann)
    expect(await desk.chat(5)).to.include({ previous: 2, next: null })
    await desk.finish(5, { ...ann, status: 'closed' })
    await desk.receive({ ...anna, text: 'Fifth' })
    expect(await desk.chat(7)).to.include({ previous: 5, next: null })
    expect(await desk.chat(5)).to.include({ previous: 2, next: 7 })
    expect(await desk.chat(3)).to.include({ previous: null, next: null })
    expect(await desk.chat(4)).to.include({ previous: null, next: null })
  })

  it('S6: show-previous puts the previous chat in line before, marked, page by page', async () => {
    const { desk } = await twoChats()
    await desk.receive({ ...anna, id: 'm3', text: 'Hello?' })
    const all = await desk.messages(2, { previous: true })
    expect(all.map(({ id, chat, previous = false }) => [id, chat, previous])).to.deep.equal([
      ['m1', 1, true],
      ['m2', 2, false],
      ['m3', 2, false],
    ])
    const page = await desk.messages(2, { previous: true, limit: 2 })
    expect(page.map((one) => one.id)).to.deep.equal(['m2', 'm3'])
    const before = await desk.messages(2, { previous: true, limit: 2, before: page[0]?.seq ?? 0 })
    expect(before.map((one) => one.id)).to.deep.equal(['m1'])
  })

  it('S7: messages and their order are the same whatever is split and merged', async () => {
    const { desk } = await reopened()
    const ids = (await desk.messages(1)).map((one) => one.id)
    const inLine = async () => {
      const { chats } = await desk.thread(1)
      const alive = chats.filter((chat) => chat.state !== 'merged')
      return (await Promise.all(alive.map((chat) => desk.messages(chat.number)))).flat().map((one) => one.id)
    }
    const acts: readonly (() => Promise<unknown>)[] = [
      () => desk.split(1, ann),
      () => desk.merge(2, ann),
      () => desk.unmerge(1, ann),
      () => desk.merge(2, ann),
      () => desk.split(1, ann),
    ]
    for (const act of acts) {
      await act()
      expect(await inLine()).to.deep.equal(ids)
    }
  })

  it('S8: the view lists what can be done in each state', async () => {
    const { desk } = await makeDesk()
    const always = ['set-subject', 'assign', 'tag']
    expect((await desk.receive({ ...anna, text: 'Hi' })).chat.actions).to.deep.equal([
      'reply',
      'note',
      'finish',
      'postpone',
      ...always,
    ])
    expect((await desk.finish(1, { ...ann, status: 'open' })).chat.actions).to.deep.equal([
      'reply',
      'note',
      'set-status',
      ...always,
    ])
    expect((await desk.receive({ ...anna, text: 'Again' })).chat.actions).to.deep.equal([
      'reply',
      'note',
      'finish',
      'postpone',
      'split',
      ...always,
    ])
    const born = (await desk.split(1, ann)).chat.actions
    expect(born).to.deep.equal([
      'reply',
      'note',
      'finish',
      'postpone',
      'show-previous',
      'merge',
      ...always,
      'go-previous',
    ])
    expect((await desk.chat(1)).actions).to.deep.equal(['note', 'set-status', ...always, 'go-next'])
    expect((await desk.merge(2, ann)).chat.actions).to.include.members(['split', 'unmerge'])
    expect((await desk.chat(2)).actions).to.deep.equal([])
  })

  it('numbers go on working after a merge: every command on a tombstone names the survivor', async () => {
    const { desk } = await twoChats()
    await desk.finish(2, { ...ann, status: 'closed' })
    await desk.receive({ ...anna, text: 'Third' })
    await desk.merge(3, ann)
    await desk.merge(2, ann)
    const commands = [
      desk.reply(3, { ...ann, text: 'x' }),
      desk.note(3, { ...ann, text: 'x' }),
      desk.finish(3, { ...ann, status: 'open' }),
      desk.postpone(3),
      desk.split(3, ann),
      desk.merge(3, ann),
      desk.unmerge(3, ann),
      desk.setStatus(3, { ...ann, status: 'open' }),
      desk.update(3, { ...ann, subject: 'x' }),
    ]
    for (const command of commands) {
      const { code, number } = await refusalOf(command)
      expect([code, number]).to.deep.equal(['merged', 1])
    }
    expect((await desk.chat(3)).mergedInto).to.equal(1)
  })
})
