import { expect } from 'chai'
import fc from 'fast-check'
import { DateTime, Duration } from 'luxon'
import { delayedUntil } from '../../../src/core/automation/time-rules.js'

const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
const upTo = (max: number) => fc.integer({ min: 0, max })
const durations = fc
  .tuple(upTo(9), upTo(30), upTo(60), upTo(400), upTo(100), upTo(5000), upTo(100_000))
  .map(
    ([years, months, weeks, days, hours, minutes, seconds]) =>
      `P${years}Y${months}M${weeks}W${days}DT${hours}H${minutes}M${seconds}S`,
  )

describe('a moment some time later', () => {
  it('is what luxon says it is in UTC', () => {
    fc.assert(
      fc.property(moments, durations, (at, duration) => {
        const luxon = DateTime.fromJSDate(at, { zone: 'utc' }).plus(Duration.fromISO(duration))
        expect(delayedUntil(at.toISOString(), duration)).to.equal(luxon.toJSDate().toISOString())
      }),
    )
  })

  it('takes the last day of a shorter month', () => {
    expect(delayedUntil('2026-01-31T10:00:00.000Z', 'P1M')).to.equal('2026-02-28T10:00:00.000Z')
  })

  it('refuses what is no duration', () => {
    for (const duration of ['', 'P', 'PT', '2h', '-PT2H']) {
      expect(() => delayedUntil('2026-01-31T10:00:00.000Z', duration), duration).to.throw(RangeError)
    }
  })
})
