import { expect } from 'chai'
import { applyFixes } from '../../src/lint/apply-fixes.js'
import { lineDiff } from '../../src/lint/line-diff.js'

const FILE = `// first things first
{
  "rules": [
    { "id": "a", "on": "chat.startet" /* sic */ },
    {
      "id": "b",
      "then": [{ "do": "send-message", "text": "Hi" }], // said
    },
    { "id": "c" },
  ],
}
`
const set = (pointer: string, value: string | boolean) => ({ title: 't', pointer, value })

describe('fixes', () => {
  it('change a value and leave every other character alone', () => {
    const { text, applied } = applyFixes(FILE, [set('/rules/0/on', 'chat.started')])
    expect(text).to.equal(FILE.replace('chat.startet', 'chat.started'))
    expect(applied).to.have.length(1)
  })

  it('add a property in the manner of those beside it', () => {
    const inLine = applyFixes(FILE, [set('/rules/1/then/0/onlyFirstChatOnChannel', false)]).text
    expect(inLine).to.equal(FILE.replace('"Hi" }', '"Hi", "onlyFirstChatOnChannel": false }'))
    const ownLine = applyFixes(FILE, [set('/rules/1/stop', true)]).text
    expect(ownLine).to.include('"Hi" }],\n      "stop": true, // said')
    expect(applyFixes('{}', [set('/name', 'x')]).text).to.equal('{"name": "x"}')
  })

  it('rename a property', () => {
    expect(applyFixes(FILE, [{ title: 't', pointer: '/rules/0/on', rename: 'when' }]).text).to.equal(
      FILE.replace('"on"', '"when"'),
    )
  })

  it('remove from lists from the end, so that places stay true', () => {
    const remove = (pointer: string) => ({ title: 't', pointer, remove: true as const })
    const { text } = applyFixes(FILE, [remove('/rules/0'), remove('/rules/2'), set('/rules/1/id', 'B')])
    expect(text).to.include('"id": "B"').and.to.include('// said').and.to.include('// first things first')
    expect(text).to.not.include('"id": "a"').and.to.not.include('"id": "c"')
    const many = `{ "rules": [${Array.from({ length: 12 }, (_, index) => index).join(', ')}] }`
    expect(applyFixes(many, [remove('/rules/2'), remove('/rules/11')]).text).to.equal(
      '{ "rules": [0, 1, 3, 4, 5, 6, 7, 8, 9, 10] }',
    )
  })

  it('leave what another fix has touched, and what is not there', () => {
    const { text, applied } = applyFixes(FILE, [
      set('/rules/0/on', 'chat.started'),
      set('/rules/0/on', 'chat.finished'),
      set('/rules/9/on', 'x'),
    ])
    expect(applied).to.have.length(1)
    expect(text).to.include('chat.started')
  })

  it('keep the mark that some editors put in front', () => {
    expect(applyFixes(`\uFEFF${FILE}`, [set('/rules/0/id', 'A')]).text.startsWith('\uFEFF// first')).to.equal(true)
  })
})

describe('the difference of two texts', () => {
  it('keeps the lines that stayed, in order', () => {
    const told = lineDiff('a\nb\nc\nd\ne', 'a\nc\nx\nd\ny\ne').map(({ kind, text }) => `${kind} ${text}`)
    expect(told).to.deep.equal(['same a', 'gone b', 'same c', 'new x', 'same d', 'new y', 'same e'])
    expect(lineDiff('a', 'a')).to.deep.equal([{ kind: 'same', text: 'a' }])
  })
})
