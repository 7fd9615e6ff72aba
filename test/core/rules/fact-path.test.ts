import { expect } from 'chai'
import { parseFactPath, restrictedPathResolver, valueAt, writtenPath } from '../../../src/core/rules/fact-path.js'
import { paramsKey } from '../../../src/core/rules/fact-source.js'

function steps(path: string) {
  const parsed = parseFactPath(path)
  return parsed.ok ? parsed.steps : parsed.code
}

describe('the path into a fact', () => {
  it('is made of names and positions', () => {
    expect(steps('$')).to.deep.equal([])
    expect(steps('$.a.b')).to.deep.equal(['a', 'b'])
    expect(steps('.a')).to.deep.equal(['a'])
    expect(steps('$[0].a[12]')).to.deep.equal([0, 'a', 12])
    expect(steps(`$['a b']["c'd"].имя_1-x`)).to.deep.equal(['a b', "c'd", 'имя_1-x'])
    expect(steps("$['']")).to.deep.equal([''])
    expect(steps("$['0']")).to.deep.equal(['0'])
  })

  it('is nothing that JSONPath would search or run', () => {
    for (const odd of [
      '',
      'a',
      '$a',
      '$.',
      '$..a',
      '$.*',
      '$[*]',
      '$[-1]',
      '$[?(@.a)]',
      '$[(1)]',
      '$.a b',
      '$[a]',
      "$['a",
      "$['a\\'b']",
      '$[1234567890]',
      '$.a$[',
      '$ .a',
    ])
      expect(steps(odd), odd).to.equal('bad-path')
  })

  it('leads through nothing that all objects share', () => {
    for (const name of ['__proto__', 'prototype', 'constructor'])
      for (const path of [`$.${name}`, `$.a['${name}']`, `$["${name}"].b`])
        expect(steps(path), path).to.equal('forbidden-path')
    expect(steps('$.constructors')).to.deep.equal(['constructors'])
  })

  it('leads to own properties only, and to nothing where one is missing', () => {
    const fact = { list: [{ a: 0 }], text: 'abc', none: null }
    expect(valueAt(fact, [])).to.equal(fact)
    expect(valueAt(fact, ['list', 0, 'a'])).to.equal(0)
    expect(valueAt(fact, ['none'])).to.equal(null)
    for (const path of [
      ['list', 1, 'a'],
      ['none', 'a'],
      ['nothing', 'a'],
      ['toString'],
      ['list', 'map'],
      ['text', 'trim'],
    ])
      expect(valueAt(fact, path), path.join()).to.equal(undefined)
    expect(valueAt(fact, ['list', 'length'])).to.equal(1)
    expect(valueAt(undefined, ['a'])).to.equal(undefined)
    expect(valueAt(5, ['a'])).to.equal(undefined)
  })

  it('is resolved the same each time, and to nothing where it can’t be read', () => {
    const resolve = restrictedPathResolver()
    for (let times = 0; times < 2; times += 1) {
      expect(resolve({ a: { b: 1 } }, '$.a.b')).to.equal(1)
      expect(resolve({ a: { b: 2 } }, '$.a.b')).to.equal(2)
      expect(resolve({ a: 1 }, '$..a')).to.equal(undefined)
      expect(resolve({ a: 1 }, '$')).to.deep.equal({ a: 1 })
    }
  })

  it('is written as it is read', () => {
    for (const path of ['$', '$.a.b[0]', `$['a b']["c'd"].имя_1-x[12]`, "$['']"]) {
      const parsed = parseFactPath(path)
      expect(parsed.ok && writtenPath(parsed.steps)).to.equal(path)
    }
  })
})

describe('the parameters of a fact', () => {
  it('have one key for equal ones, whatever the order of names, and another for others', () => {
    const all = [
      {},
      { a: 'b' },
      { a: 1 },
      { ab: '' },
      { a: 'b1' },
      { a: null },
      { a: ['b'] },
      { a: 1, b: 2 },
      { a: 2, b: 1 },
      { b: 'a' },
      { a: '1' },
    ]
    expect(new Set(all.map((one) => paramsKey(one))).size).to.equal(all.length)
    expect(paramsKey({ b: 2, a: 1 })).to.equal(paramsKey({ a: 1, b: 2 }))
    expect(paramsKey({})).to.equal('')
  })
})
