import { expect } from 'chai'
import { momentOf } from '../../../src/core/schedule/moment-of.js'
import { makeSchedule } from './make-schedule.js'

const moscow = makeSchedule('Europe/Moscow', { 'mon-fri': ['09:00-13:00', '14:00-18:00'] }, [
  { date: '2026-12-31', name: 'New Year' },
  { date: '2026-12-30', hours: ['09:00-12:00'] },
  { date: '01-01' },
])

describe('What a schedule says of a moment', () => {
  it('says everything in the time of its own zone', () => {
    expect(momentOf(moscow, '2026-03-06T07:30:00Z')).to.deep.equal({
      open: true,
      kind: 'business',
      holiday: null,
      weekday: 'fri',
      time: '10:30',
      zone: 'Europe/Moscow',
      nextOpening: '2026-03-06T14:00:00+03:00',
      nextClosing: '2026-03-06T13:00:00+03:00',
      absence: null,
    })
    expect(momentOf(moscow, '2026-03-07T20:59:59.999Z')).to.deep.equal({
      open: false,
      kind: 'off-hours',
      holiday: null,
      weekday: 'sat',
      time: '23:59',
      zone: 'Europe/Moscow',
      nextOpening: '2026-03-09T09:00:00+03:00',
      nextClosing: '2026-03-09T13:00:00+03:00',
      absence: '2026-03-06T18:00:00+03:00',
    })
  })

  it('is open at the minute of opening and closed at the minute of closing', () => {
    const at = (time: string): boolean => momentOf(moscow, `2026-03-06T${time}+03:00`).open
    expect([at('08:59:59.999'), at('09:00:00'), at('12:59:59.999'), at('13:00:00')]).to.deep.equal([
      false,
      true,
      true,
      false,
    ])
  })

  it('keeps one name for an absence from the closing to the next opening', () => {
    const names = ['2026-03-06T18:00:00+03:00', '2026-03-08T12:00:00+03:00', '2026-03-09T08:59:59+03:00']
    expect(new Set(names.map((at) => momentOf(moscow, at).absence)).size).to.equal(1)
    expect(momentOf(moscow, '2026-03-09T13:30:00+03:00').absence).to.equal('2026-03-09T13:00:00+03:00')
  })

  it('tells holidays and special days from business and off-hours', () => {
    const at = (iso: string) => {
      const { open, kind, holiday } = momentOf(moscow, iso)
      return [open, kind, holiday]
    }
    expect(at('2026-12-29T10:00:00+03:00')).to.deep.equal([true, 'business', null])
    expect(at('2026-12-30T10:00:00+03:00')).to.deep.equal([true, 'special', '2026-12-30'])
    expect(at('2026-12-30T15:00:00+03:00')).to.deep.equal([false, 'special', '2026-12-30'])
    expect(at('2026-12-31T10:00:00+03:00')).to.deep.equal([false, 'holiday', 'New Year'])
    expect(at('2027-01-01T10:00:00+03:00')).to.deep.equal([false, 'holiday', '01-01'])
    expect(momentOf(moscow, '2026-12-30T12:00:00+03:00').nextOpening).to.equal('2027-01-04T09:00:00+03:00')
  })

  it('lets the day of one year win over the yearly one', () => {
    const schedule = makeSchedule('UTC', {}, [{ date: '05-09' }, { date: '2026-05-09', hours: ['10:00-12:00'] }])
    expect(momentOf(schedule, '2026-05-09T11:00:00Z').kind).to.equal('special')
    expect(momentOf(schedule, '2027-05-09T11:00:00Z').kind).to.equal('holiday')
  })

  it('joins stretches that touch into one', () => {
    const joined = makeSchedule('UTC', { mon: ['09:00-13:00', '13:00-24:00'], tue: ['00:00-10:00'] })
    const { nextClosing, nextOpening } = momentOf(joined, '2026-03-02T12:59:00Z')
    expect([nextClosing, nextOpening]).to.deep.equal(['2026-03-03T10:00:00+00:00', '2026-03-09T09:00:00+00:00'])
  })

  it('runs a night into a holiday until its end, and starts none on the holiday', () => {
    const nights = makeSchedule('UTC', { 'mon-sun': ['22:00-02:00'] }, [{ date: '2026-03-04', name: 'Closed' }])
    expect(momentOf(nights, '2026-03-04T01:59:00Z')).to.include({ open: true, kind: 'holiday' })
    expect(momentOf(nights, '2026-03-04T02:00:00Z')).to.include({
      open: false,
      nextOpening: '2026-03-05T22:00:00+00:00',
    })
    expect(momentOf(nights, '2026-03-05T01:00:00Z').open).to.equal(false)
  })

  it('dates an absence from a long night where it outlasts the short day after it', () => {
    const schedule = makeSchedule('UTC', { mon: ['18:00-17:00'] }, [{ date: '2026-03-03', hours: ['01:00-02:00'] }])
    expect(momentOf(schedule, '2026-03-04T12:00:00Z').absence).to.equal('2026-03-03T17:00:00+00:00')
  })

  it('has no opening and an endless absence when it is never open', () => {
    for (const schedule of [makeSchedule('UTC', {}), makeSchedule('UTC', { 'mon-sun': [] })]) {
      const moment = momentOf(schedule, '2026-03-02T12:00:00Z')
      expect(moment).to.include({ open: false, nextOpening: null, nextClosing: null, absence: 'always' })
    }
  })

  it('has no closing when it is always open', () => {
    for (const hours of ['00:00-24:00', '18:00-18:00']) {
      const moment = momentOf(makeSchedule('Europe/Berlin', { 'mon-sun': [hours] }), '2026-03-29T01:30:00Z')
      expect(moment).to.include({ open: true, nextOpening: null, nextClosing: null, absence: null })
    }
  })

  it('looks 400 days ahead and back, no farther', () => {
    const once = makeSchedule('UTC', {}, [{ date: '2027-06-01', hours: ['10:00-11:00'] }])
    expect(momentOf(once, '2026-04-26T23:00:00Z')).to.include({ nextOpening: null, absence: 'always' })
    expect(momentOf(once, '2026-04-27T00:00:00Z').nextOpening).to.equal('2027-06-01T10:00:00+00:00')
    expect(momentOf(once, '2028-07-05T00:00:00Z').absence).to.equal('2027-06-01T11:00:00+00:00')
    expect(momentOf(once, '2028-07-06T00:00:00Z').absence).to.equal('always')
  })

  it('finds the one open day of a leap year', () => {
    const leap = makeSchedule('UTC', {}, [{ date: '02-29', hours: ['10:00-11:00'] }])
    expect(momentOf(leap, '2028-02-29T10:30:00Z')).to.include({ open: true, kind: 'special' })
    expect(momentOf(leap, '2027-03-01T10:30:00Z').nextOpening).to.equal('2028-02-29T10:00:00+00:00')
    expect(momentOf(leap, '2026-03-01T10:30:00Z')).to.include({ open: false, nextOpening: null })
  })

  it('counts quarter hours of zones like Kathmandu', () => {
    const kathmandu = makeSchedule('Asia/Kathmandu', { 'sun-fri': ['10:00-17:00'] })
    expect(momentOf(kathmandu, '2026-03-02T04:14:59Z')).to.include({ open: false, time: '09:59' })
    expect(momentOf(kathmandu, '2026-03-02T04:15:00Z')).to.include({
      open: true,
      nextClosing: '2026-03-02T17:00:00+05:45',
    })
  })

  for (const bad of ['', 'now', '2026-03-02', '2026-03-02T12:00:00', '2026-13-02T12:00:00Z', '12:00Z']) {
    it(`throws for ${JSON.stringify(bad)}, which would be read by the machine's clock or zone, or not at all`, () => {
      expect(() => momentOf(moscow, bad)).to.throw(RangeError)
    })
  }
})

describe('When the clock is changed', () => {
  const berlin = (...hours: string[]) => makeSchedule('Europe/Berlin', { sun: hours })
  const next = (hours: string, before: string) => {
    const { nextOpening, nextClosing } = momentOf(berlin(hours), before)
    return [nextOpening, nextClosing]
  }
  const spring = '2026-03-29T00:00:00+01:00'
  const autumn = '2026-10-25T00:00:00+02:00'

  it('opens with the jump when the opening is in the missing hour', () => {
    expect(next('02:30-05:00', spring)).to.deep.equal(['2026-03-29T03:00:00+02:00', '2026-03-29T05:00:00+02:00'])
  })

  it('closes with the jump when the closing is in the missing hour', () => {
    expect(next('01:00-02:30', spring)).to.deep.equal(['2026-03-29T01:00:00+01:00', '2026-03-29T03:00:00+02:00'])
  })

  it('skips a stretch that lies within the missing hour', () => {
    expect(next('02:15-02:45', spring)[0]).to.equal('2026-04-05T02:15:00+02:00')
  })

  it('opens the first time and closes the second time round in the repeated hour', () => {
    expect(next('02:30-05:00', autumn)).to.deep.equal(['2026-10-25T02:30:00+02:00', '2026-10-25T05:00:00+01:00'])
    expect(next('01:00-02:30', autumn)).to.deep.equal(['2026-10-25T01:00:00+02:00', '2026-10-25T02:30:00+01:00'])
    expect(next('02:10-02:20', autumn)).to.deep.equal(['2026-10-25T02:10:00+02:00', '2026-10-25T02:20:00+01:00'])
  })

  it('has no gap at midnight where midnight itself is repeated', () => {
    const havana = makeSchedule('America/Havana', { sat: ['00:00-24:00'] })
    expect(momentOf(havana, '2026-10-31T12:00:00-04:00').nextClosing).to.equal('2026-11-01T00:00:00-04:00')
  })

  it('knows the evening hour that comes twice where the clock goes back just after midnight', () => {
    const stJohns = makeSchedule('America/St_Johns', { sat: ['23:30-23:45'] })
    expect(momentOf(stJohns, '2010-11-06T23:50:00-02:30')).to.include({ open: true, weekday: 'sat' })
    expect(momentOf(stJohns, '2010-11-07T00:00:30-02:30')).to.include({ open: true, weekday: 'sun' })
    expect(momentOf(stJohns, '2010-11-06T23:44:00-03:30')).to.include({ open: true, weekday: 'sat' })
    expect(momentOf(stJohns, '2010-11-06T23:50:00-03:30')).to.include({
      open: false,
      time: '23:50',
      absence: '2010-11-06T23:45:00-03:30',
    })
  })

  it('opens at one o’clock on a day that has no midnight', () => {
    const saoPaulo = makeSchedule('America/Sao_Paulo', { sun: ['00:00-24:00'] })
    const { nextOpening, nextClosing } = momentOf(saoPaulo, '2018-11-03T12:00:00-03:00')
    expect([nextOpening, nextClosing]).to.deep.equal(['2018-11-04T01:00:00-02:00', '2018-11-05T00:00:00-02:00'])
  })

  it('gives the day that Apia skipped neither hours nor a night', () => {
    const apia = makeSchedule('Pacific/Apia', { fri: ['09:00-17:00', '22:00-03:00'], sat: ['10:00-12:00'] })
    expect(momentOf(apia, '2011-12-29T12:00:00-10:00').nextOpening).to.equal('2011-12-31T10:00:00+14:00')
    expect(momentOf(apia, '2011-12-30T10:00:00Z')).to.include({ weekday: 'sat', time: '00:00' })
  })
})
