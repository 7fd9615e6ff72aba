// Runs every file of examples/ as its reader would: against the built package, by its public entry points.
// An example ends by itself with exit code 0 within a minute.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { inRoot, root } from './setup/place.mjs'

const folder = inRoot('examples')
const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(ts|mjs|cjs)$/.test(name)) : []
const bad = files.filter((name) => {
  const done = spawnSync(process.execPath, ['--import', 'tsx', inRoot('examples', name)], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  })
  if (done.status !== 0) console.error(`examples/${name}\n${done.stdout}${done.stderr}`)
  return done.status !== 0
})
console.log(`${files.length - bad.length} of ${files.length} examples ran`)
process.exitCode = files.length === 0 || bad.length > 0 ? 1 : 0
