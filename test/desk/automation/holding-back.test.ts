import { expect } from 'chai'
import type { Answer } from '../../../src/desk/answer.js'
import { deskWith } from '../make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const ann = { agent: 'ann' }
const text = 'Hello'

/** `rule: verdict` or `rule: withheld by reason`, pass after pass. */
function verdictsOf({ trace }: Answer): readonly string[] {
  return (trace?.passes ?? []).flatMap((pass) =>
    pass.verdicts.map((one) => `${one.rule}: ${one.kind}${one.kind === 'withheld' ? ` by ${one.by}` : ''}`),
  )
}

describe('what holds an automated message back', () => {
  it('R1: in the customer’s later chats what chat.started sends, unless switched off; nowhere else', async () => {
    const { desk } = await deskWith([
      { id: 'default', on: 'chat.started', then: [{ do: 'send-message', text }] },
      { id: 'always', on: 'chat.started', then: [{ do: 'send-message', text, onlyFirstChatOnChannel: false }] },
      { id: 'received', on: 'message.received', then: [{ do: 'send-message', text }] },
      { id: 'first', on: 'message.received', then: [{ do: 'send-message', text, onlyFirstChatOnChannel: true }] },
      { id: 'tags', on: 'chat.started', then: [{ do: 'add-tags', tags: ['new'] }] },
    ])
    const first = await desk.receive({ ...anna, text: 'Hi' })
    expect(verdictsOf(first)).to.deep.equal([
      'default: matched',
      'always: matched',
      'tags: matched',
      'received: matched',
      'first: matched',
    ])
    await desk.finish(1, { ...ann, status: 'closed' })
    const second = await desk.receive({ ...anna, text: 'Hi' })
    expect(second.chat.number).to.equal(2)
    expect(verdictsOf(second)).to.include.members([
      'default: withheld by not-first-chat',
      'first: withheld by not-first-chat',
      'tags: matched',
    ])
    expect(second.trace?.counts).to.deep.include({ withheld: 3 })
    const other = await desk.receive({ ...anna, channel: 'vk', text: 'Hi' })
    expect(verdictsOf(other)[0], 'first on that channel').to.equal('default: matched')
  })

  it('R1: splits and merges don’t arm the first chat again', async () => {
    const { desk } = await deskWith([
      {
        id: 'hello',
        on: ['chat.started', 'chat.split-off', 'chat.merged', 'chat.unmerged'],
        then: [{ do: 'send-message', text, onlyFirstChatOnChannel: true }],
      },
    ])
    const sent = [await desk.receive({ ...anna, text: 'Hi' })]
    await desk.finish(1, { ...ann, status: 'open' })
    await desk.receive({ ...anna, text: 'Again' })
    sent.push(await desk.split(1, ann))
    sent.push(await desk.merge(2, ann), await desk.unmerge(1, ann))
    await desk.finish(2, { ...ann, status: 'closed' })
    sent.push(await desk.receive({ ...anna, text: 'New' }))
    expect(sent.map(verdictsOf)).to.deep.equal([
      ['hello: matched'],
      ['hello: withheld by not-first-chat'],
      // Chat 1 is the first one still, in its second activation.
      ['hello: matched'],
      ['hello: withheld by not-first-chat'],
      ['hello: withheld by not-first-chat'],
    ])
  })

  it('R4: automation never answers robots, but does all else', async () => {
    const { desk } = await deskWith([
      { id: 'hello', on: 'chat.started', then: [{ do: 'send-message', text }] },
      { id: 'tag', on: 'chat.started', then: [{ do: 'add-tags', tags: ['robot'] }] },
    ])
    const answer = await desk.receive({ ...anna, text: 'Out of office', automated: true })
    expect(verdictsOf(answer)).to.deep.equal(['hello: withheld by automated', 'tag: matched'])
    expect(answer.chat.counts.automation).to.equal(0)
  })

  it('R4: five automated messages in ten minutes and twenty in a day are enough', async () => {
    const { desk, clock } = await deskWith([
      { id: 'parrot', on: 'message.received', then: [{ do: 'send-message', text, once: 'never-limit' }] },
    ])
    const verdicts: string[] = []
    const say = async () => verdicts.push(...verdictsOf(await desk.receive({ ...anna, text: 'Hi' })))
    for (let times = 0; times < 6; times += 1) await say()
    expect(verdicts.slice(4)).to.deep.equal(['parrot: matched', 'parrot: withheld by storm'])
    clock.advance('PT9M59.999S')
    await say()
    expect(verdicts.at(-1)).to.equal('parrot: withheld by storm')
    clock.advance('PT0.001S')
    await say()
    expect(verdicts.at(-1)).to.equal('parrot: matched')
    for (let times = 0; times < 30; times += 1) {
      clock.advance('PT5M')
      await say()
    }
    expect(verdicts.filter((one) => one.endsWith('matched'))).to.have.length(20)
  })

  it('R4: the storm’s limits are settings', async () => {
    const rules = [
      {
        id: 'parrot',
        on: 'message.received' as const,
        then: [{ do: 'send-message' as const, text, once: 'never-limit' as const }],
      },
    ]
    const { desk } = await deskWith(rules, { storm: [{ count: 1, withinMs: 1000 }] })
    await desk.receive({ ...anna, text: 'Hi' })
    expect(verdictsOf(await desk.receive({ ...anna, text: 'Hi' }))).to.deep.equal(['parrot: withheld by storm'])
  })

  it('a chat that is no longer the customer’s current one', async () => {
    const { desk } = await deskWith([{ id: 'noted', on: 'note.added', then: [{ do: 'send-message', text }] }])
    await desk.receive({ ...anna, text: 'Hi' })
    await desk.finish(1, { ...ann, status: 'closed' })
    await desk.receive({ ...anna, text: 'New' })
    expect(verdictsOf(await desk.note(1, { ...ann, text: 'A note' }))).to.deep.equal(['noted: withheld by not-current'])
    expect(verdictsOf(await desk.note(2, { ...ann, text: 'A note' }))).to.deep.equal(['noted: matched'])
  })
})

describe('a delayed message', () => {
  const later = [
    { id: 'later', on: 'chat.started' as const, then: [{ do: 'send-message' as const, text, delay: 'PT2M' }] },
  ]

  it('is said when its time has come', async () => {
    const { desk, clock, telegram } = await deskWith(later)
    const answer = await desk.receive({ ...anna, text: 'Hi' })
    expect(answer.trace?.passes[0]?.verdicts[0]).to.deep.include({
      actions: [{ index: 0, do: 'send-message', outcome: { kind: 'delayed', until: '2026-03-02T12:02:00.000Z' } }],
    })
    expect(await desk.nextDue()).to.equal('2026-03-02T12:02:00.000Z')
    clock.advance('PT1M59S')
    await desk.runDue()
    expect(telegram.sent).to.deep.equal([])
    clock.advance('PT1S')
    await desk.runDue()
    expect(telegram.sent.map((one) => one.text)).to.deep.equal([text])
    clock.advance('PT1H')
    await desk.runDue()
    expect(telegram.sent).to.have.length(1)
  })

  it('is called off by an agent’s answer', async () => {
    const { desk, clock } = await deskWith(later)
    await desk.receive({ ...anna, text: 'Hi' })
    await desk.reply(1, { ...ann, text: 'Here I am' })
    clock.advance('PT2M')
    const { timers } = await desk.runDue()
    expect(timers.flatMap(verdictsOf)).to.deep.equal(['later: withheld by agent-answered'])
    expect((await desk.chat(1)).counts.automation).to.equal(0)
  })

  it('is not said in a chat that isn’t current any more', async () => {
    const { desk, clock } = await deskWith(later)
    await desk.receive({ ...anna, text: 'Hi' })
    await desk.finish(1, { ...ann, status: 'closed' })
    await desk.receive({ ...anna, text: 'New' })
    clock.advance('PT2M')
    const { timers } = await desk.runDue()
    expect(timers.flatMap(verdictsOf)).to.include('later: withheld by not-current')
    expect((await desk.chat(1)).counts.automation).to.equal(0)
  })
})
