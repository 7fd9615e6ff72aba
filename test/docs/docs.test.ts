import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { parse } from 'jsonc-parser'
import { pictureOf } from '../../src/cli/draw/picture.js'
import { svgOf } from '../../src/cli/draw/svg.js'
import { chatMachine } from '../../src/core/chat/machine.js'
import { REFUSAL_CODES } from '../../src/core/thread/refusal.js'
import { STORE_ERROR_CODES } from '../../src/ports/store-error.js'
import { readScenario } from '../../src/testing/read-scenario.js'
import { isObject } from '../../src/testing/shape.js'
import { blocks, brokenLinks, pages } from './pages.js'

const page = (path: string) => {
  const found = pages().find((one) => one.path === path)
  if (found === undefined) throw new Error(`${path} is missing`)
  return found
}
const firstColumn = (text: string) => [...text.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, code]) => code)

describe('the documentation', () => {
  it('lists exactly the refusals that the code knows', () => {
    const listed = firstColumn(page('docs/reference/refusals.md').text.split('| code | means |')[1] ?? '')
    expect(listed).to.deep.equal([...REFUSAL_CODES])
  })

  it('lists exactly the errors that a store may throw', () => {
    const listed = firstColumn(page('docs/reference/store-errors.md').text.split('| code | means |')[1] ?? '')
    expect(listed).to.deep.equal([...STORE_ERROR_CODES])
  })

  for (const one of pages()) {
    it(`has no broken link in ${one.path}`, () => {
      expect(brokenLinks(one)).to.deep.equal([])
    })
  }

  it('finds a broken link', () => {
    const text = '[a](nowhere.md) [b](docs/guide/rules.md#nothing) [c](docs/guide/rules.md#reminders) [d](../../etc)'
    expect(brokenLinks({ path: 'README.md', text })).to.deep.equal([
      'nowhere.md',
      'docs/guide/rules.md#nothing',
      '../../etc',
    ])
  })

  it('shows only scenarios that can be read', () => {
    const shown = pages()
      .flatMap((one) => blocks(one.text))
      .filter((block) => block.language === 'json' || block.language === 'jsonc')
      .map((block): unknown => parse(block.text))
      .filter((value) => isObject(value) && 'steps' in value)
    expect(shown).to.have.length.above(0)
    for (const value of shown) readScenario(value)
  })

  it('tells admins the same in both languages', () => {
    const shape = (path: string) =>
      blocks(page(path).text).map((block) => {
        if (block.language !== 'json') return block.language
        const { rules } = parse(block.text)
        return rules.map((rule: { id: string; on: unknown; when: unknown }) => [rule.id, rule.on, rule.when])
      })
    expect(shape('docs/guide/rules.ru.md')).to.deep.equal(shape('docs/guide/rules.md'))
    const headings = (path: string) => page(path).text.match(/^##? /gm)?.length
    expect(headings('docs/guide/rules.ru.md')).to.equal(headings('docs/guide/rules.md'))
  })

  it('has the picture that the machine draws today (node scripts/pictures.mjs)', () => {
    const drawn = readFileSync(new URL('../../docs/images/lifecycle.svg', import.meta.url), 'utf8')
    expect(drawn).to.equal(svgOf(pictureOf(chatMachine)))
  })

  it('names the test command after its mark', () => {
    expect(page('README.md').text).to.match(/<!-- test command -->\n```sh\nnpm test\n```/)
  })
})
