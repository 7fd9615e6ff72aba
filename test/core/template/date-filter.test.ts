import { expect } from 'chai'
import { render } from './render.js'

const monday = '2026-03-02T09:05:00+03:00'

function date(value: unknown, args: string, language: string | null = 'en'): string {
  return render(`{{ value | date${args} }}`, { value, now: '2026-05-09T10:00:00Z' }, { language })
}

describe('The date filter', () => {
  it('takes luxon’s tokens and keeps the offset of the text', () => {
    expect(date(monday, ": 'cccc HH:mm ZZ'")).to.equal('Monday 09:05 +03:00')
    expect(date('2026-03-02T09:05:00Z', ": 'yyyy-MM-dd HH:mm ZZ'")).to.equal('2026-03-02 09:05 +00:00')
    expect(date('2026-03-02T09:05:00.250-0930', ": 'HH:mm:ss.SSS ZZ'")).to.equal('09:05:00.250 -09:30')
    expect(date(monday, '')).to.equal('2026-03-02 09:05')
  })

  it('names days and months in the language of the customer', () => {
    expect(date(monday, ": 'cccc HH:mm'", 'ru')).to.equal('понедельник 09:05')
    expect(date(monday, ": 'd MMMM'", 'ru-RU')).to.equal('2 марта')
    expect(date(monday, ": 'cccc'", 'de_DE')).to.equal('Montag')
  })

  for (const language of [
    '',
    'x',
    '../..',
    'not a language',
    'ru-',
    '__proto__',
    '🙂',
    'en-u-nu-thai',
    'a'.repeat(9_999),
  ]) {
    it(`survives the language ${JSON.stringify(language.slice(0, 20))}`, () => {
      expect(date(monday, ": 'HH:mm'", language)).to.equal('09:05')
    })
  }

  it('follows the template’s own letters when the language is not known', () => {
    const facts = { now: monday }
    expect(render("Ответим в {{ now | date: 'cccc' }}", facts, { language: null })).to.equal('Ответим в понедельник')
    expect(render("We answer on {{ now | date: 'cccc' }}", facts, { language: null })).to.equal('We answer on Monday')
  })

  it('shows the time of another zone when told to', () => {
    expect(date(monday, ": 'cccc HH:mm', 'Asia/Tokyo'")).to.equal('Monday 15:05')
    expect(date(monday, ": 'HH:mm', zone")).to.equal('09:05')
    expect(render("{{ t | date: 'HH:mm', z }}", { t: monday, z: 'Asia/Kathmandu' })).to.equal('11:50')
  })

  for (const zone of ['local', 'system', 'default', 'Mars', '../etc', '+03:00']) {
    it(`refuses the zone ${zone}`, () => expect(date(monday, `: 'HH:mm', '${zone}'`)).to.equal('template-error'))
  }

  it('reads a date or time without an offset as UTC, whatever the machine’s zone', () => {
    expect(date('2026-03-02', ": 'yyyy-MM-dd HH:mm ZZ'")).to.equal('2026-03-02 00:00 +00:00')
    expect(date('2026-03-02T09:05', ": 'HH:mm ZZ'")).to.equal('09:05 +00:00')
    expect(date(new Date(0), ": 'yyyy HH:mm'")).to.equal('1970 00:00')
  })

  for (const value of [
    '',
    'soon',
    '10:00',
    '2026',
    '2026-02-30',
    '2026-13-01',
    '2026-03-02T24:01:00Z',
    '2026-03-02T10:00:00+99:00',
    '2026-W10',
    '0050-01-01',
  ]) {
    it(`leaves ${JSON.stringify(value)} as it is`, () => expect(date(value, ": 'yyyy'")).to.equal(value))
  }

  it('leaves numbers, lists and nothing as they are', () => {
    expect(date(1_234_567_890, ": 'yyyy'")).to.equal('1234567890')
    expect(date(['a', 'b'], ": 'yyyy'")).to.equal('ab')
    expect(date(null, ": 'yyyy'")).to.equal('')
    expect(date(new Date(Number.NaN), ": 'yyyy'")).to.equal('')
  })

  it('means by now and today the fact, never the machine’s clock', () => {
    expect(render("{{ 'now' | date: 'yyyy-MM-dd HH:mm' }}", { now: '2001-02-03T04:05:00Z' })).to.equal(
      '2001-02-03 04:05',
    )
    expect(render("{{ 'today' | date: 'yyyy-MM-dd' }}", { now: '2001-02-03T04:05:00Z' })).to.equal('2001-02-03')
    expect(render("{% assign now = 1 %}{{ 'now' | date: 'yyyy' }}", { now: '2001-02-03T04:05:00Z' })).to.equal('2001')
    expect(render("{{ 'now' | date: 'yyyy' }}")).to.equal('now')
  })

  it('does not take a huge pattern', () => {
    expect(render('{{ t | date: f }}', { t: monday, f: 'cccc'.repeat(10_000) })).to.equal('template-limit')
  })
})
