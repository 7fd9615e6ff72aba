import { expect } from 'chai'
import fc from 'fast-check'
import { zoneClock } from '../../../src/core/schedule/zone-clock.js'
import { localTimes } from '../../../src/core/statistics/local-times.js'

const ZONES = ['UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Africa/Monrovia', 'America/Havana', 'Australia/Lord_Howe']
const MINUTE = 60_000

describe('local times', () => {
  it('are what the wall clock shows, also where offsets have odd seconds and clocks go back at midnight', () => {
    const times = new Map(
      ZONES.map((zone) => {
        const clock = zoneClock(zone)
        if (clock === null) throw new Error(zone)
        return [zone, { clock, timeOf: localTimes(clock) }]
      }),
    )
    // Monrovia was 44:30 behind until 1972; Havana goes from 1:00 back to 0:00.
    const around = fc.constantFrom(
      '1972-01-07T00:44:30Z',
      '2026-11-01T05:00:00Z',
      '2026-03-08T05:00:00Z',
      '2026-04-04T15:00:00Z',
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        around,
        fc.integer({ min: -180 * MINUTE, max: 180 * MINUTE }),
        (zone, at, off) => {
          const { clock, timeOf } = times.get(zone) ?? expect.fail(zone)
          const instant = Date.parse(at) + off
          const wall = new Date(instant + clock.offsetAt(instant)).toISOString()
          expect([timeOf(instant).day, timeOf(instant).hour]).to.deep.equal([
            wall.slice(0, 10),
            Number(wall.slice(11, 13)),
          ])
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('are made once for a quarter of an hour', () => {
    const clock = zoneClock('Asia/Kathmandu')
    if (clock === null) throw new Error('There is no such zone')
    const timeOf = localTimes(clock)
    expect(timeOf(0)).to.equal(timeOf(14 * MINUTE))
    expect(timeOf(0)).to.deep.equal({ day: '1970-01-01', weekday: 4, hour: 5 })
  })
})
