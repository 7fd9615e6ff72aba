import { expect } from 'chai'
import type { ScheduleDefinition } from '../../../src/core/rules/rule-set.js'
import { compileSchedule } from '../../../src/core/schedule/compile-schedule.js'

function problemsOf(definition: ScheduleDefinition, pointer?: string): readonly string[] {
  const compiled = compileSchedule('support', definition, pointer)
  return compiled.ok ? [] : compiled.problems.map((problem) => `${problem.pointer} ${problem.code}`)
}

const week = (...hours: string[]): ScheduleDefinition => ({ zone: 'UTC', week: { mon: hours } })

describe('Checking a schedule', () => {
  it('finds all faults at once, each with its place', () => {
    const definition: ScheduleDefinition = {
      zone: 'Europe/Moskow',
      week: { 'mon-fry': ['09:00-18:00'], 'tue/wed': [], sat: ['9:00-18:00'], sun: ['09:00-12:00', '11:00-13:00'] },
      holidays: [
        { date: '2026-02-30' },
        { date: '12-31', hours: ['25:00-26:00'] },
        { date: '12-31' },
        { date: '01-01', hours: ['10:00-12:00', '11:59-13:00'] },
      ],
    }
    expect(problemsOf(definition, '/schedules/support')).to.deep.equal([
      '/schedules/support/zone unknown-zone',
      '/schedules/support/week/mon-fry bad-days',
      '/schedules/support/week/tue~1wed bad-days',
      '/schedules/support/week/sat/0 bad-stretch',
      '/schedules/support/week/sun/1 overlapping-stretches',
      '/schedules/support/holidays/0/date bad-holiday-date',
      '/schedules/support/holidays/1/hours/0 bad-stretch',
      '/schedules/support/holidays/2/date duplicate-holiday',
      '/schedules/support/holidays/3/hours/1 overlapping-stretches',
    ])
  })

  for (const days of ['mon', 'mon-fri', 'fri-mon', 'mon,wed', 'mon-wed, sat', 'Mon-Fri', 'sun-sun']) {
    it(`takes the days "${days}"`, () => {
      expect(problemsOf({ zone: 'UTC', week: { [days]: ['09:00-18:00'] } })).to.deep.equal([])
    })
  }

  for (const days of ['', ' ', 'monday', 'mon-', '-mon', 'mon-tue-wed', 'mon;tue', 'mon,', '__proto__x', '0', 'пн']) {
    it(`refuses the days "${days}"`, () => {
      expect(problemsOf({ zone: 'UTC', week: { [days]: ['09:00-18:00'] } })).to.have.lengthOf(1)
    })
  }

  for (const hours of ['09:00-18:00', '00:00-24:00', '22:00-02:00', '18:00-18:00', '23:59-24:00', '22:00-00:00']) {
    it(`takes the hours "${hours}"`, () => expect(problemsOf(week(hours))).to.deep.equal([]))
  }

  for (const hours of [
    '',
    '9:00-18:00',
    '09:00',
    '09:00-24:01',
    '24:00-24:00',
    '09:60-10:00',
    '09.00-18.00',
    '٠٩:٠٠-١٠:٠٠',
  ]) {
    it(`refuses the hours "${hours}"`, () => expect(problemsOf(week(hours))).to.deep.equal(['/week/mon/0 bad-stretch']))
  }

  for (const zone of ['', 'local', 'system', 'Mars/Olympus', '+03:00', 'UTC+3', '__proto__', 'Europe/Moscow\n']) {
    it(`refuses the zone ${JSON.stringify(zone)}`, () => {
      expect(problemsOf({ zone, week: {} })).to.deep.equal(['/zone unknown-zone'])
    })
  }

  it('sees an overlap between two keys for one day, and between a night and the next morning', () => {
    const definition = {
      zone: 'UTC',
      week: { 'mon-fri': ['09:00-18:00'], fri: ['17:00-20:00'], sat: ['22:00-02:00'], sun: ['01:00-03:00'] },
    }
    expect(problemsOf(definition)).to.deep.equal([
      '/week/fri/0 overlapping-stretches',
      '/week/sun/0 overlapping-stretches',
    ])
    expect(problemsOf({ zone: 'UTC', week: { 'mon-sun': ['20:00-21:00', '22:00-20:30'] } })).to.deep.equal([
      '/week/mon-sun/0 overlapping-stretches',
    ])
  })

  it('lets stretches touch, within a day and over midnight', () => {
    expect(problemsOf({ zone: 'UTC', week: { 'mon-sun': ['00:00-09:00', '09:00-24:00'] } })).to.deep.equal([])
    expect(problemsOf({ zone: 'UTC', week: { 'mon-sun': ['18:00-18:00'] } })).to.deep.equal([])
  })

  for (const date of ['02-29', '2024-02-29', '12-31', '2026-01-01']) {
    it(`takes the holiday ${date}`, () => {
      expect(problemsOf({ zone: 'UTC', week: {}, holidays: [{ date }] })).to.deep.equal([])
    })
  }

  for (const date of ['', '2023-02-29', '02-30', '13-01', '00-10', '2026-1-1', '2026-01-01T00:00:00Z', '31-12']) {
    it(`refuses the holiday ${JSON.stringify(date)}`, () => {
      const problems = problemsOf({ zone: 'UTC', week: {}, holidays: [{ date }] })
      expect(problems).to.deep.equal(['/holidays/0/date bad-holiday-date'])
    })
  }

  it('allows a yearly holiday and a day of one year on the same date', () => {
    const holidays = [{ date: '05-09' }, { date: '2026-05-09', hours: ['10:00-12:00'] }]
    expect(problemsOf({ zone: 'UTC', week: {}, holidays })).to.deep.equal([])
  })

  it('survives values of another kind than the types say', () => {
    const parsed: ScheduleDefinition = JSON.parse(
      '{"zone": 7, "week": {"__proto__": ["09:00-10:00"], "mon": "all day", "tue": [7]}}',
    )
    expect(problemsOf(parsed)).to.deep.equal([
      '/zone unknown-zone',
      '/week/__proto__ bad-days',
      '/week/mon bad-stretch',
      '/week/tue/0 bad-stretch',
    ])
    const empty: ScheduleDefinition = JSON.parse('{}')
    expect(problemsOf(empty)).to.deep.equal(['/zone unknown-zone'])
  })
})
