// What the package costs whoever installs and imports it, beside json-rules-engine and XState alone, which it stands on.
// `npm run bench:package` (half a minute; npm's registry or its cache is needed).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Table from 'cli-table3'
import { bundled } from './package/bundled.js'
import type { Contestant } from './package/contestant.js'
import { importTimes } from './package/import-times.js'
import { type Installed, installed } from './package/installed.js'
import { type Packed, packed } from './package/packed.js'

const ROUNDS = 20
const root = join(import.meta.dirname, '..')
const place = mkdtempSync(join(tmpdir(), 'caseline-package-'))
process.on('exit', () => rmSync(place, { recursive: true, force: true }))

const ours = await packed(root, place)
const contestants: readonly Contestant[] = [
  { name: 'caseline', spec: join(place, ours.filename), entries: ['caseline', 'caseline/core'] },
  ...['json-rules-engine', 'xstate'].map((name) => ({ name, spec: `${name}@${versionOf(name)}`, entries: [name] })),
]
const sizes: (Contestant & Packed & Installed)[] = []
for (const one of contestants) {
  const isOurs = one.name === 'caseline'
  const tarball = isOurs ? ours : await packed(place, place, one.spec)
  sizes.push({ ...one, ...tarball, ...(await installed(join(place, one.name), one.spec)) })
}
const { file, bytes } = await bundled(join(place, 'caseline'), 'caseline')
const times = await importTimes(
  [
    ...contestants.flatMap(({ name, entries }) => entries.map((entry) => ({ entry, folder: join(place, name) }))),
    { entry: file, folder: place },
  ],
  ROUNDS,
)

console.log(`Node ${process.version}`)
table(
  ['installed', 'tarball, kB', 'unpacked, kB', 'node_modules, kB', 'files', 'packages'],
  sizes.map((one) => [one.name, kB(one.size), kB(one.unpackedSize), kB(one.bytes), one.files, one.packages]),
)
const [first, ...others] = sizes
for (const other of others)
  console.log(`node_modules: ${((first?.bytes ?? 0) / other.bytes).toFixed(1)} × ${other.name}`)

console.log(`\nImports, medians of ${ROUNDS} processes each, in turn`)
const both = ['json-rules-engine', 'xstate'].map((name) => times.find(({ entry }) => entry === name)?.processor ?? 0)
const beside = both.reduce((sum, time) => sum + time, 0)
table(
  ['import', 'ms', 'ms of the processor', '× json-rules-engine and xstate together'],
  times.map(({ entry, wall, processor }) => [
    entry === file ? `caseline as one file of ${kB(bytes)} kB` : entry,
    wall.toFixed(0),
    processor.toFixed(0),
    (processor / beside).toFixed(1),
  ]),
)

function versionOf(name: string): string {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version
}

function kB(bytes: number): string {
  return Math.round(bytes / 1000).toLocaleString('en')
}

function table(head: string[], rows: readonly (readonly (string | number)[])[]): void {
  const found = new Table({
    head,
    colAligns: head.map((_, index) => (index === 0 ? 'left' : 'right')),
    style: { head: [], border: [] },
  })
  for (const row of rows) found.push([...row])
  console.log(found.toString())
}
