// The playground is a guest: it may use what every embedder may use, and its session knows neither page nor React.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { REFUSAL_CODES } from '../../src/core/thread/refusal.js'
import { badMarks, drawerNames, longFiles } from './habits.js'
import { root } from './module-graph.js'

const ENTRIES = ['caseline', 'caseline/core', 'caseline/lint', 'caseline/replay', 'caseline/testing']

/** Path from playground/src → text. */
function readPlayground(): ReadonlyMap<string, string> {
  const src = join(root, 'playground/src')
  const paths = readdirSync(src, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'))
  return new Map(
    paths.filter((path) => /\.tsx?$/.test(path)).map((path) => [path, readFileSync(join(src, path), 'utf8')]),
  )
}

function imports(text: string): readonly string[] {
  const found = text.matchAll(
    /(?:^|\n)(?:import|export)\s(?:[\w\s{},*]+?\sfrom\s)?['"]([^'"\n]+)['"]|\bimport\(['"]([^'"\n]+)['"]\)/g,
  )
  return [...found].map(([, one, late]) => one ?? late ?? '')
}

function wrong(sources: ReadonlyMap<string, string>): readonly string[] {
  return [...sources].flatMap(([path, text]) =>
    imports(text).flatMap((name) => {
      const said = `${path} imports ${name}`
      const leaves =
        name.startsWith('.') &&
        join('playground/src', path, '..', name).split('/').slice(0, 2).join('/') !== 'playground/src'
      if (leaves) return [`${said}: it uses the library by its public entries only`]
      if (/^caseline(\/|$)/.test(name) && !ENTRIES.includes(name) && !/^caseline\/(rules|schemas)\//.test(name))
        return [`${said}: the public entries are ${ENTRIES.join(', ')}`]
      if (path.startsWith('session/') && !/^(\.|caseline|jsonc-parser$)/.test(name))
        return [`${said}: the session is pure and runs in tests without a page`]
      if (path.startsWith('session/') && /^\.\.\/\.?\.?\/?(shell|panels|design|source)/.test(name))
        return [`${said}: the session knows nothing of screens`]
      return []
    }),
  )
}

describe('the playground', () => {
  const sources = readPlayground()

  it('is seen', () => {
    expect(sources.size).to.be.greaterThan(50)
    expect([...sources.values()].flatMap(imports).filter((name) => name === 'caseline')).to.not.be.empty
  })

  it('uses the library by its public entries only, and its session no page', () => {
    expect(wrong(sources)).to.deep.equal([])
  })

  it('finds each planted fault', () => {
    const planted = new Map([
      ['panels/x.tsx', "import { handle } from '../../../src/core/handle.js'"],
      ['panels/y.tsx', "const late = () => import('caseline/postgres')"],
      ['session/z.ts', "import { useState } from 'react'"],
      ['session/samples/w.ts', "import {\n  usePlayground,\n} from '../../shell/playground-context.js'"],
      ['session/fine.ts', "import type { ChatView } from 'caseline'\nimport { Act } from './act.js'"],
    ])
    expect(wrong(planted).map((line) => line.split(' ')[0])).to.deep.equal([
      'panels/x.tsx',
      'panels/y.tsx',
      'session/z.ts',
      'session/samples/w.ts',
    ])
  })

  it('keeps the habits of the house', () => {
    const asTs = new Map([...sources].map(([path, text]) => [path.replace(/\.tsx$/, '.ts'), text]))
    expect(drawerNames(asTs.keys())).to.deep.equal([])
    expect(longFiles(asTs)).to.deep.equal([])
    expect(badMarks(asTs)).to.deep.equal([])
  })

  it('has words for every reason to refuse', () => {
    const { refusals } = JSON.parse(readFileSync(join(root, 'playground/src/i18n/en.json'), 'utf8'))
    expect(Object.keys(refusals)).to.include.members([...REFUSAL_CODES])
  })

  it('says the same in both languages', () => {
    const src = join(root, 'playground/src')
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('/en.json'))
    expect(files.length).to.be.greaterThan(5)
    for (const file of files) {
      const keys = (language: string) => {
        const texts: unknown = JSON.parse(readFileSync(join(src, file.replace('en.json', `${language}.json`)), 'utf8'))
        // Plural forms differ between languages; the stem must not.
        return [...new Set(keysIn(texts).map((key) => key.replace(/_(zero|one|two|few|many|other)$/, '')))].sort()
      }
      expect(keys('ru'), file).to.deep.equal(keys('en'))
    }
  })
})

function keysIn(texts: unknown, path = ''): readonly string[] {
  if (typeof texts !== 'object' || texts === null) return [path]
  return Object.entries(texts).flatMap(([name, value]) => keysIn(value, path === '' ? name : `${path}.${name}`))
}
