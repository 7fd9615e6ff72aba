import { expect } from 'chai'
import { checkRuleSet } from '../../src/core/rules/check-rule-set.js'
import { parseRuleFile, placeOf } from '../../src/lint/place.js'

const codesOf = (text: string): string[] =>
  parseRuleFile(text, 'f').diagnostics.map(({ code, line, column }) => `${code} ${line}:${column}`)

describe('a rule file', () => {
  it('may have comments, trailing commas, a byte order mark and any line ends', () => {
    const text = '\uFEFF// top\r\n{ "rules": [ /* none */ ], }\n'
    expect(parseRuleFile(text, 'f')).to.deep.include({ value: { rules: [] }, diagnostics: [], file: 'f' })
  })

  it('that is broken says where', () => {
    expect(codesOf('{\n  "a": 1\n  "b": 2\n}')).to.deep.equal(['syntax-error 3:3'])
    expect(codesOf('{ "a": }')).to.deep.equal(['syntax-error 1:8'])
    expect(codesOf('')).to.deep.equal(['syntax-error 1:1'])
    expect(codesOf('hello')).to.include('syntax-error 1:1')
    expect(parseRuleFile('{ "rules": [] ', 'f').diagnostics[0]?.message).to.match(/brace/)
  })

  it('tells of keys that are there twice, and takes the last as JSON does', () => {
    const text = '{\n  "a": 1,\n  "b": { "c": 1,\n    "c": 2 },\n  "a": 3\n}'
    expect(codesOf(text)).to.deep.equal(['duplicate-key 4:5', 'duplicate-key 5:3'])
    expect(parseRuleFile(text, 'f').value).to.deep.equal({ a: 3, b: { c: 2 } })
    expect(parseRuleFile(text, 'f').diagnostics.map(({ pointer }) => pointer)).to.deep.equal(['/b/c', '/a'])
  })

  it('keeps a key `__proto__` as a key', () => {
    const { value } = parseRuleFile('{ "__proto__": { "a": 1 } }', 'f')
    expect(Object.keys(Object(value))).to.deep.equal(['__proto__'])
    expect(Object.getPrototypeOf(value)).to.equal(Object.prototype)
  })

  it('nested 100,000 deep is refused, not overflowing the stack', () => {
    const text = '{"a":'.repeat(100_000)
    expect(parseRuleFile(text, 'f').diagnostics.map(({ code }) => code)).to.deep.equal(['too-deep'])
    expect(parseRuleFile('['.repeat(100_000), 'f').value).to.equal(undefined)
    expect(placeOf(text, '/a')).to.deep.equal({ line: 1, column: 1 })
  })
})

describe('the place of a finding', () => {
  const text = '{\n  "rules": [\n    { "id": "r", "on": "chat.started",\n      "tehn": [] }\n  ],\n  "a/b~c": 1\n}'

  it('is the key of an unknown property, the object that lacks one, and else the value', () => {
    const parsed = parseRuleFile(text, 'f')
    const found = checkRuleSet(parsed.value)
      .map(parsed.placed)
      .map(({ code, line, column, file }) => [code, line, column, file])
    expect(found).to.have.deep.members([
      ['unknown-property', 6, 3, 'f'],
      ['unknown-property', 4, 7, 'f'],
      ['missing-property', 3, 5, 'f'],
    ])
  })

  it('is found by pointer', () => {
    expect(placeOf(text, '')).to.deep.equal({ line: 1, column: 1 })
    expect(placeOf(text, '/rules/0/on')).to.deep.equal({ line: 3, column: 24 })
    expect(placeOf(text, '/rules/0/on', 'key')).to.deep.equal({ line: 3, column: 18 })
    expect(placeOf(text, '/a~1b~0c')).to.deep.equal({ line: 6, column: 12 })
  })

  it('is the nearest thing around it when there is nothing', () => {
    expect(placeOf(text, '/rules/0/then/0')).to.deep.equal({ line: 3, column: 5 })
    expect(placeOf(text, '/rules/9', 'key')).to.deep.equal({ line: 2, column: 12 })
    expect(placeOf('', '/x')).to.deep.equal({ line: 1, column: 1 })
  })
})
