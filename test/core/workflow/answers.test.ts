import { expect } from 'chai'
import fc from 'fast-check'
import { choiceIn } from '../../../src/core/workflow/answer/choice-in.js'
import { dateIn } from '../../../src/core/workflow/answer/date-in.js'
import { emailIn } from '../../../src/core/workflow/answer/email-in.js'
import { numberIn } from '../../../src/core/workflow/answer/number-in.js'
import { phoneIn } from '../../../src/core/workflow/answer/phone-in.js'
import { MOST_READ } from '../../../src/core/workflow/answer/understand.js'

const RU = { country: undefined, language: 'ru' }

describe('an e-mail address', () => {
  for (const [text, address] of [
    ['ivan.petrov@mail.ru', 'ivan.petrov@mail.ru'],
    ['Моя почта Ivan.Petrov@Mail.RU, спасибо!', 'ivan.petrov@mail.ru'],
    ['пишите на <a@b.co>.', 'a@b.co'],
    ['почта:x@y.org', 'x@y.org'],
    ['ivan @ mail.ru', 'ivan@mail.ru'],
    ['x@пример.рф', 'x@пример.рф'],
    ['mailto:x@y.org', 'x@y.org'],
    ['нет у меня почты', null],
    ['a@b', null],
    ['@ivan', null],
  ] as const) {
    it(`in ${JSON.stringify(text)} is ${address}`, () => expect(emailIn(text)).to.equal(address))
  }
})

describe('a phone number', () => {
  for (const [text, number] of [
    ['мой номер 8 (912) 345-67-89, звоните', '+79123456789'],
    ['89123456789', '+79123456789'],
    ['79123456789', '+79123456789'],
    ['912 345-67-89', '+79123456789'],
    ['+44 20 7946 0958', '+442079460958'],
    ['12345', null],
    ['заказ 123456789012', null],
    ['нет', null],
  ] as const) {
    it(`in ${JSON.stringify(text)} is ${number}`, () => expect(phoneIn(text, [], RU)).to.equal(number))
  }

  it('may be a contact that is shared, with its plus or without', () => {
    for (const phone of ['79123456789', '+79123456789'])
      expect(phoneIn('', [{ kind: 'contact', phone }], { country: undefined, language: null })).to.equal('+79123456789')
  })

  it('without its prefix is of the country that the workflow names', () => {
    expect(phoneIn('020 7946 0958', [], { country: 'GB', language: 'ru' })).to.equal('+442079460958')
    expect(phoneIn('020 7946 0958', [], { country: undefined, language: 'en' })).to.equal(null)
  })
})

describe('a number', () => {
  for (const [text, value] of [
    ['5', 5],
    ['на 5!', 5],
    ['5 звёзд', 5],
    ['−3', -3],
    ['1 234,50 ₽', 1234.5],
    ['1,234.5', 1234.5],
    ['1.234.567', 1_234_567],
    ['12 000', 12_000],
    ['от 5 до 10', null],
    ['пять', null],
    ['ABC1', null],
  ] as const) {
    it(`in ${JSON.stringify(text)} is ${value}`, () => expect(numberIn(text, false, {})).to.equal(value))
  }

  it('with one comma and three digits is thousands in English only', () => {
    expect([numberIn('1,234', true, {}), numberIn('1,234', false, {})]).to.eql([1234, 1.234])
  })

  it('beyond the limits is none', () => {
    expect(numberIn('11', false, { max: 10 })).to.equal(null)
    expect(numberIn('0', false, { min: 1 })).to.equal(null)
    expect(numberIn('1.5', false, { whole: true })).to.equal(null)
  })
})

describe('a day', () => {
  // A Friday half past midnight in Moscow, still Thursday in UTC.
  const place = { now: '2026-03-05T21:30:00.000Z', zone: 'Europe/Moscow', language: null, only: undefined } as const
  for (const [text, any, past] of [
    ['завтра', '2026-03-07', null],
    ['сегодня', '2026-03-06', '2026-03-06'],
    ['12 марта', '2026-03-12', '2025-03-12'],
    ['12.03', '2026-03-12', '2025-03-12'],
    ['1.02', '2027-02-01', '2026-02-01'],
    ['03.01.1990', '1990-01-03', '1990-01-03'],
    ['давайте третьего апреля в 10 утра', '2026-04-03T10:00:00+03:00', '2025-04-03T10:00:00+03:00'],
    ['через два дня', '2026-03-08', null],
    ['tomorrow at 5pm', '2026-03-07T17:00:00+03:00', null],
    ['12/03/2026', '2026-03-12', null],
    ['в 9', null, null],
    ['5', null, null],
    ['моего сына зовут Марат', null, null],
    ['31.02', null, null],
  ] as const) {
    it(`in ${JSON.stringify(text)} is ${any}`, () => expect(dateIn(text, place)).to.equal(any))
    it(`gone by in ${JSON.stringify(text)} is ${past}`, () =>
      expect(dateIn(text, { ...place, only: 'past' })).to.equal(past))
  }

  it('does not depend on the zone of the machine', () => {
    const zone = process.env.TZ
    try {
      const read = ['UTC', 'America/New_York', 'Asia/Tokyo'].map((tz) => {
        process.env.TZ = tz
        return ['завтра в 15:00', 'next Friday', 'через неделю'].map((text) => dateIn(text, place))
      })
      expect(new Set(read.map((one) => JSON.stringify(one))).size).to.equal(1)
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  })
})

describe('a choice', () => {
  const labels = ['💳 Оплата', 'Доставка и возврат', 'Другое', 'Ещё вопрос']
  for (const [text, choice] of [
    ['1', 0],
    ['2.', 1],
    ['№ 3', 2],
    ['вариант 2', 1],
    ['4️⃣', 3],
    ['оплата', 0],
    ['ОПЛАТА!', 0],
    ['еще вопрос', 3],
    ['доставка', 1],
    ['мне другое', 2],
    ['по поводу оплаты, не прошла', 0],
    ['насчёт доставки', 1],
    ['возврат', 1],
    ['хочу оформить возвраты', 1],
    ['вопросы', 3],
    ['оплата или другое', null],
    ['про оплату и доставку', null],
    ['опал', null],
    ['оплот', null],
    ['доставучий', null],
    ['ж', null],
    ['5', null],
    ['', null],
  ] as const) {
    it(`of ${JSON.stringify(text)} is ${choice}`, () => expect(choiceIn(text, labels)).to.equal(choice))
  }

  it('can always be made by number and by label', () => {
    const label = fc.stringMatching(/^[a-zа-я]{3,8}( [a-zа-я]{3,8})?$/u)
    fc.assert(
      fc.property(fc.uniqueArray(label, { minLength: 1, maxLength: 9 }), (all) => {
        for (const [index, one] of all.entries()) {
          expect(choiceIn(String(index + 1), all)).to.equal(index)
          expect(choiceIn(one.toUpperCase(), all)).to.equal(index)
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('whatever a customer writes', () => {
  it('is read without an exception, and soon', function () {
    this.timeout(120_000)
    const place = { now: '2026-03-05T21:30:00.000Z', zone: 'Europe/Moscow', language: 'ru', only: undefined } as const
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 1000 }),
      fc.stringMatching(/^[0-9 .,@+()-]{0,1000}$/u),
      fc.constantFrom('1 '.repeat(500), 'a@'.repeat(500), '1.'.repeat(500), '+7'.repeat(500), 'в 5 '.repeat(250)),
    )
    fc.assert(
      fc.property(hostile, (any) => {
        const text = any.slice(0, MOST_READ)
        const began = process.cpuUsage()
        emailIn(text)
        phoneIn(text, [], RU)
        numberIn(text, false, {})
        dateIn(text, place)
        choiceIn(text, ['one', 'two'])
        const { user, system } = process.cpuUsage(began)
        expect((user + system) / 1_000).to.be.below(1_000)
      }),
      { numRuns: Number(process.env.CASELINE_RUNS ?? 10) },
    )
  })
})
