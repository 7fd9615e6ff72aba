import { expect } from 'chai'
import fc from 'fast-check'
import { RE2JS } from 're2js'
import { samplePattern } from '../../../../src/core/explain/flip/sample-pattern.js'
import { patternLiterals } from '../../../../src/core/rules/index/pattern-literals.js'
import { candidatesOf } from '../../../../src/core/rules/index/rule-index.js'
import { judgeRule } from '../../../../src/core/rules/judge.js'
import { loadRuleSet } from '../../../../src/core/rules/load-rule-set.js'
import { foldText } from '../../../../src/core/rules/operators/fold-text.js'
import { compilePattern } from '../../../../src/core/rules/operators/pattern.js'
import type { Rule } from '../../../../src/core/rules/rule-set.js'
import { newSnapshot } from '../../../../src/core/rules/snapshot.js'

const RUNS = Number(process.env.CASELINE_RUNS ?? 0) || 1_500
const exact = (...texts: readonly string[]) => texts.map((text) => ({ text, isExact: true }))
const folded = (...texts: readonly string[]) => texts.map((text) => ({ text, isExact: false }))

const LETTERS = ['a', 'K', 's', 'е', 'Ё', 'й', 'и', '1', ' ', '-']
const MARKS = [
  '\u0301',
  '\u0306',
  '\u0308',
  '\u0338',
  '\u20e3',
  'ſ',
  '\u212a',
  '\u1c82',
  'ß',
  'İ',
  'ﬁ',
  '\n',
  '\u00a0',
  '𝒂',
]
const literal = fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 4 }).map((all) => all.join(''))
const piece = fc.oneof(
  { weight: 4, arbitrary: literal },
  fc.constantFrom(
    '.',
    '\\w',
    '\\s+',
    '[aе]',
    '[^a]',
    '^',
    '$',
    '\\b',
    '(?i)',
    '(?-i)',
    '(?s)',
    '\\.',
    '\\p{L}',
    '[]а]',
    '\\x41',
    '(?P<n>a)',
  ),
)
const pattern = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  pattern: fc
    .array(fc.array(tie('part'), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
    .map((branches) => branches.map((parts) => parts.join('')).join('|')),
  part: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    piece,
    fc
      .tuple(
        fc.constantFrom('(', '(?:', '(?i:', '(?-i:', '(?P<g>'),
        tie('pattern'),
        fc.constantFrom(')', ')?', ')*', ')+', '){2}', '){0,1}', ')+?'),
      )
      .map((all) => all.join('')),
    fc.tuple(piece, fc.constantFrom('?', '*', '+', '{1,2}', '{0}', '??')).map((all) => all.join('')),
  ),
})).pattern
const text = fc.array(fc.constantFrom(...LETTERS, ...LETTERS, ...MARKS), { maxLength: 14 }).map((all) => all.join(''))

/** The sample with other letters that are the same to who ignores case, chosen by the bits of `how`. */
function varied(sample: string, how: number): string {
  const others: { readonly [letter: string]: string } = { s: 'ſ', K: '\u212a', е: 'Е', и: 'И', Ё: 'ё', a: 'A' }
  return [...sample].map((one, at) => (((how >> (at % 30)) & 3) === 3 ? (others[one] ?? one) : one)).join('')
}

describe('texts that every match of a pattern has one of', () => {
  it('are read from patterns as people write them', () => {
    expect(patternLiterals('refund|money back')).to.deep.equal(exact('refund', 'money back'))
    expect(patternLiterals('order #?\\d+')).to.deep.equal(exact('order '))
    expect(patternLiterals('(?i)верн(?:ите|уть) деньги')).to.deep.equal(folded('деньг'))
    expect(patternLiterals('^(?:a|b)c{2}defg?$')).to.deep.equal(exact('cdef'))
    expect(patternLiterals('ab+cd')).to.deep.equal(exact('bcd'))
    expect(patternLiterals('(?i:СТАТУС)[ -]заказа')).to.deep.equal(exact('заказа'))
    expect(patternLiterals('\\bcall\\.me\\b')).to.deep.equal(exact('call.me'))
  })

  it('are none where a match can do without, or the syntax is not known', () => {
    for (const one of [
      'refund|.',
      '(?:refund)?',
      'refund*|x',
      '[a-z]+',
      '(?i)да',
      '\\Qrefund\\E',
      'a',
      '',
      '(refund|)',
    ])
      expect(patternLiterals(one), one).to.equal(null)
  })

  it('are in every text that the pattern matches', () => {
    let matched = 0
    fc.assert(
      fc.property(
        pattern,
        fc.array(fc.tuple(text, text, fc.nat()), { minLength: 4, maxLength: 8 }),
        (written, around) => {
          const compiled = compilePattern(written)
          const literals = patternLiterals(written)
          if (typeof compiled === 'string' || literals === null) return
          const sample = samplePattern(written)
          const texts = around.map(([before, behind, how]) => before + varied(sample, how) + behind)
          for (const one of texts.filter((given) => compiled.test(given))) {
            matched += 1
            const form = foldText(one)
            const holds = literals.some(({ text: sought, isExact }) => (isExact ? one : form).includes(sought))
            expect(holds, JSON.stringify({ written, one, literals })).to.equal(true)
          }
        },
      ),
      { numRuns: RUNS },
    )
    expect(matched).to.be.greaterThan(RUNS / 10)
  })

  it('stand for every letter that RE2 takes for the same in another case, marks behind it or not', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789абвгдежзийклмнопрстуфхцчшщъыьэюяё']
    const anyOf = RE2JS.compile(`(?i)^[${letters.join('')}]$`)
    const found = Array.from({ length: 0x1ffff }, (_, code) => code)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter((one) => anyOf.test(one))
    expect(found).to.include('\u212a').and.to.include('\u1c80')
    for (const one of found) {
      const letter = letters.find((known) => RE2JS.compile(`(?i)^${known}$`).test(one)) ?? ''
      for (const mark of ['', '\u0301', '\u0306', '\u0308', '\u0338'])
        expect(foldText(`x${one}я${mark}`), one).to.include(foldText(`x${letter}`))
    }
  })

  it('lead to every rule that matches', async () => {
    const rule = (n: number, value: string): Rule => ({
      id: `r${n}`,
      on: 'message.received',
      when: { all: [{ fact: 'message', path: '$.text', operator: 'matches', value }] },
      then: [{ do: 'add-note', text: 'x' }],
    })
    const sound = pattern.filter((one) => typeof compilePattern(one) !== 'string')
    await fc.assert(
      fc.asyncProperty(fc.array(sound, { minLength: 6, maxLength: 9 }), text, async (patterns, given) => {
        const loaded = loadRuleSet({ rules: patterns.map((one, n) => rule(n, one)) })
        if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics))
        const { rules: all, index } = loaded.rules.ofTrigger('message.received')
        const snapshot = newSnapshot(loaded.rules, { message: { text: given } })
        const candidates = candidatesOf(index(), snapshot.readings)
        for (const [position, one] of all.entries())
          if ((await judgeRule(one, snapshot)).kind !== 'failed') expect(candidates).to.include(position)
      }),
      { numRuns: Math.max(40, RUNS / 100) },
    )
  })
})
