import { expect } from 'chai'
import { addOpenTime, openTimeBetween } from '../../../src/core/schedule/open-time.js'
import { makeSchedule } from './make-schedule.js'

const hour = 3_600_000
const office = makeSchedule('Europe/Moscow', { 'mon-fri': ['09:00-13:00', '14:00-18:00'] }, [{ date: '2026-03-09' }])

describe('Time in business hours', () => {
  it('skips lunch, nights, weekends and holidays', () => {
    expect(addOpenTime(office, '2026-03-06T17:00:00+03:00', 'PT2H')).to.equal('2026-03-10T07:00:00.000Z')
    expect(addOpenTime(office, '2026-03-06T12:30:00+03:00', 'PT45M')).to.equal('2026-03-06T11:15:00.000Z')
  })

  it('ends with the closing when that is exactly enough, not with the next opening', () => {
    expect(addOpenTime(office, '2026-03-06T17:00:00+03:00', 'PT1H')).to.equal('2026-03-06T15:00:00.000Z')
  })

  it('begins to count at the opening when it is asked while closed', () => {
    expect(addOpenTime(office, '2026-03-07T12:00:00+03:00', 'PT1M')).to.equal('2026-03-10T06:01:00.000Z')
  })

  it('has nothing to wait for with an empty duration', () => {
    expect(addOpenTime(office, '2026-03-07T12:00:00+03:00', 'PT0S')).to.equal('2026-03-07T09:00:00.000Z')
  })

  it('takes a day as 24 open hours', () => {
    expect(addOpenTime(office, '2026-03-02T09:00:00+03:00', 'P1D')).to.equal('2026-03-04T15:00:00.000Z')
  })

  it('counts real time over both changes of the clock', () => {
    const berlin = makeSchedule('Europe/Berlin', { 'mon-sun': ['00:00-24:00'] })
    expect(addOpenTime(berlin, '2026-03-28T12:00:00+01:00', 'PT24H')).to.equal('2026-03-29T11:00:00.000Z')
    expect(openTimeBetween(berlin, '2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00')).to.equal(25 * hour)
  })

  it('is not reached when nothing opens within 400 days', () => {
    expect(addOpenTime(makeSchedule('UTC', {}), '2026-03-02T00:00:00Z', 'PT1S')).to.equal(null)
    expect(addOpenTime(office, '2026-03-02T00:00:00Z', 'P400D')).to.equal(null)
  })

  it('is nothing backwards and between equal moments', () => {
    expect(openTimeBetween(office, '2026-03-06T17:00:00+03:00', '2026-03-06T10:00:00+03:00')).to.equal(0)
    expect(openTimeBetween(office, '2026-03-06T17:00:00+03:00', '2026-03-06T17:00:00+03:00')).to.equal(0)
  })

  for (const duration of ['', 'PT-1H', '-PT1H', '2 hours', 'P', 'PT', 'PTxH', '__proto__']) {
    it(`refuses the duration ${JSON.stringify(duration)}`, () => {
      expect(() => addOpenTime(office, '2026-03-02T00:00:00Z', duration)).to.throw(RangeError)
    })
  }

  it('refuses times without an offset', () => {
    expect(() => addOpenTime(office, '2026-03-02T00:00:00', 'PT1H')).to.throw(RangeError)
    expect(() => openTimeBetween(office, '2026-03-02T00:00:00Z', '2026-03-03')).to.throw(RangeError)
  })
})
