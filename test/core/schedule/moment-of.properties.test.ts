import { expect } from 'chai'
import fc from 'fast-check'
import { compileSchedule } from '../../../src/core/schedule/compile-schedule.js'
import { momentOf } from '../../../src/core/schedule/moment-of.js'
import { addOpenTime, openTimeBetween } from '../../../src/core/schedule/open-time.js'
import { scheduleAndStart } from './arbitrary-schedule.js'
import { openMinutes } from './oracle.js'

const minute = 60_000
const day = 1_440
const iso = (instant: number): string => new Date(instant).toISOString()

function check(given: typeof scheduleAndStart extends fc.Arbitrary<infer T> ? T : never) {
  const compiled = compileSchedule('any', given.definition)
  if (!compiled.ok) throw new Error('The generator makes right schedules only')
  // Two days before and after the window, whose stretches reach into it.
  const { open } = openMinutes(given.definition, given.start - 2 * day * minute, 14 * day)
  return { schedule: compiled.schedule, isOpen: (index: number) => open[index + 2 * day] ?? false }
}

describe('A schedule, beside a list of all minutes', function () {
  this.timeout(120_000)

  it('is open in exactly the minutes in which it should be, in any zone and through every change of the clock', () => {
    fc.assert(
      fc.property(scheduleAndStart, (given) => {
        const { schedule, isOpen } = check(given)
        for (let index = 0; index < 10 * day; index += 1) {
          const at = iso(given.start + index * minute)
          if (momentOf(schedule, at).open !== isOpen(index)) expect.fail(`${at} should be ${isOpen(index)}`)
        }
      }),
      { numRuns: 80 },
    )
  })

  it('names as next opening and closing the first changes to come, and as absence the last one past', () => {
    fc.assert(
      fc.property(scheduleAndStart, fc.integer({ min: 0, max: 6 * day }), (given, index) => {
        const { schedule, isOpen } = check(given)
        const at = iso(given.start + index * minute)
        const moment = momentOf(schedule, at)
        const find = (from: number, open: boolean): number | null => {
          for (let next = from; next < 10 * day; next += 1) if (isOpen(next) === open) return next
          return null
        }
        const change = find(index, !moment.open)
        const second = change === null ? null : find(change, moment.open)
        const [opening, closing] = moment.open ? [second, change] : [change, second]
        for (const [found, said] of [
          [opening, moment.nextOpening],
          [closing, moment.nextClosing],
        ] as const) {
          if (found !== null) expect(said && Date.parse(said)).to.equal(given.start + found * minute)
          else if (said !== null) expect(Date.parse(said)).to.be.at.least(given.start + 10 * day * minute)
        }
        if (moment.open) expect(moment.absence).to.equal(null)
        else if (moment.absence !== null && moment.absence !== 'always') {
          const since = Math.round((Date.parse(moment.absence) - given.start) / minute)
          for (let back = Math.max(since, 0); back <= index; back += 1) expect(isOpen(back)).to.equal(false)
          if (since > 0) expect(isOpen(since - 1)).to.equal(true)
        } else expect(isOpen(index - 1) && !moment.open).to.equal(false)
      }),
      { numRuns: 80 },
    )
  })

  it('counts as open time exactly the open minutes', () => {
    const minutes = fc.integer({ min: 0, max: 10 * day })
    fc.assert(
      fc.property(scheduleAndStart, minutes, minutes, (given, one, other) => {
        const { schedule, isOpen } = check(given)
        let open = 0
        for (let index = one; index < other; index += 1) if (isOpen(index)) open += minute
        const between = openTimeBetween(schedule, iso(given.start + one * minute), iso(given.start + other * minute))
        expect(between).to.equal(open)
      }),
      { numRuns: 60 },
    )
  })

  it('reaches with added open time the first moment that has it behind it', () => {
    const seconds = fc.integer({ min: 1, max: 400_000 })
    fc.assert(
      fc.property(scheduleAndStart, fc.integer({ min: 0, max: 14_400 * 60 }), seconds, (given, offset, length) => {
        const compiled = compileSchedule('any', given.definition)
        if (!compiled.ok) return
        const from = iso(given.start + offset * 1_000)
        const reached = addOpenTime(compiled.schedule, from, `PT${length}S`)
        if (reached === null) {
          expect(openTimeBetween(compiled.schedule, from, iso(Date.parse(from) + 400 * 86_400_000))).to.be.below(
            length * 1_000,
          )
          return
        }
        expect(openTimeBetween(compiled.schedule, from, reached)).to.equal(length * 1_000)
        const before = iso(Date.parse(reached) - 1)
        expect(openTimeBetween(compiled.schedule, from, before)).to.equal(length * 1_000 - 1)
      }),
      { numRuns: 300 },
    )
  })

  it('says the same of a moment whatever it was asked before', () => {
    fc.assert(
      fc.property(
        scheduleAndStart,
        fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 30 }),
        (given, days) => {
          const [asked, fresh] = [1, 2].map(() => compileSchedule('any', given.definition))
          if (!asked?.ok || !fresh?.ok) return
          for (const away of days) momentOf(asked.schedule, iso(given.start + away * day * minute))
          const last = iso(given.start + (days.at(-1) ?? 0) * day * minute)
          expect(momentOf(asked.schedule, last)).to.deep.equal(momentOf(fresh.schedule, last))
        },
      ),
      { numRuns: 40 },
    )
  })
})
