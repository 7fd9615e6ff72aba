import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { loadRules, RuleSetError } from '../../src/desk/rule-files.js'

describe('loadRules', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'caseline rules '))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('reads files and folders, with comments and a byte order mark', async () => {
    await mkdir(join(folder, 'more'))
    await writeFile(join(folder, 'a.rules.json'), '\uFEFF{ "rules": [] } // none yet')
    await writeFile(join(folder, 'more', 'b.rules.json'), '{ "rules": [], }')
    await writeFile(join(folder, 'more', 'b.scenario.json'), 'not looked at')
    const { sources } = await loadRules(folder)
    expect(sources.map((one) => one.name)).to.deep.equal([
      join(folder, 'a.rules.json'),
      join(folder, 'more', 'b.rules.json'),
    ])
  })

  it('tells everything that is wrong with files at once', async () => {
    await mkdir(join(folder, 'empty'))
    await writeFile(join(folder, 'bad.json'), '{ "rules": [ }')
    const [missing, empty, bad] = [join(folder, 'nowhere'), join(folder, 'empty'), join(folder, 'bad.json')]
    const error: unknown = await loadRules(missing, empty, bad).catch((one: unknown) => one)
    if (!(error instanceof RuleSetError)) throw new Error('it was loaded')
    expect(error.diagnostics.map(({ code, source }) => [code, source])).to.deep.include.members([
      ['unreadable-file', missing],
      ['no-rule-files', empty],
      ['syntax-error', bad],
    ])
  })
})
