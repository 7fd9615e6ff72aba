import { expect } from 'chai'
import {
  emptyPart,
  joinParts,
  type Part,
  type Spoken,
  sumParts,
  withSpoken,
  withTextChanged,
} from '../../../src/core/chat/part.js'

/** A message at minute `seq` of noon, which is also its place in the stream. */
function said(seq: number, author: Spoken['author'], more: Partial<Spoken> = {}): Spoken {
  return { author, kind: 'message', seq, text: `Text ${seq}`, at: at(seq), ...more }
}

const at = (minute: number): string => `2026-03-02T12:0${minute}:00.000Z`
const partOf = (...messages: readonly Spoken[]): Part => messages.reduce(withSpoken, emptyPart(messages[0]?.seq ?? 0))

describe('a part of a chat', () => {
  it('counts by author, and notes apart, which nobody spoke', () => {
    const part = partOf(
      said(1, 'customer'),
      said(2, 'customer'),
      said(3, 'agent'),
      said(4, 'automation'),
      said(5, 'agent', { kind: 'note' }),
    )
    expect(part.counts).to.deep.equal({ customer: 2, agent: 1, automation: 1, notes: 1 })
    expect(part.lastHuman).to.deep.equal({ by: 'agent', at: at(3) })
  })

  it('has a customer waiting from the first message without an answer, whatever automation says meanwhile', () => {
    const waiting = partOf(said(1, 'customer'), said(2, 'automation'), said(3, 'customer'))
    expect(waiting.waitingSince).to.equal(at(1))
    expect(waiting.lastHuman).to.deep.equal({ by: 'customer', at: at(3) })
    expect(withSpoken(waiting, said(4, 'agent', { kind: 'note' })).waitingSince).to.equal(at(1))
    const answered = withSpoken(waiting, said(4, 'agent'))
    expect(answered.waitingSince).to.equal(null)
    expect(withSpoken(answered, said(5, 'customer')).waitingSince).to.equal(at(5))
  })

  it('counts the answer to a workflow, and nothing else of it: it asks nothing of agents', () => {
    expect(partOf(said(1, 'customer', { answersWorkflow: true }))).to.deep.equal({
      ...emptyPart(1),
      counts: { customer: 1, agent: 0, automation: 0, notes: 0 },
    })
  })

  it('takes its subject from the customer’s first message that has a text', () => {
    const part = partOf(
      said(1, 'agent'),
      said(2, 'customer', { text: ' \n ' }),
      said(3, 'customer'),
      said(4, 'customer'),
    )
    expect(part.firstCustomer).to.deep.equal({ seq: 3, text: 'Text 3' })
  })

  it('takes a message that was changed since by how it came, and shows it as it is', () => {
    const deleted = partOf(said(1, 'customer', { textNow: '' }), said(2, 'customer'))
    expect(deleted.firstCustomer).to.deep.equal({ seq: 1, text: null })
    const nowWithText = partOf(said(1, 'customer', { text: '', textNow: 'Late' }), said(2, 'customer'))
    expect(nowWithText.firstCustomer).to.deep.equal({ seq: 2, text: 'Text 2' })
  })

  it('has a subject of one line and at most eighty characters, however many units they have', () => {
    const subjectOf = (text: string) => partOf(said(1, 'customer', { text })).firstCustomer?.text
    expect(subjectOf('  Where\n\n is\t it?  ')).to.equal('Where is it?')
    expect(subjectOf('x'.repeat(80))).to.equal('x'.repeat(80))
    expect(subjectOf('x'.repeat(81))).to.equal('x'.repeat(80))
    expect(subjectOf('😀'.repeat(80))).to.equal('😀'.repeat(80))
    expect(subjectOf('😀'.repeat(81))).to.equal('😀'.repeat(80))
    expect(subjectOf(`${'x'.repeat(79)} more`)).to.equal('x'.repeat(79))
  })

  it('changes its subject with the message it came from, and with no other', () => {
    const part = partOf(said(1, 'customer'), said(2, 'customer'))
    expect(withTextChanged(part, 1, ' Other\ntext ').firstCustomer).to.deep.equal({ seq: 1, text: 'Other text' })
    expect(withTextChanged(part, 1, '').firstCustomer).to.deep.equal({ seq: 1, text: null })
    expect(withTextChanged(part, 2, 'Other')).to.equal(part)
    expect(withTextChanged(emptyPart(1), 1, 'Other')).to.deep.equal(emptyPart(1))
  })
})

describe('the sum of parts', () => {
  it('of messages in a row is the part of all of them, wherever the border is', () => {
    const stream = [
      said(1, 'customer', { text: '' }),
      said(2, 'automation'),
      said(3, 'customer'),
      said(4, 'agent'),
      said(5, 'agent', { kind: 'note' }),
      said(6, 'customer'),
      said(7, 'automation'),
      said(8, 'customer'),
    ]
    for (let border = 1; border < stream.length; border += 1) {
      const [left, right] = [partOf(...stream.slice(0, border)), partOf(...stream.slice(border))]
      expect(joinParts(left, right), `${border}`).to.deep.equal(partOf(...stream))
      expect(sumParts([left, right])).to.deep.equal(partOf(...stream))
    }
  })

  it('keeps the border of a merge that it begins with, and only that', () => {
    const [left, right] = [partOf(said(1, 'customer')), partOf(said(2, 'customer'))]
    expect(joinParts({ ...left, afterMerge: true }, right).afterMerge).to.equal(true)
    expect(joinParts(left, { ...right, afterMerge: true })).not.to.have.property('afterMerge')
  })

  it('of none is empty, of one is that one', () => {
    const part = partOf(said(1, 'customer'))
    expect(sumParts([])).to.deep.equal(emptyPart(0))
    expect(sumParts([part])).to.equal(part)
  })
})
