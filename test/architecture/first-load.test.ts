// What `import 'caseline'` opens before anything is done with it. Each file is half a millisecond at every start.
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { expect } from 'chai'
import { build } from 'esbuild'
import { root } from './module-graph.js'

describe('importing the package', () => {
  let files: ReadonlySet<string>
  let outside: ReadonlySet<string>
  before(async () => {
    const entry = 'dist/index.js'
    const { metafile } = await build({
      entryPoints: [join(root, entry)],
      absWorkingDir: root,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      outdir: '.cache/first-load',
      write: false,
      metafile: true,
    })
    const found = new Set<string>()
    const foundOutside = new Set<string>()
    const open = (path: string): void => {
      if (found.has(path)) return
      found.add(path)
      for (const { path: to, kind, external } of metafile.inputs[path]?.imports ?? []) {
        // esbuild's own is called <runtime>.
        if (kind === 'dynamic-import' || to === '<runtime>') continue
        if (external === true) foundOutside.add(to)
        else open(to)
      }
    }
    open(entry)
    files = found
    outside = foundOutside
  })

  it('leaves for later what few need: reading dates, rule files and the network', () => {
    expect(
      [...files].filter((path) => /chrono-node|jsonc-parser|addresses\.node|files\.node/.test(path)),
    ).to.deep.equal([])
    expect([...files].some((path) => path.includes('json-rules-engine'))).to.equal(true)
  })

  it('needs nothing of Node’s network, and nothing that isn’t installed', () => {
    expect([...outside].filter((name) => !isBuiltin(name))).to.deep.equal([])
    expect([...outside].filter((name) => /^(?:node:)?(?:https?|http2|net|tls|dns)\b/.test(name))).to.deep.equal([])
  })

  it('opens no more files than it did', () => {
    expect(files.size).to.be.within(100, 400)
  })
})
