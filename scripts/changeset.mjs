// Changesets of the package at the root: they don't see a root that has workspaces, so `workspaces` is away while they work.
// npm run changeset            write one beside your change
// npm run changeset -- status  what the next version will be
// npm run changeset -- version CHANGELOG.md and the version, from the changesets
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot, root } from './setup/place.mjs'

const file = inRoot('package.json')
const before = readFileSync(file, 'utf8')
const { workspaces, ...alone } = JSON.parse(before)
writeFileSync(file, `${JSON.stringify(alone, null, 2)}\n`)
let status = null
try {
  const program = inRoot('node_modules/@changesets/cli/bin.js')
  ;({ status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }))
} finally {
  const { version } = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, before.replace(/^ {2}"version": ".*"/mu, `  "version": "${version}"`))
}
process.exitCode = status ?? 1
