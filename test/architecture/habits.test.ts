import { expect } from 'chai'
import { badMarks, drawerNames, impureCore, longFiles } from './habits.js'
import { readSources } from './module-graph.js'

const sources = readSources()

describe('habits of the code', () => {
  it('no file is called after a drawer', () => {
    expect(drawerNames(sources.keys())).to.deep.equal([])
    expect(drawerNames(['core/types.ts', 'desk/utils.ts', 'core/chat/chat.ts', 'http/user-service.ts'])).to.have.length(
      2,
    )
  })

  it('no file is longer than 400 lines', () => {
    expect(longFiles(sources)).to.deep.equal([])
    expect(longFiles(new Map([['a.ts', 'x\n'.repeat(401)]]))).to.deep.equal(['a.ts: 401 lines'])
    expect(longFiles(new Map([['a.ts', 'x\n'.repeat(400)]]))).to.deep.equal([])
  })

  it('no any, no forced cast, no enum, no default export, nothing left for later', () => {
    expect(badMarks(sources)).to.deep.equal([])
  })

  it('finds each planted mark, and leaves words in peace', () => {
    const bad = [
      'let a: any',
      'x as any',
      'f<any>()',
      'type A = any',
      'x as unknown as B',
      'enum A { B }',
      'export default 1',
    ]
    const marked = [
      ...bad,
      '// @ts-ignore',
      '// TODO later',
      "throw new Error('not implemented')",
      'const f = (): any => 1',
    ]
    for (const text of marked) expect(badMarks(new Map([['a.ts', text]])), text).to.have.length(1)
    const fine = [
      '// of any kind',
      "const text = 'as any'",
      'const c = { any: [] }',
      'x.any',
      "if ('any' in x) {}",
      '{ all, any }',
      'type C = { any: 1 }',
    ]
    for (const text of fine) expect(badMarks(new Map([['a.ts', text]])), text).to.deep.equal([])
  })

  it('core knows no time, no chance and no machine', () => {
    expect(impureCore(sources)).to.deep.equal([])
  })

  it('finds each planted impurity', () => {
    const bad = [
      'Date.now()',
      'new Date()',
      'Math.random()',
      'setTimeout(f)',
      'process.env',
      'DateTime.now()',
      'console.log(1)',
    ]
    for (const text of bad) expect(impureCore(new Map([['core/a.ts', text]])), text).to.have.length(1)
    for (const text of ['new Date(at)', '// Date.now()', "DateTime.fromISO(at, { zone: 'utc' })"])
      expect(impureCore(new Map([['core/a.ts', text]])), text).to.deep.equal([])
  })
})
