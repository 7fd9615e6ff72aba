import { expect } from 'chai'
import { makeTemplate, render } from './render.js'

describe('Rendering a template', () => {
  it('leaves empty what is missing, at the root and below', () => {
    expect(
      render('[{{ nobody }}{{ nobody.at.all }}{{ a.b[3].c }}{{ nobody | upcase }}{{ nobody | date: "HH" }}]', {
        a: {},
      }),
    ).to.equal('[]')
    expect(render('{% if customer.email %}a{% else %}b{% endif %}')).to.equal('b')
    expect(render('{{ customer.name | default: "friend" }}')).to.equal('friend')
  })

  it('keeps blanks and line ends as they stand', () => {
    expect(render(' a  {{ x }}\n\n\tb ', { x: ' y ' })).to.equal(' a   y \n\n\tb ')
  })

  it('takes out control characters and halves of characters, and nothing else', () => {
    expect(render('{{ x }}', { x: 'a\u0000\u0007\r\nb\tc\u001b[31m\u0085\u007f' })).to.equal('a\nb\tc[31m')
    expect(render('a\u0000{{ x }}', { x: '\ud83d' })).to.equal('a\ufffd')
    expect(render('a\u0000b')).to.equal('ab')
    expect(render('{{ x }}', { x: '👩‍💻 привет ١ עברית' })).to.equal('👩‍💻 привет ١ עברית')
  })

  it('does not run a template that came in as a value', () => {
    expect(render('{{ x }}', { x: '{{ secret }}{% for %}', secret: 1 })).to.equal('{{ secret }}{% for %}')
  })

  it('escapes every value for HTML, and no filter switches that off', () => {
    const facts = { x: `<b a="1">&'` }
    expect(render('<p>{{ x }}</p>', facts, { html: true })).to.equal('<p>&lt;b a=&quot;1&quot;&gt;&amp;&#39;</p>')
    expect(render('<p>{{ x }}</p>', facts)).to.equal(`<p>${facts.x}</p>`)
    for (const through of [
      'json',
      'jsonify',
      'inspect',
      'default: x',
      'strip',
      'append: x',
      'url_decode',
      'newline_to_br',
    ]) {
      expect(render(`{{ x | ${through} }}`, facts, { html: true }), through).to.not.match(/[<>"']/)
    }
    expect(render('{% echo x %}{% cycle x %}', facts, { html: true })).to.not.match(/[<>"']/)
    expect(render('{{ x }}', { x: ['<a>', { toString: '<b>' }] }, { html: true })).to.not.contain('<')
  })

  for (const path of [
    'constructor',
    '__proto__',
    'toString',
    'customer.constructor',
    'customer.constructor.constructor',
    'customer.__proto__',
    'customer["__proto__"].toString',
    'customer.name.constructor',
    'customer.tags.map',
    'customer.hasOwnProperty',
  ]) {
    it(`reaches nothing through {{ ${path} }}`, () => {
      expect(render(`[{{ ${path} }}]`, { customer: { name: 'Anna', tags: [] } })).to.equal('[]')
    })
  }

  it('changes neither the facts nor anything that outlives it', () => {
    const facts = Object.freeze({ n: 5, customer: Object.freeze({ name: 'Anna', tags: Object.freeze(['b', 'a']) }) })
    const source =
      '{% increment n %}{% decrement n %}{% assign customer = 1 %}{% assign __proto__ = 2 %}{% increment __proto__ %}{% capture constructor %}x{% endcapture %}{{ customer }}'
    const once = render(source, facts)
    expect(render(source, facts)).to.equal(once)
    expect(render('{{ customer.tags | sort | reverse | join: "," }}{{ n }}', facts)).to.equal('b,a5')
    expect(Object.getOwnPropertyNames(Object.prototype)).to.not.include('2')
  })

  it('ends an endless job soon, with template-limit', () => {
    const hostile = [
      '{% for i in (1..1000000) %}{{ i }}{% endfor %}',
      '{% for i in (1..999) %}{% for j in (1..999) %}{% for k in (1..999) %}x{% endfor %}{% endfor %}{% endfor %}',
      '{% assign a = "xxxxxxxx" %}{% for i in (1..60) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}{{ a }}',
      '{% assign a = "xxxxxxxx" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}',
      '{% assign a = "xxxxxxxx" %}{% for i in (1..60) %}{% assign a = a | replace: "x", "xx" %}{% endfor %}',
      '{% assign a = (1..400000) %}{% for i in (1..9000) %}{{ a | sum }}{% endfor %}',
      '{% assign a = (1..400000) %}{% for i in (1..9000) %}{{ a | find: "x", 1 }}{% endfor %}',
      '{% for i in (1..9007199254740991) %}{% endfor %}',
      '{% for i in (1..15000) %}{{ i | date: "cccc cccc cccc" }}{{ now | date: "cccc cccc cccc cccc" }}{% endfor %}',
      '{% tablerow i in (1..100000) %}{{ i }}{% endtablerow %}',
    ]
    // The limit counts work, not time. One that wasn't counted would run for days, and the runner's time-out end it.
    for (const source of hostile)
      expect(render(source, { now: '2026-03-02T09:00:00Z' }), source).to.equal('template-limit')
  })

  it('renders a long but honest loop', () => {
    const tags = Array.from({ length: 1_000 }, (_, index) => `tag-${index}`)
    expect(render('{% for tag in tags %}{{ tag }}, {% endfor %}', { tags })).to.match(/tag-999, $/)
  })

  it('reports what goes wrong while rendering, and does not throw', () => {
    expect(render('{{ x }}', { x: { toString: 1, valueOf: 1 } })).to.equal('template-error')
    const cyclic: unknown[] = []
    cyclic.push(cyclic)
    expect(render('{{ x }}', { x: cyclic })).to.equal('template-limit')
    const { message } = {
      message: '',
      ...makeTemplate('a{{ x | date: "HH", "Nowhere/City" }}').render({ x: '2026-03-02' }, { language: null }),
    }
    expect(message).to.equal('"Nowhere/City" is not a time zone')
  })

  it('shows a Date in ISO, whatever the machine’s zone', () => {
    expect(render('{{ x }}', { x: new Date(0) })).to.equal('1970-01-01T00:00:00.000Z')
  })
})
