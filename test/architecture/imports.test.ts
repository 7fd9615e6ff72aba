import { expect } from 'chai'
import { barrels, cycles, wrongImports } from './import-rules.js'
import { importsOf, type ModuleImport, readSources } from './module-graph.js'

const sources = readSources()
let imports: readonly ModuleImport[] = []

describe('imports', () => {
  before(async () => {
    imports = await importsOf(sources)
  })

  it('the guard sees the modules and what they import', () => {
    expect(sources.size).to.be.greaterThan(40)
    expect(new Set(imports.map((one) => one.from)).size).to.be.greaterThan(sources.size / 2)
    expect(imports.filter((one) => one.typeOnly)).to.not.be.empty
    expect(imports.filter((one) => !one.ours)).to.not.be.empty
  })

  it('every import of ours names a module that exists', () => {
    const lost = imports.filter((one) => one.ours && !sources.has(one.target) && !one.target.endsWith('.json'))
    expect(lost.filter((one) => !one.target.includes('generated/'))).to.deep.equal([])
  })

  it('rooms import only the rooms they may', () => {
    expect(wrongImports(imports)).to.deep.equal([])
  })

  it('no modules import each other in a ring', () => {
    expect(cycles(imports)).to.deep.equal([])
  })

  it('no folder has a barrel', () => {
    expect(barrels(sources)).to.deep.equal([])
  })

  it('finds each planted fault', async () => {
    const planted = await importsOf(
      new Map([
        ['core/chat/reads-disk.ts', "import { readFileSync } from 'node:fs'\nexport const read = readFileSync"],
        ['core/chat/calls-desk.ts', "import type { Desk } from '../../desk/desk.js'\nexport type Mine = Desk"],
        ['core/chat/loads-late.ts', "export const late = () => import('commander')"],
        ['desk/opens-files.ts', "import { lines } from '../history/lines.js'\nexport const x = lines"],
        ['store/memory/peeks.ts', "export { rows } from '../sql/rows.js'"],
        ['history/whole.ts', "import { createDesk } from '../index.js'\nexport const y = createDesk"],
        ['testing/self.ts', "import { createDesk } from 'caseline'\nexport const z = createDesk"],
        [
          'core/says-import.ts',
          "// import { a } from 'node:os'\nexport const text = `\nimport { b } from 'node:os'\n`",
        ],
      ]),
    )
    const found = wrongImports(planted).map((line) => line.split(' imports ')[0])
    expect(found).to.have.members([
      'core/chat/reads-disk.ts',
      'core/chat/calls-desk.ts',
      'core/chat/loads-late.ts',
      'desk/opens-files.ts',
      'store/memory/peeks.ts',
      'history/whole.ts',
      'testing/self.ts',
    ])
  })

  it('finds a planted ring, also one of types', async () => {
    const ring = (word: string) =>
      new Map([
        ['core/a.ts', "import { b } from './b.js'\nexport const a = () => b"],
        ['core/b.ts', "import { c } from './c.js'\nexport const b = () => c"],
        ['core/c.ts', `import ${word}{ a } from './a.js'\nexport const c = (x: typeof a) => x`],
      ])
    const found = ['core/a.ts → core/b.ts → core/c.ts → core/a.ts']
    expect(cycles(await importsOf(ring('')))).to.deep.equal(found)
    expect(cycles(await importsOf(ring('type ')))).to.deep.equal(found)
  })

  it('finds a planted barrel, also under another name', () => {
    const planted = new Map([
      ['core/chat/index.ts', 'export const a = 1'],
      ['core/chat/all.ts', "export * from './chat.js'\nexport type { View } from './view.js'\n"],
      ['core/chat/chat.ts', "export { b } from './b.js'\nexport const c = 1\n"],
      ['core/index.ts', "export * from './chat/chat.js'\n"],
    ])
    expect(barrels(planted)).to.deep.equal(['core/chat/index.ts', 'core/chat/all.ts'])
  })
})
