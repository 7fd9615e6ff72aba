import { expect } from 'chai'
import { learned, newContact } from '../../../src/core/thread/learn.js'

const stranger = newContact('tg', 'anna', '2026-03-02T12:00:00.000Z')
const anna = { id: 'anna', name: 'Anna', tags: ['vip'], fields: { plan: 'gold', sizes: [38, 39] } }

describe('what is learned of a customer', () => {
  it('is the same contact when everything was known, so that nothing is written', () => {
    const known = learned(stranger, anna)
    expect(learned(known, structuredClone(anna))).to.equal(known)
    expect(learned(known, { id: 'anna' })).to.equal(known)
    expect(learned(known, { id: 'anna', name: null, email: null })).to.equal(known)
  })

  it('is another contact for each thing that is new', () => {
    const known = learned(stranger, anna)
    for (const told of [
      { name: 'Anne' },
      { email: 'a@example.org' },
      { phone: '+7 912 345-67-89' },
      { language: 'ru' },
      { tags: ['vip', 'new'] },
      { tags: [] },
      { fields: { plan: 'silver' } },
      { fields: { sizes: [38] } },
      { fields: { city: null } },
    ]) {
      expect(learned(known, { id: 'anna', ...told }), JSON.stringify(told)).to.deep.equal({
        ...known,
        ...told,
        fields: { ...known.fields, ...told.fields },
      })
    }
  })

  it('keeps what was known where something else is told', () => {
    const all = {
      name: 'Anna',
      email: 'a@example.org',
      phone: '+1',
      language: 'ru',
      tags: ['vip'],
      fields: { plan: 'gold' },
    }
    const known = learned(stranger, { id: 'anna', ...all })
    expect(learned(known, { id: 'anna', fields: { city: 'Oslo' } })).to.deep.equal({
      ...known,
      fields: { plan: 'gold', city: 'Oslo' },
    })
    expect(learned(known, { id: 'anna', phone: '+2', language: null })).to.deep.equal({ ...known, phone: '+2' })
    expect(learned(known, { id: 'anna', language: 'en' })).to.deep.equal({ ...known, language: 'en' })
  })

  it('takes a field called like something all objects have for a field', () => {
    expect(learned(stranger, { id: 'anna', fields: { constructor: 'x' } }).fields).to.deep.equal({ constructor: 'x' })
  })
})
