import { expect } from 'chai'
import fc from 'fast-check'
import { compileJson } from '../../../src/core/template/compile-json.js'

function problemsOf(value: unknown): readonly string[] {
  const compiled = compileJson(value, '/body')
  return compiled.ok ? [] : compiled.problems.map((problem) => `${problem.pointer} ${problem.code}`)
}

describe('A body made of texts', () => {
  it('renders the texts and leaves keys and the rest', () => {
    const body = { '{{ a }}': '{{ a }}', list: [1, true, null, '{{ b.c }}!', { deep: 'x' }] }
    const compiled = compileJson(body)
    if (!compiled.ok) throw new Error('It is right')
    expect(compiled.json.variables).to.deep.equal(['a', 'b.c'])
    expect(compiled.json.render({ a: 'A', b: { c: 3 } }, { language: null })).to.deep.equal({
      ok: true,
      value: { '{{ a }}': 'A', list: [1, true, null, '3!', { deep: 'x' }] },
    })
  })

  it('gives back unchanged what has no template in it', () => {
    fc.assert(
      // JSON has no -0, which fast-check makes.
      fc.property(fc.jsonValue({ maxDepth: 5, noUnicodeString: true }), (made) => {
        const value: unknown = JSON.parse(JSON.stringify(made))
        fc.pre(!/\{[{%]/.test(JSON.stringify(value)))
        const compiled = compileJson(value)
        const rendering = compiled.ok ? compiled.json.render({}, { language: null }) : compiled
        expect(rendering).to.deep.equal({ ok: true, value })
      }),
    )
  })

  it('keeps a key __proto__ a key', () => {
    const compiled = compileJson(JSON.parse('{"__proto__": {"admin": "{{ a }}"}}'))
    const rendering = compiled.ok ? compiled.json.render({ a: 1 }, { language: null }) : undefined
    expect(JSON.stringify(rendering)).to.equal('{"ok":true,"value":{"__proto__":{"admin":"1"}}}')
  })

  it('reports all faults with their places', () => {
    const body = {
      a: '{{ x',
      'b/c': [{ d: '{% if %}' }],
      e: undefined,
      f: () => 1,
      g: 1n,
      h: Number.NaN,
      i: new Date(0),
    }
    expect(problemsOf(body)).to.deep.equal([
      '/body/a bad-template',
      '/body/b~1c/0/d bad-template',
      '/body/e not-json',
      '/body/f not-json',
      '/body/g not-json',
      '/body/h not-json',
      '/body/i not-json',
    ])
  })

  it('goes 50 levels deep and no deeper', () => {
    const nest = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels))
    expect(problemsOf(nest(50))).to.deep.equal([])
    expect(problemsOf(nest(51))).to.deep.equal([`/body${'/0'.repeat(50)} too-deep`])
  })

  it('ends soon with a body that contains itself over and over', () => {
    let doubled: unknown = 'x'
    for (let level = 0; level < 49; level += 1) doubled = [doubled, doubled]
    expect(problemsOf(doubled).map((problem) => problem.split(' ')[1])).to.deep.equal(['too-large'])
    const cyclic: unknown[] = []
    cyclic.push(cyclic)
    expect(problemsOf(cyclic)).to.have.lengthOf(1)
  })

  it('fails as a whole when one text fails', () => {
    const compiled = compileJson(['ok', '{% for i in (1..1000000) %}{{ i }}{% endfor %}'])
    expect(compiled.ok && compiled.json.render({}, { language: null })).to.include({
      ok: false,
      code: 'template-limit',
    })
  })
})
