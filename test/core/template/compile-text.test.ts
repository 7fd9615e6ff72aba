import { expect } from 'chai'
import type { Text } from '../../../src/core/rules/rule-set.js'
import { compileText } from '../../../src/core/template/compile-text.js'

function say(text: Text, language: string | null, facts = {}): string {
  const compiled = compileText(text, '')
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  const rendering = compiled.text.render(facts, { language })
  return rendering.ok ? rendering.text : rendering.code
}

function problemsOf(text: Text): readonly string[] {
  const compiled = compileText(text, '/rules/0/then/0/text')
  return compiled.ok ? [] : compiled.problems.map((problem) => `${problem.pointer} ${problem.code}`)
}

describe('A text in several languages', () => {
  const text = { ru: 'привет', 'pt-BR': 'oi', pt: 'olá', default: 'hello' }

  for (const [language, expected] of [
    ['ru', 'привет'],
    ['RU', 'привет'],
    ['ru-RU', 'привет'],
    ['pt-BR', 'oi'],
    ['pt_br', 'oi'],
    ['pt-PT', 'olá'],
    ['de', 'hello'],
    ['', 'hello'],
    ['__proto__', 'hello'],
    ['constructor', 'hello'],
    [null, 'hello'],
  ] as const) {
    it(`says ${expected} to a customer with the language ${language}`, () =>
      expect(say(text, language)).to.equal(expected))
  }

  it('takes the first when there is no default', () => {
    expect(say({ ru: 'привет', en: 'hello' }, 'de')).to.equal('привет')
    expect(say({ ru: 'привет', en: 'hello' }, null)).to.equal('привет')
  })

  it('names days in the language of the text that it fell back to', () => {
    const days = { ru: "в {{ now | date: 'cccc' }}", en: "on {{ now | date: 'cccc' }}" }
    const facts = { now: '2026-03-02T09:00:00Z' }
    expect(say(days, 'de', facts)).to.equal('в понедельник')
    expect(say(days, 'en-GB', facts)).to.equal('on Monday')
  })

  it('is one text for everybody when it has no languages', () => expect(say('hello', 'ru')).to.equal('hello'))

  it('reads the variables of all languages', () => {
    const compiled = compileText({ ru: '{{ a }}{{ b }}', en: '{{ b }}{{ c.d }}' }, '')
    expect(compiled.ok && compiled.text.variables).to.deep.equal(['a', 'b', 'c.d'])
  })

  it('reports every language’s faults with their places', () => {
    expect(problemsOf({ ru: '{{ a', en: 'ok', 'a/b~': '{% if %}' })).to.deep.equal([
      '/rules/0/then/0/text/ru bad-template',
      '/rules/0/then/0/text/a~1b~0 bad-language',
      '/rules/0/then/0/text/a~1b~0 bad-template',
    ])
    expect(problemsOf('{{ a')).to.deep.equal(['/rules/0/then/0/text bad-template'])
    expect(problemsOf({})).to.deep.equal(['/rules/0/then/0/text empty-text'])
  })

  it('refuses a language that is none, and a text that is none', () => {
    const parsed: Text = JSON.parse('{"__proto__": "x", "русский": "y", "en": 7}')
    expect(problemsOf(parsed)).to.deep.equal([
      '/rules/0/then/0/text/__proto__ bad-language',
      '/rules/0/then/0/text/русский bad-language',
      '/rules/0/then/0/text/en bad-template',
    ])
  })
})
