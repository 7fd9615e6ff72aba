// src → dist by plain `tsc`, when the text of a source or a setting has changed since the last good build.
// Compiles beside and swaps: a running test or server never meets half a dist.
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildPlayground } from './build-playground.mjs'
import { cache, inRoot, say } from './place.mjs'
import { succeeds } from './process.mjs'

/** False when something reports errors; dist then holds what could be made of the sources. */
export async function build() {
  const compiled = compile()
  return existsSync(inRoot('dist')) && (await buildPlayground()) && compiled
}

function compile() {
  const stamp = cache('built')
  const wanted = fingerprint()
  if (existsSync(inRoot('dist/index.js')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true

  say('building dist (tsc)')
  const next = inRoot('dist.next')
  const last = inRoot('dist.last')
  for (const folder of [next, last]) rmSync(folder, { recursive: true, force: true })
  rmSync(stamp, { force: true })
  const tsc = inRoot('node_modules/typescript/bin/tsc')
  const good = succeeds(process.execPath, [tsc, '-p', inRoot('tsconfig.build.json'), '--outDir', next])
  if (!existsSync(next)) return false
  const main = join(next, 'cli/main.js')
  if (existsSync(main)) chmodSync(main, 0o755)
  if (existsSync(inRoot('dist'))) renameSync(inRoot('dist'), last)
  renameSync(next, inRoot('dist'))
  rmSync(last, { recursive: true, force: true })
  if (good) writeFileSync(stamp, wanted)
  return good
}

function fingerprint() {
  const hash = createHash('sha256')
  const files = readdirSync(inRoot('src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
  for (const file of [...files, ...['package.json', 'tsconfig.base.json', 'tsconfig.build.json'].map((f) => inRoot(f))])
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}
