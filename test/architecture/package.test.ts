// The package as its user meets it: what package.json promises is in dist, and loads by import and by require.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { root } from './module-graph.js'

type Target = string | { readonly [condition: string]: Target }
interface Manifest {
  readonly bin: { readonly [name: string]: string }
  readonly exports: { readonly [path: string]: Target }
  readonly imports: { readonly [path: string]: Target }
  readonly files: readonly string[]
  readonly scripts: { readonly [name: string]: string }
}

const manifest: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

describe('the package', () => {
  it('has every file that its exports, imports and bin name', () => {
    const named = [...filesIn(manifest.exports), ...filesIn(manifest.imports), ...filesIn(manifest.bin)]
    expect(named).to.have.length.greaterThan(10)
    expect(named.filter((path) => !present(path))).to.deep.equal([])
  })

  it('publishes the folders its exports lead into', () => {
    const folders = new Set(filesIn(manifest.exports).map((path) => path.replace(/^\.\//, '').split('/')[0]))
    folders.delete('package.json')
    expect([...folders].filter((folder) => !manifest.files.includes(folder ?? ''))).to.deep.equal([])
  })

  it('has a lockfile that npm ci takes on every platform', () => {
    node(join(root, 'scripts/lockfile.mjs'), '--check')
  })

  it('runs nothing when it is installed', () => {
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => manifest.scripts[name])
    expect(hooks).to.deep.equal([])
  })

  const entries = Object.keys(manifest.exports)
    .filter((path) => !/\*|\.json$/.test(path))
    .map((path) => `caseline${path.slice(1)}`)
  it('has entries to load', () => {
    expect(entries).to.include.members(['caseline', 'caseline/fastify', 'caseline/postgres', 'caseline/channels/email'])
  })

  for (const entry of entries)
    it(`${entry} loads from dist by import and by require, with the same names`, () => {
      const print = 'Object.keys(m).filter((k) => k !== "__esModule" && k !== "module.exports").sort().join()'
      const imported = node('--input-type=module', '-e', `import * as m from '${entry}'; console.log(${print})`)
      const required = node('-e', `const m = require('${entry}'); console.log(${print})`)
      expect(imported).to.not.equal('')
      expect(required).to.equal(imported)
    })

  it('starts as a command', () => {
    expect(node(join(root, manifest.bin.caseline ?? ''), '--help')).to.include('caseline')
  })
})

function node(...args: string[]): string {
  const env = { ...process.env, NODE_OPTIONS: '', NODE_NO_WARNINGS: '1' }
  return execFileSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' }).trim()
}

function filesIn(target: Target): string[] {
  return typeof target === 'string' ? [target] : Object.values(target).flatMap(filesIn)
}

function present(path: string): boolean {
  if (!path.includes('*')) return existsSync(join(root, path))
  const folder = join(root, path.split('*')[0] ?? '')
  return existsSync(folder) && readdirSync(folder).length > 0
}
