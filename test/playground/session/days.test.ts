import { expect } from 'chai'
import { dayAfter, dayIn, placesBetween } from '../../../playground/src/panels/statistics/days.js'

describe('days of a chart', () => {
  it('are those of a zone, and follow each other over months and years', () => {
    expect(dayIn('Pacific/Kiritimati', '2026-12-31T10:00:00Z')).to.equal('2027-01-01')
    expect(dayAfter('2028-02-28', 1)).to.equal('2028-02-29')
    expect(placesBetween('day', '2026-02-27', '2026-03-02', 10)).to.deep.equal([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ])
    const months = placesBetween('month', '2025-11-30', '2027-02-01', 100)
    expect([months?.length, months?.[0], months?.at(-1)]).to.deep.equal([16, '2025-11', '2027-02'])
    expect(new Set(months).size).to.equal(16)
    expect(placesBetween('month', '1970-01-01', '2060-01-01', 2000)).to.have.length(90 * 12 + 1)
  })

  it('are not drawn where there are too many, or where a text is no day', () => {
    expect(placesBetween('day', '0002-01-01', '2026-01-01', 400)).to.equal(null)
    expect(dayAfter('12026-03-01', 1)).to.equal('12026-03-01')
    expect(placesBetween('day', 'no day', 'no day', 5)).to.equal(null)
    expect(placesBetween('day', '2026-03-02', '2026-03-01', 5)).to.deep.equal([])
  })
})
