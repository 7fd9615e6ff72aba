// docs/tutorial as its readers follow it: every file is saved, every command run, and what they print is what the page says.
import { spawnSync } from 'node:child_process'
import { expect } from 'chai'
import { type FreshDatabase, freshDatabase } from '../../postgres/server.js'
import { blocks, pages } from '../pages.js'
import { missingIn, stepsOf } from './steps-of.js'
import { openTerminal } from './terminal.js'

const DATABASE = 'postgres://postgres:desk@127.0.0.1:5432/postgres'
const hasShell = ['curl', 'bash'].every((name) => spawnSync(name, ['--version']).status === 0)
const tutorials = pages().filter(({ path }) => path.startsWith('docs/tutorial/'))
const found = (path: string) => tutorials.find((one) => one.path === path)?.text ?? ''

describe('the tutorials', function () {
  this.timeout(240_000)

  for (const { path, text } of tutorials) {
    it(`${path} leads where it says`, async function () {
      if (!hasShell) this.skip()
      let database: FreshDatabase | null = null
      let address = 'http://127.0.0.1:4100'
      const terminal = openTerminal()
      try {
        for (const step of stepsOf(text)) {
          if (step.kind === 'file') {
            // Whoever else runs tests here may have that port.
            terminal.save(step.name, step.text.replace('port: 4100', 'port: 0'))
            continue
          }
          if (step.text.includes(DATABASE)) database ??= await freshDatabase()
          const commands = step.text
            .replace(/^docker .*\n/gm, '')
            .replaceAll(DATABASE, database?.url ?? '')
            .replaceAll('http://127.0.0.1:4100', address)
          if (step.serves) {
            address = await terminal.serve(commands)
            continue
          }
          const { code, output } = await terminal.run(commands)
          const seen = `${path}:${step.line}\n${commands}\n${output}`
          expect(code !== 0, `${seen}exit code ${code}`).to.equal(step.fails)
          const missing = missingIn(output.replaceAll(address, 'http://127.0.0.1:4100'), step.prints)
          expect(missing, seen).to.equal(null)
        }
      } finally {
        await terminal.close()
        await database?.drop()
      }
    })
  }

  it('are there for each kind of people', () => {
    expect(tutorials.map(({ path }) => path).sort()).to.deep.equal(
      ['admin', 'admin.ru', 'agent', 'backend', 'why'].map((name) => `docs/tutorial/${name}.md`),
    )
    for (const { text } of tutorials) expect(stepsOf(text)).to.have.length.above(5)
  })

  it('tell admins the same in both languages', () => {
    const shape = (page: string) => ({
      headings: page.match(/^##? /gm)?.length,
      blocks: blocks(page).map(({ language }) => language),
      commands: blocks(page)
        .filter(({ language }) => language === 'sh')
        .map(({ text }) =>
          text
            .replace(/--note ".*?"/g, '')
            .replace(/"text":".*?"/g, '')
            .replace(/support-(en|ru)/, ''),
        ),
    })
    expect(shape(found('docs/tutorial/admin.ru.md'))).to.deep.equal(shape(found('docs/tutorial/admin.md')))
  })

  it('find a line that is missing, and one that comes too early', () => {
    expect(missingIn('one\ntwo\n', ['one', 't…o'])).to.equal(null)
    expect(missingIn('one\ntwo\n', ['two', 'one'])).to.equal('one')
    expect(missingIn('one\n', ['two'])).to.equal('two')
  })
})
