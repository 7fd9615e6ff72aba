import { expect } from 'chai'
import { foldText, textFolder } from '../../../../src/core/rules/operators/fold-text.js'
import { holds, reason } from '../judging.js'

const exact = { params: { exact: true } }

describe('text operators', () => {
  it('do not mind case, ё, width, composition or white space', async () => {
    expect(await holds('Где мой ЗАКАЗ?', 'containsText', 'заказ')).to.equal(true)
    expect(await holds('Ёлка', 'containsText', 'елка')).to.equal(true)
    expect(await holds('е\u0308лка', 'containsText', 'ЁЛКА')).to.equal(true)
    expect(await holds('ｒｅｆｕｎｄ', 'containsText', 'Refund')).to.equal(true)
    expect(await holds('money \n\t back', 'containsText', 'money back')).to.equal(true)
    expect(await holds('money\u00a0back', 'containsText', ' money  back ')).to.equal(true)
    expect(await holds('STRASSE', 'containsText', 'straße')).to.equal(true)
    expect(await holds('ΟΔΟΣ', 'containsText', 'οδοσ')).to.equal(true)
    expect(await holds('ﬁle', 'startsWith', 'FI')).to.equal(true)
  })

  it('mind all of it with `exact`', async () => {
    expect(await holds('Заказ', 'containsText', 'заказ', exact)).to.equal(false)
    expect(await holds('Заказ', 'containsText', 'Заказ', exact)).to.equal(true)
    expect(await holds('ёлка', 'startsWith', 'елка', exact)).to.equal(false)
    expect(await holds('a  b', 'containsText', 'a b', exact)).to.equal(false)
    expect(await holds('Заказ', 'not:containsText', 'заказ', exact)).to.equal(true)
    expect(await holds(['Vip'], 'someFact:containsAnyText', ['vip'], exact)).to.equal(false)
    expect(await holds('VIP', 'containsWord', 'vip', exact)).to.equal(false)
    expect(await holds('VIP', 'containsText', 'vip', { params: { exact: false } })).to.equal(true)
  })

  it('look for one, any or all of several texts', async () => {
    expect(await holds('cancel my order', 'containsAnyText', ['refund', 'CANCEL'])).to.equal(true)
    expect(await holds('my order', 'containsAnyText', ['refund', 'cancel'])).to.equal(false)
    expect(await holds('cancel my order', 'containsAllText', ['order', 'cancel'])).to.equal(true)
    expect(await holds('cancel it', 'containsAllText', ['order', 'cancel'])).to.equal(false)
    expect(await holds('Hello there', 'startsWith', 'hello')).to.equal(true)
    expect(await holds('Oh, hello', 'startsWith', 'hello')).to.equal(false)
    expect(await holds('say hello ', 'endsWith', 'HELLO')).to.equal(true)
    expect(await holds('hello you', 'endsWith', 'hello')).to.equal(false)
  })

  it('find words as wholes in every script', async () => {
    expect(await holds('пойду в суд!', 'containsWord', 'суд')).to.equal(true)
    expect(await holds('судя по всему', 'containsWord', 'суд')).to.equal(false)
    expect(await holds('судя, но в суд', 'containsWord', 'суд')).to.equal(true)
    expect(await holds('money back, please', 'containsWord', 'Money  Back')).to.equal(true)
    expect(await holds('snake_case', 'containsWord', 'case')).to.equal(false)
    expect(await holds('𝒳суд', 'containsWord', 'суд')).to.equal(false)
    expect(await holds('😀суд😀', 'containsWord', 'суд')).to.equal(true)
  })

  it('are false, with a reason, of what is no text', async () => {
    for (const odd of [null, 5, true, ['a'], { a: 1 }]) {
      for (const operator of ['containsText', 'containsWord', 'startsWith', 'endsWith', 'matches']) {
        expect(await holds(odd, operator, 'a'), `${operator} of ${JSON.stringify(odd)}`).to.equal(false)
        expect(await reason(odd, operator, 'a')).to.match(/text is needed, this is/)
      }
      expect(await holds(odd, 'containsAnyText', ['a'])).to.equal(false)
      expect(await holds(odd, 'containsAllText', ['a'])).to.equal(false)
    }
  })

  it('fold to a form that folding does not change', () => {
    for (const text of ['Straße', 'ΟΔΟΣ', 'Ёж', 'ﬃ', 'İI', '  a \u2003b '])
      expect(foldText(foldText(text))).to.equal(foldText(text))
  })

  it('remember folded texts without mixing them up, however many', () => {
    const fold = textFolder()
    const long = 'Ё'.repeat(1000)
    for (let index = 0; index < 10_000; index += 1) expect(fold(`Ё${index}`)).to.equal(`е${index}`)
    expect(fold(long)).to.equal('е'.repeat(1000))
    expect(fold('Ё1')).to.equal('е1')
    expect(fold(long)).to.equal('е'.repeat(1000))
    expect(fold('')).to.equal('')
  })
})

describe('matches', () => {
  it('finds an RE2 pattern anywhere in the text, case as written', async () => {
    expect(await holds('заказ №123 где?', 'matches', 'заказ №\\d+')).to.equal(true)
    expect(await holds('Заказ №123', 'matches', 'заказ')).to.equal(false)
    expect(await holds('Заказ №123', 'matches', '(?i)заказ')).to.equal(true)
    expect(await holds('order 12', 'matches', '^\\d+$')).to.equal(false)
    expect(await holds(['a1', 'b2'], 'someFact:matches', '^b')).to.equal(true)
    expect(await holds('b2', 'someValue:matches', ['^a', '^b'])).to.equal(true)
  })

  it('takes linear time where a backtracking engine would not end', async () => {
    expect(await holds('a'.repeat(50_000), 'matches', '^(a+)+$b')).to.equal(false)
  })
})
