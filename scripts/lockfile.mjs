// A registry that mirrors only some platforms makes npm leave the others out of package-lock.json, and `npm ci` then
// refuses the file everywhere. Puts them back by name and version, so that npm can skip or fetch them.
//   node scripts/lockfile.mjs           completes package-lock.json (after an `npm install` behind such a mirror)
//   node scripts/lockfile.mjs --check   only says what is missing
import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from './setup/place.mjs'

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32']

const file = inRoot('package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const missing = Object.entries(lock.packages).flatMap(([path, entry]) =>
  Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !found(path, name))
    .map(([name, version]) => [`node_modules/${name}`, { version, dev: entry.dev ?? false, of: path }]),
)

if (process.argv.includes('--check')) {
  for (const [path, { of }] of missing) console.error(`package-lock.json has no ${path}, which ${of} may need`)
  process.exitCode = missing.length > 0 ? 1 : 0
} else {
  for (const [path, { version, dev }] of missing) lock.packages[path] = placeholder(path, version, dev)
  const names = Object.keys(lock.packages).sort((a, b) => a.localeCompare(b, 'en'))
  lock.packages = Object.fromEntries(names.map((name) => [name, lock.packages[name]]))
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${missing.length} added`)
}

function found(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (lock.packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true
    if (at === '') return false
  }
}

function placeholder(path, wanted, dev) {
  const words = path.split(/[/.-]/).map((word) => (word === 'windows' ? 'win32' : word))
  const system = systems.find((name) => words.includes(name))
  // Of a caret or tilde range its lowest version, which the range allows.
  const version = wanted.replace(/^[\^~](?=\d+\.\d+\.\d+$)/, '')
  const cpu = processors.find((name) => words.includes(name)) ?? (/eabi/.test(path) ? 'arm' : undefined)
  const libc = /musl/.test(path) ? 'musl' : /gnu/.test(path) && system === 'linux' ? 'glibc' : undefined
  if (!/^\d/.test(version))
    throw new Error(`${path} is wanted as ${wanted}: only exact versions and ^ or ~ ranges can be put back`)
  return {
    version,
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(dev ? { dev: true } : {}),
    ...(libc ? { libc: [libc] } : {}),
    optional: true,
    ...(system ? { os: [system] } : {}),
  }
}
