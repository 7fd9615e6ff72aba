import { expect } from 'chai'
import { emptyDraft } from '../../../src/core/thread/draft.js'
import { newContact } from '../../../src/core/thread/learn.js'
import { emptyThread } from '../../../src/core/thread/thread.js'
import { keepAnswer, keptField } from '../../../src/core/workflow/keep-answer.js'

const at = '2026-03-02T12:00:00.000Z'
const draft = emptyDraft(emptyThread('tg', '42'), { ...newContact('tg', '42', at), email: 'a@b.co' })

describe('an answer in a field of the customer', () => {
  it('that is a text of endless length is cut, as the desk would refuse it', () => {
    expect(keepAnswer(draft, 1, 'customer.name', 'x'.repeat(5_000), at).contact.name).to.have.length(512)
  })

  it('that a function returned and that is no text leaves an address as it was', () => {
    for (const value of [{ mail: 'x@y.co' }, ['x@y.co']])
      expect(keepAnswer(draft, 1, 'customer.email', value, at).contact.email).to.equal('a@b.co')
    expect(keepAnswer(draft, 1, 'customer.email', null, at).contact.email).to.equal(null)
    expect(keepAnswer(draft, 1, 'customer.fields.crm', { id: 7 }, at).contact.fields).to.eql({ crm: { id: 7 } })
  })

  it('named like a part of every object is a field like any other', () => {
    const kept = keepAnswer(draft, 1, 'customer.fields.__proto__', 'x', at)
    expect(Object.getPrototypeOf(kept.contact.fields)).to.equal(Object.prototype)
    expect(keptField('customer.__proto__')).to.equal(null)
  })
})
