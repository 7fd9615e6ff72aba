import { expect } from 'chai'
import type { Rule } from '../../../src/core/rules/rule-set.js'
import type { Answer } from '../../../src/desk/answer.js'
import { deskWith } from '../make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const note = (text: string) => ({ do: 'add-note' as const, text })
const rule = (id: string, more: Partial<Rule> = {}): Rule => ({ id, on: 'message.received', then: [note(id)], ...more })

async function notesOf(rules: readonly Rule[], text = 'Hi') {
  const { desk } = await deskWith([...rules])
  const answer = await desk.receive({ ...anna, text })
  const messages = await desk.messages(1)
  return { answer, notes: messages.filter((one) => one.kind === 'note').map((one) => one.text), desk }
}

const verdicts = ({ trace }: Answer) =>
  (trace?.passes ?? []).map((pass) => [pass.trigger, ...pass.verdicts.map((one) => `${one.rule} ${one.kind}`)])

describe('order, cascades, loops (spec 2.6)', () => {
  it('higher priority first, then the order of the file', async () => {
    const { notes } = await notesOf([
      rule('a'),
      rule('b', { priority: 5 }),
      rule('c'),
      rule('d', { priority: 10 }),
      rule('e', { priority: 5 }),
    ])
    expect(notes).to.deep.equal(['d', 'b', 'e', 'a', 'c'])
  })

  it('lifecycle triggers before message.received', async () => {
    const { notes } = await notesOf([rule('received'), rule('started', { on: 'chat.started' })])
    expect(notes).to.deep.equal(['started', 'received'])
  })

  it('stop ends the pass after its rule when it matched, and says whom it stopped', async () => {
    const never = { all: [{ fact: 'message', path: '$.text', operator: 'equal', value: 'never' }] }
    const { notes, answer } = await notesOf([
      rule('a', { stop: true, when: never }),
      rule('b', { stop: true }),
      rule('c'),
      rule('d', { on: 'chat.started' }),
    ])
    expect(notes).to.deep.equal(['d', 'b'])
    expect(answer.trace?.passes[1]?.verdicts[2]).to.deep.equal({ kind: 'stopped', rule: 'c', by: { rule: 'b' } })
    expect(answer.trace?.counts).to.deep.equal({ matched: 2, failed: 1, stopped: 1 })
  })

  it('one pass judges one snapshot: a rule doesn’t see what another of the pass has changed', async () => {
    const isTagged = { all: [{ fact: 'chat', path: '$.tags', operator: 'contains', value: 'x' }] }
    const { notes } = await notesOf([
      rule('tags', { then: [{ do: 'add-tags', tags: ['x'] }] }),
      rule('same-pass', { when: isTagged }),
      rule('next-pass', { on: 'chat.updated', when: isTagged }),
    ])
    expect(notes).to.deep.equal(['next-pass'])
  })

  it('what rules change is judged in further passes, and a rule acts once per message', async () => {
    const { answer } = await notesOf([
      rule('first', { then: [{ do: 'add-tags', tags: ['x'] }] }),
      rule('loop', {
        on: 'chat.updated',
        then: [{ do: 'set-field', of: 'chat', field: 'at', value: '{{ event.type }}' }],
      }),
    ])
    expect(verdicts(answer)).to.deep.equal([
      ['chat.started'],
      ['message.received', 'first matched'],
      ['chat.updated', 'loop matched'],
      ['chat.updated', 'loop stopped'],
    ])
    expect(answer.trace?.passes.at(-1)?.verdicts).to.deep.equal([{ kind: 'stopped', rule: 'loop', by: 'loop' }])
  })

  it('ten passes of cascades at most; the rules of more are named as stopped', async () => {
    const chain = Array.from({ length: 15 }, (_, index) =>
      rule(`r${index}`, {
        on: 'chat.updated',
        when: {
          all: [
            { fact: 'chat', path: '$.tags', operator: 'contains', value: `t${index}` },
            { fact: 'chat', path: '$.tags', operator: 'doesNotContain', value: `t${index + 1}` },
          ],
        },
        then: [{ do: 'add-tags', tags: [`t${index + 1}`] }],
      }),
    )
    const { answer } = await notesOf([rule('begin', { then: [{ do: 'add-tags', tags: ['t0'] }] }), ...chain])
    expect(answer.chat.tags).to.deep.equal(Array.from({ length: 11 }, (_, index) => `t${index}`))
    const cascades = answer.trace?.passes.filter((pass) => pass.isCascade) ?? []
    expect(cascades).to.have.length(11)
    expect(cascades.at(-1)?.verdicts).to.deep.equal(chain.map(({ id }) => ({ kind: 'stopped', rule: id, by: 'limit' })))
  })

  it('`before` of a cascade is the chat before the change that caused it', async () => {
    const changed = {
      all: [
        { fact: 'before', path: '$.priority', operator: 'equal', value: 'normal' },
        { fact: 'chat', path: '$.priority', operator: 'equal', value: 'high' },
      ],
    }
    const { notes } = await notesOf([
      rule('raise', { then: [{ do: 'set-priority', priority: 'high' }] }),
      rule('raised', { on: 'chat.updated', when: changed }),
    ])
    expect(notes).to.deep.equal(['raised'])
  })

  it('one failing action doesn’t take the others with it, and its error is told', async () => {
    const { answer, notes } = await notesOf(
      [
        rule('mixed', {
          then: [
            note('before'),
            { do: 'send-message', text: '{{ message.text }}' },
            { do: 'finish', status: 'open' },
            { do: 'finish', status: 'pending' },
            note('after'),
          ],
        }),
        rule('next'),
      ],
      ' ',
    )
    expect(notes).to.deep.equal(['before', 'after', 'next'])
    const verdict = answer.trace?.passes[1]?.verdicts[0]
    const outcomes =
      verdict !== undefined && 'actions' in verdict ? verdict.actions?.map((one) => one.outcome.kind) : []
    expect(outcomes).to.deep.equal(['done', 'error', 'done', 'refused', 'done'])
    expect(answer.chat.state).to.equal('finished-open')
  })

  it('a disabled rule and one for other channels are told as such', async () => {
    const { answer } = await notesOf([
      rule('off', { enabled: false }),
      rule('vk', { channels: ['vk'] }),
      rule('kind', { channels: ['telegram'] }),
    ])
    expect(verdicts(answer)[1]).to.deep.equal(['message.received', 'off disabled', 'vk ruled-out', 'kind matched'])
  })

  it('an effect has the same id for the same message, whatever came in between (R3)', async () => {
    const rules = [rule('hello', { then: [{ do: 'notify', to: { group: 'all' }, text: 'Hi' }] })]
    const ids: string[] = []
    for (const earlier of [0, 3]) {
      const { desk } = await deskWith(rules)
      for (let times = 0; times < earlier; times += 1)
        await desk.receive({ channel: 'vk', customer: { id: 'x' }, text: 'x' })
      const { effects } = await desk.receive({ ...anna, id: 'm7', text: 'Hi' })
      ids.push(...effects.map((effect) => effect.id))
    }
    expect(ids).to.have.length(2)
    expect(ids[0]).to.equal(ids[1])
    expect(ids[0]).to.match(/m7.*hello.*0/u)
  })

  it('explain tells of a message why it did what it did, later as well', async () => {
    const failing = { all: [{ fact: 'message', path: '$.text', operator: 'equal', value: 'Bye' }] }
    const { desk } = await deskWith([rule('bye', { when: failing })])
    const { trace } = await desk.receive({ ...anna, id: 'm1', text: 'Hi' })
    await desk.receive({ ...anna, id: 'm2', text: 'Bye' })
    const explained = await desk.explain('m1')
    expect(explained.trace).to.deep.equal(trace)
    expect(explained.trace?.passes[1]?.verdicts[0]).to.deep.include({ kind: 'failed', rule: 'bye' })
    expect(explained.trace?.passes[1]?.verdicts[0]).to.have.nested.include({
      'finding.actual': 'Hi',
      'finding.expected': 'Bye',
      'finding.pointer': '/all/0',
    })
  })

  it('the journal may be lean or off', async () => {
    const rules = [
      rule('yes'),
      rule('no', { when: { all: [{ fact: 'message', path: '$.text', operator: 'equal', value: 'x' }] } }),
    ]
    const lean = await (await deskWith(rules, { journal: 'lean' })).desk.receive({ ...anna, text: 'Hi' })
    expect(verdicts(lean)[1]).to.deep.equal(['message.received', 'yes matched'])
    expect(lean.trace?.counts).to.deep.equal({ matched: 1, failed: 1 })
    const off = await (await deskWith(rules, { journal: 'off' })).desk.receive({ ...anna, text: 'Hi' })
    expect(off.trace).to.equal(undefined)
    expect(off.chat.counts.notes).to.equal(1)
  })
})
