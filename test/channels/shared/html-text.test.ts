import { expect } from 'chai'
import fc from 'fast-check'
import { decodeEntities, htmlText } from '../../../src/channels/shared/html-text.js'

const shown: readonly (readonly [html: string, text: string])[] = [
  ['plain', 'plain'],
  ['a <b>b</b> c', 'a b c'],
  ['<p>a</p><p>b</p>', 'a\n\nb'],
  ['a<br>b<br/>c', 'a\nb\nc'],
  ['a<br><br><br><br>b', 'a\n\nb'],
  ['<div>a</div>\n   <div>b</div>', 'a\nb'],
  ['<ul><li>one<li>two</ul>', '- one\n- two'],
  ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
  ['<blockquote>q<blockquote>r</blockquote></blockquote>s', '> q\n>\n> > r\ns'],
  ['<pre>a\n  b</pre>c', 'a\n  b\nc'],
  ['<style>p{}</style><script>"</p>"</script>x', 'x'],
  ['<script>never ends', ''],
  ['<!-- a > b -->x', 'x'],
  ['<!-- never ends', ''],
  ['1 < 2 and 3 > 2', '1 < 2 and 3 > 2'],
  ['<a href="x>y">link</a>', 'link'],
  ['<img alt="x" src=\'a>b\'>after', 'after'],
  ['&lt;b&gt; &amp;lt; &#1055;&#x440; &nbsp;&euro;', '<b> &lt; Пр €'],
  ['<P>UPPER</P>', 'UPPER'],
  ['a<b', 'a<b'],
  ['', ''],
]

describe('HTML as text', () => {
  for (const [html, text] of shown) it(JSON.stringify(html), () => expect(htmlText(html)).to.equal(text))

  it('entities are decoded once, and what is none stays', () => {
    expect(decodeEntities('&amp;amp; &unknown; &; &#0; &#xD800; &#99999999; &constructor;')).to.equal(
      '&amp; &unknown; &; \ufffd \ufffd &#99999999; &constructor;',
    )
  })

  it('whatever is given, it ends and holds no tag that it knows', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '=',
      '<p>',
      '</p>',
      '<!--',
      '-->',
      '<script>',
      '</script>',
      '&amp;',
      'a',
      ' ',
      '\n',
      '<pre>',
      '<li>',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = htmlText(pieces.join(''))
        expect(text).to.equal(text.trim())
      }),
    )
  })
})
