import { expect } from 'chai'
import { momentBefore, parseSpan } from '../../../src/core/rules/duration.js'
import { isClockTime, parseMoment } from '../../../src/core/rules/moment.js'

const at = (text: string): number => Date.parse(text)

describe('a moment in a rule or fact', () => {
  it('is an ISO 8601 time or day, in UTC unless it says otherwise', () => {
    for (const [text, utc] of [
      ['2026-03-02', '2026-03-02T00:00:00Z'],
      ['2026-03-02T09:30', '2026-03-02T09:30:00Z'],
      ['2026-03-02T09:30:15', '2026-03-02T09:30:15Z'],
      ['2026-03-02T09:30:15.5', '2026-03-02T09:30:15.500Z'],
      ['2026-03-02T09:30:15.123456789Z', '2026-03-02T09:30:15.123Z'],
      ['2026-03-02T09:30Z', '2026-03-02T09:30:00Z'],
      ['2026-03-02T09:30+03:00', '2026-03-02T06:30:00Z'],
      ['2026-03-02T09:30-0330', '2026-03-02T13:00:00Z'],
      ['2024-02-29', '2024-02-29T00:00:00Z'],
    ] as const)
      expect(parseMoment(text), text).to.equal(at(utc))
    expect(parseMoment(new Date(5))).to.equal(5)
  })

  it('is nothing else', () => {
    for (const odd of [
      '2026-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-01',
      '2026-01-00',
      '2026-3-2',
      '2026-03-02 09:30',
      '2026-03-02T25:00',
      '2026-03-02T09:60',
      '2026-03-02T9:30',
      '2026-03-02T09:30:15.',
      '2026-03-02Z',
      '2026-03-02T09:30+3',
      ' 2026-03-02',
      '2026-03-02 ',
      '2026-03-02T09:30Zx',
      'now',
      '',
      1772442000000,
      null,
      undefined,
      ['2026-03-02'],
      new Date('x'),
    ])
      expect(parseMoment(odd), String(odd)).to.equal(undefined)
  })

  it('may be a time of day, two digits each', () => {
    for (const time of ['00:00', '09:05', '19:59', '20:00', '23:59']) expect(isClockTime(time), time).to.equal(true)
    for (const odd of ['24:00', '9:05', '09:60', '09:5', '09:05:00', ' 09:05', '09:05 ', '0905', 905, null])
      expect(isClockTime(odd), String(odd)).to.equal(false)
  })
})

describe('a span', () => {
  it('has months, and milliseconds for the rest', () => {
    for (const [text, months, ms] of [
      ['P1Y', 12, 0],
      ['P2Y3M', 27, 0],
      ['P1W', 0, 604_800_000],
      ['P1D', 0, 86_400_000],
      ['PT1H', 0, 3_600_000],
      ['PT1M', 0, 60_000],
      ['P1M', 1, 0],
      ['PT1S', 0, 1000],
      ['PT0.5S', 0, 500],
      ['PT0,5S', 0, 500],
      ['PT1.0004S', 0, 1000],
      ['P1Y1M1W1DT1H1M1S', 13, 604_800_000 + 86_400_000 + 3_600_000 + 60_000 + 1000],
      ['P0.5D', 0, 43_200_000],
    ] as const)
      expect(parseSpan(text), text).to.deep.equal({ months, ms })
  })

  it('is nothing without a number, with a sign, or with half a month', () => {
    for (const odd of [
      '',
      'P',
      'PT',
      'P1DT',
      'T1H',
      '1D',
      'P1H',
      'PT1D',
      'P-1D',
      '-P1D',
      'P0.5M',
      'P1.5Y',
      'PT1H1D',
      'P1D ',
      ' P1D',
      'P1D1W',
      'PT.5S',
      'P100000Y',
    ])
      expect(parseSpan(odd), odd).to.equal(undefined)
  })

  it('leads back by calendar months, to the last day where one is shorter, and by milliseconds', () => {
    const back = (text: string, span: string): string => {
      const parsed = parseSpan(span)
      if (parsed === undefined) throw new Error(span)
      return new Date(momentBefore(at(text), parsed)).toISOString()
    }
    expect(back('2026-03-31T10:00:00Z', 'P1M')).to.equal('2026-02-28T10:00:00.000Z')
    expect(back('2024-03-31T10:00:00Z', 'P1M')).to.equal('2024-02-29T10:00:00.000Z')
    expect(back('2026-03-15T10:00:00Z', 'P1M')).to.equal('2026-02-15T10:00:00.000Z')
    expect(back('2026-01-31T10:00:00Z', 'P2M')).to.equal('2025-11-30T10:00:00.000Z')
    expect(back('2024-02-29T10:00:00Z', 'P1Y')).to.equal('2023-02-28T10:00:00.000Z')
    expect(back('2026-03-31T10:00:00Z', 'P1MT1H')).to.equal('2026-02-28T09:00:00.000Z')
    expect(back('2026-03-01T10:00:00Z', 'P1D')).to.equal('2026-02-28T10:00:00.000Z')
  })
})
