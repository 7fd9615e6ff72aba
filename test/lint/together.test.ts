import { expect } from 'chai'
import { codes, leaf, lint, OFFICE, says, setOf, shown, text } from './linting.js'

const closed = { ...leaf('schedule', '$.open', 'equal', false), params: { name: 'office' } }
const always = { onlyFirstChatOnChannel: false }

describe('the lint on rules that meet', () => {
  it('shows two rules that answer the same message', async () => {
    const refund = {
      id: 'refund',
      when: { all: [text('containsAnyText', ['refund', 'money back'])] },
      then: [says('R')],
    }
    const angry = { id: 'angry', when: { all: [text('matches', '(?i)terrible|awful')] }, then: [says('A')] }
    const found = await shown(setOf([refund, angry]))
    expect(found.code).to.equal('double-autoresponse')
    expect(found.message).to.equal('`angry` and `refund` can both answer the same message.')
    expect(found.witness?.story).to.include('terrible refund')
  })

  it('shows it for a first message too, which starts a chat and is received', async () => {
    const greet = { id: 'greet', on: 'chat.started' as const, then: [says('Welcome')] }
    const hours = { id: 'hours', when: { all: [closed] }, then: [says('Nobody is in')] }
    expect((await shown(setOf([greet, hours]))).code).to.equal('double-autoresponse')
  })

  it('says nothing where the rules exclude each other, one stops, or another customer is meant', async () => {
    const one = { id: 'one', when: { all: [text('containsText', 'refund')] }, then: [says()] }
    const rest = { id: 'two', when: { all: [{ not: text('containsText', 'refund') }] }, then: [says('B')] }
    expect(await codes(setOf([one, rest]))).to.deep.equal([])
    const other = { id: 'two', when: { all: [text('containsText', 'invoice')] }, then: [says('B')] }
    expect(await codes(setOf([{ ...one, stop: true }, other]))).to.deep.equal([])
    const vk = { ...other, channels: ['vk'] }
    expect(await codes(setOf([{ ...one, channels: ['telegram'] }, vk]))).to.deep.equal([])
    expect(await codes(setOf([one, { ...other, enabled: false }]))).to.deep.equal([])
  })

  it('is silent where a rule allows it', async () => {
    const one = { id: 'one', then: [says()] }
    expect(
      await codes(setOf([one, { id: 'two', then: [says('B')], lint: { allow: ['double-autoresponse'] } }])),
    ).to.deep.equal([])
    expect(await codes(setOf([one, { id: 'two', then: [says('B')] }]))).to.deep.equal(['double-autoresponse /rules/1'])
  })

  it('shows a rule that an earlier one always stops', async () => {
    const vip = { id: 'vip', stop: true, when: { all: [leaf('customer', '$.tags', 'hasAny', ['vip', 'gold'])] } }
    const gold = {
      id: 'gold',
      when: { all: [leaf('customer', '$.tags', 'contains', 'gold'), text('containsText', 'hi')] },
    }
    const found = await shown(setOf([vip, gold]))
    expect(found.code).to.equal('shadowed-rule')
    expect(found.pointer).to.equal('/rules/1')
    expect(await codes(setOf([gold, vip]))).to.deep.equal([])
    expect(await codes(setOf([vip, { ...gold, priority: 5 }]))).to.deep.equal([])
    expect(await codes(setOf([{ ...vip, channels: ['vk'] }, gold]))).to.deep.equal([])
  })

  it('says why it has no conversation to show', async () => {
    const all = { id: 'all', stop: true, then: [says('A')] }
    const hidden = (value: string) => setOf([all, { id: 'hidden', when: { all: [text('matches', value)] } }])
    const reason = async (set: ReturnType<typeof setOf>, options = {}) => {
      const [found] = await lint(set, options)
      expect([found?.code, found?.witness]).to.deep.equal(['shadowed-rule', null])
      return found?.noWitness
    }
    expect(await reason(hidden('^\\QX\\E{3}$')), 'no text is made of such a pattern').to.match(
      /^\d+ conversations were tried/u,
    )
    expect(await reason(hidden('secret'), { plays: 0 })).to.match(/were used up/u)
    const [shows] = await lint(hidden('secret'))
    expect(shows?.witness?.story).to.contain('secret')
    expect(shows).to.not.have.property('noWitness')
  })

  it('knows that a rule which had its turn stops nobody', async () => {
    const first = { id: 'first', stop: true, on: ['chat.started' as const, 'message.received' as const] }
    // On the first message it is carried out under chat.started, so that later under message.received comes `second`.
    expect(await codes(setOf([first, { id: 'second' }]))).to.deep.equal([])
  })

  it('shows rules that undo each other for ever', async () => {
    const up = {
      id: 'up',
      on: 'chat.updated' as const,
      when: { all: [leaf('chat', '$.priority', 'equal', 'low')] },
      then: [{ do: 'set-priority' as const, priority: 'high' as const }],
    }
    const down = {
      ...up,
      id: 'down',
      when: { all: [leaf('chat', '$.priority', 'equal', 'high')] },
      then: [{ do: 'set-priority' as const, priority: 'low' as const }],
    }
    const found = await shown(setOf([up, down]))
    expect(found.code).to.equal('rule-loop')
    expect(await codes(setOf([up, { ...down, then: [{ do: 'set-priority', priority: 'urgent' }] }]))).to.deep.equal([])
  })

  it('shows a rule that causes itself', async () => {
    const note = { id: 'echo', on: 'note.added' as const, then: [{ do: 'add-note' as const, text: 'Seen' }] }
    expect((await shown(setOf([note]))).code).to.equal('rule-loop')
    expect(
      await codes(setOf([{ ...note, then: [{ ...note.then[0], do: 'add-note', text: 'Seen', once: 'chat' }] }])),
    ).to.deep.equal([])
  })

  it('shows an away rule that is left on the first chat only, and how to mend it', async () => {
    const away = { id: 'away', on: 'chat.started' as const, when: { all: [closed] }, then: [says('Nobody is in')] }
    const found = await shown(setOf([away]))
    expect(found.code).to.equal('away-first-chat-only')
    expect(found.fix).to.deep.include({ pointer: '/rules/0/then/0/onlyFirstChatOnChannel', value: false })
    expect(await codes(setOf([{ ...away, then: [{ ...says(), ...always }] }]))).to.deep.equal([])
    const open = { not: closed }
    expect(await codes(setOf([{ ...away, when: { all: [open] } }]))).to.deep.equal([])
  })

  it('finds rules that say the same, and tags that come and go', async () => {
    const one = { id: 'one', when: { all: [text('containsText', 'a')] }, then: [says()] }
    const [found] = await lint(setOf([one, { ...one, id: 'two', name: 'Another' }]))
    expect(found?.code).to.equal('duplicate-rule')
    expect(found?.fix).to.deep.equal({ title: 'Remove `two`', pointer: '/rules/1', remove: true })
    const then = [
      { do: 'add-tags' as const, tags: ['a'] },
      { do: 'remove-tags' as const, tags: ['a', 'b'] },
    ]
    expect(await codes(setOf([{ id: 'r', then }]))).to.deep.equal(['undone-action /rules/0/then/1'])
  })

  it('names the file of each finding', async () => {
    const [found] = await lint([
      setOf([{ id: 'one', then: [says()] }]),
      { rules: [{ id: 'two', on: 'message.received', then: [says('B')] }] },
    ])
    expect(found).to.include({ code: 'double-autoresponse', source: '#2', pointer: '/rules/0' })
  })

  it('gives the same findings every time, and lets others run meanwhile', async () => {
    let pauses = 0
    const pause = async () => {
      pauses += 1
    }
    const set = setOf(
      [
        { id: 'one', then: [says()] },
        { id: 'two', then: [says('B')] },
      ],
      { schedules: OFFICE },
    )
    expect(await lint(set, { pause })).to.deep.equal(await lint(set))
    expect(pauses).to.be.greaterThan(3)
  })
})
