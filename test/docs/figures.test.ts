import { expect } from 'chai'
import { COLUMNS } from '../../src/http/export/columns.js'
import { blocks, pages } from './pages.js'

const text = (path: string): string => pages().find((one) => one.path === path)?.text ?? ''

describe('the pages on figures, publishing and moving in', () => {
  it('list exactly the columns of an export', () => {
    const table = text('docs/reference/figures.md').split('| column | means |')[1] ?? ''
    expect([...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)).to.deep.equal(
      COLUMNS.map(({ name }) => name),
    )
  })

  it('tell admins the same in both languages', () => {
    const shape = (page = '') => ({
      headings: page.match(/^##? /gm)?.length,
      commands: blocks(page).map(({ language, text: body }) => [language, body.replace(/--note ".*?"/g, '')]),
    })
    for (const name of ['publishing', 'moving-in']) {
      const [english, russian] = [`docs/guide/${name}.md`, `docs/guide/${name}.ru.md`].map(text)
      expect(shape(russian), name).to.deep.equal(shape(english))
      expect(shape(english).commands, name).to.have.length.above(3)
    }
  })
})
