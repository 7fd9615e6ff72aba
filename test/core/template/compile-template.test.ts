import { expect } from 'chai'
import fc from 'fast-check'
import { compileTemplate } from '../../../src/core/template/compile-template.js'
import { makeTemplate, render } from './render.js'

function faultOf(source: string): string {
  const compiled = compileTemplate(source)
  return compiled.ok ? 'none' : `${compiled.line}:${compiled.column} ${compiled.message}`
}

describe('Checking a template', () => {
  it('says what is wrong, and where', () => {
    expect(faultOf('Hello\n  {{ name | shout }}')).to.equal('2:3 undefined filter: shout')
    expect(faultOf('a {{ name')).to.match(/^1:3 .*not closed$/)
    expect(faultOf('a\n{% if name %}b')).to.match(/^2:1 .*not closed$/)
    expect(faultOf('{% shout %}')).to.match(/^1:1 .*not found$/)
    expect(faultOf('{% endif %}')).to.match(/^1:1 /)
    expect(faultOf('{{ | upcase }}')).to.match(/^1:/)
  })

  for (const tag of ["include 'a'", "render 'a'", "layout 'a'", 'block a']) {
    it(`has no files for {% ${tag} %}`, () => expect(faultOf(`{% ${tag} %}`)).to.match(/without files$/))
  }

  for (const filter of ['sample', 'date_to_string', 'sha256', 'where_exp: "a", "a.b"', 'raw']) {
    it(`doesn't have the filter ${filter}`, () => expect(faultOf(`{{ a | ${filter} }}`)).to.match(/undefined filter/))
  }

  it('lists the paths that a template reads from outside, each once', () => {
    const source = `{{ customer.name }} {{ customer.name | upcase }} {{ message.attachments[0].url }} {{ customer['first name'] }}
      {% if chat.state == 'active' %}{{ now }}{% endif %}{{ a | append: b.c }}`
    expect(makeTemplate(source).variables).to.deep.equal([
      'customer.name',
      'customer.first name',
      'message.attachments.0.url',
      'chat.state',
      'now',
      'a',
      'b.c',
    ])
  })

  it('leaves out what the template itself makes', () => {
    const source = `{% assign a = customer.name %}{% capture b %}{{ a }}{% endcapture %}{{ a }}{{ b }}
      {% for tag in chat.tags %}{{ tag.x }}{{ forloop.index }}{% endfor %}{% increment n %}`
    expect(makeTemplate(source).variables).to.deep.equal(['customer.name', 'chat.tags'])
  })

  it('ends a path before a computed part and lists what computes it', () => {
    expect(makeTemplate('{{ customer.fields[chat.subject].x }}').variables).to.have.members([
      'customer.fields',
      'chat.subject',
    ])
  })

  it('takes a text without any Liquid as it is', () => {
    expect(makeTemplate('50 % off, {a} | }} %}').variables).to.deep.equal([])
    expect(render('50 % off, {a} | }} %}')).to.equal('50 % off, {a} | }} %}')
    expect(render('')).to.equal('')
  })

  it('refuses a template of more than 100,000 characters, with or without tags', () => {
    expect(faultOf('x'.repeat(100_000))).to.equal('none')
    expect(faultOf('x'.repeat(100_001))).to.match(/at most 100000/)
  })

  it('refuses tags nested more than 50 deep, and ends soon whatever the depth', () => {
    const nested = (depth: number): string => `${'{%if a%}'.repeat(depth)}${'{%endif%}'.repeat(depth)}`
    expect(faultOf(nested(50))).to.equal('none')
    expect(faultOf(nested(51))).to.match(/nested too deep/)
    expect(faultOf(nested(5_000))).to.match(/nested too deep/)
    expect(faultOf(`{{ ${'a['.repeat(30_000)} }}`)).to.not.equal('none')
    expect(faultOf(`{{ ${'('.repeat(30_000)} }}`)).to.not.equal('none')
  })

  it('never throws, neither for noise nor for pieces of Liquid in any order', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      'if',
      'for',
      'i in',
      '(1..3)',
      'endif',
      'endfor',
      'a.b',
      '|',
      'date',
      ':',
      '"',
      "'",
      '[',
      ']',
      '-',
      '\n',
      'assign',
      '=',
      '__proto__',
    )
    const noise = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), piece)
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 30 }), (pieces) => {
        const compiled = compileTemplate(pieces.join(' '))
        if (!compiled.ok) {
          expect(compiled.line).to.be.at.least(1)
          expect(compiled.column).to.be.at.least(1)
          expect(compiled.message).to.not.equal('')
        } else {
          const rendering = compiled.template.render({ a: { b: '{{ x }}' } }, { language: 'ru' })
          expect(rendering.ok ? rendering.text : rendering.message).to.not.match(/\p{Surrogate}/u)
        }
      }),
      { numRuns: 1_500 },
    )
  })
})
