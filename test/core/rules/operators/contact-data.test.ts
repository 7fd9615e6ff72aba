import { expect } from 'chai'
import { isEmail } from '../../../../src/core/rules/operators/contact-data.js'
import { asked, holds, reason } from '../judging.js'

describe('an e-mail address', () => {
  it('has at most 64 characters before the @ and 254 in all', () => {
    const longest = `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(58)}.ru`
    expect(longest).to.have.length(254)
    expect(isEmail(longest)).to.equal(true)
    expect(isEmail(longest.replace('.ru', 'd.ru'))).to.equal(false)
    expect(isEmail(`${'a'.repeat(64)}@b.ru`)).to.equal(true)
    expect(isEmail(`${'a'.repeat(65)}@b.ru`)).to.equal(false)
    expect(isEmail(`a@${'b'.repeat(63)}.ru`)).to.equal(true)
    expect(isEmail(`a@${'b'.repeat(64)}.ru`)).to.equal(false)
  })

  it('has something on both sides of an @', () => {
    for (const bad of ['mail.example', '@mail.example', 'a@', 'a@@b.ru', 'a@b.ru@'])
      expect(isEmail(bad), bad).to.equal(false)
  })

  it('ends with a label that is no number; others may be', () => {
    for (const good of ['a@b.c1', 'a@b.1c', 'a@1.ru', 'a@b.12.ru']) expect(isEmail(good), good).to.equal(true)
    for (const bad of ['a@b.1', 'a@b.12', 'a@b.c.12', 'a@1.2']) expect(isEmail(bad), bad).to.equal(false)
  })

  it('has labels that begin and end with a letter or digit', () => {
    for (const bad of ['a@-b.ru', 'a@b-.ru', 'a@b_c.ru', 'a@.ru', 'a.@b.ru', 'a..b@c.ru'])
      expect(isEmail(bad), bad).to.equal(false)
    for (const good of ['a@b-c.ru', 'a.b.c@d.ru', 'a@b.c']) expect(isEmail(good), good).to.equal(true)
  })
})

describe('a phone number', () => {
  it('has at most 64 characters, however it is written', async () => {
    const number = '+7 912 345-67-89'
    expect(await holds(number.padEnd(64), 'isPhone', true)).to.equal(true)
    expect(await holds(number.padEnd(65), 'isPhone', true)).to.equal(false)
    expect(await holds(number.padEnd(65), 'isPhone', false)).to.equal(true)
  })
})

describe('what is not there', () => {
  it('is no address and no number', async () => {
    for (const operator of ['isEmail', 'isPhone']) {
      for (const [x, path] of [
        [null, '$'],
        [{}, '$.none'],
      ] as const) {
        expect(await holds(x, operator, false, { path }), operator).to.equal(true)
        expect(await holds(x, operator, true, { path }), operator).to.equal(false)
      }
    }
    expect(await holds(null, 'isPhone', { country: 'RU' })).to.equal(false)
    expect(await reason(null, 'isEmail', true)).to.equal(undefined)
    expect(await reason(null, 'isPhone', true)).to.equal(undefined)
    expect(await reason(5, 'isPhone', true)).to.equal('A text is needed, this is a number')
  })
})

describe('a value of another fact', () => {
  it('that is neither yes nor no makes the comparison false, with the reason', async () => {
    for (const operator of ['isBlank', 'isEmail', 'isPhone']) {
      for (const y of ['true', 1, null, ['RU']]) {
        expect(await asked('', operator, y), operator).to.match(/^true(, false| or false)/)
      }
    }
  })

  it('may be a country, if it is one', async () => {
    expect(await asked('8 912 345-67-89', 'isPhone', { country: 'RU' })).to.equal('matched')
    for (const y of [{}, { country: 'XX' }, { country: 'ru' }, { country: 7 }]) {
      const said = await asked('+7 912 345-67-89', 'isPhone', y)
      expect(said).to.equal('The country is not a code of two letters such as "RU"')
    }
  })
})
