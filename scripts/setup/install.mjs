// `npm ci` when node_modules is missing, was cut short, or belongs to another lockfile or platform.
// A tree somebody made with `npm install` is left alone if it holds what the lockfile says.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { inRoot, say } from './place.mjs'
import { npm } from './process.mjs'

const stamp = inRoot('node_modules/.cache/caseline-install')

export function install() {
  const lockfile = readFileSync(inRoot('package-lock.json'), 'utf8')
  const wanted = createHash('sha256').update(`${lockfile} ${process.platform} ${process.arch}`).digest('hex')
  const { packages } = JSON.parse(lockfile)
  const complete = Object.entries(packages).every(([path, entry]) => entry.optional || existsSync(inRoot(path)))
  if (complete && (read(stamp) === wanted || matches(packages))) return mark(wanted)

  say(`installing the packages this repository works with (npm ci, about a minute)`)
  rmSync(stamp, { force: true })
  const quiet = ['--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  if (!npm(['ci', ...quiet])) {
    say('npm ci failed; trying npm install, which is less strict about the lockfile')
    if (!npm(['install', '--no-save', ...quiet]))
      throw new Error(
        'npm could not install: see above. Is the registry reachable? Run the same command again to retry.',
      )
  }
  mark(wanted)
}

function mark(wanted) {
  if (read(stamp) === wanted) return
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** npm writes node_modules/.package-lock.json last: what it lists is really there, unless npm was cut short. */
function matches(packages) {
  const hidden = read(inRoot('node_modules/.package-lock.json'))
  if (!hidden) return false
  const installed = JSON.parse(hidden).packages
  return Object.entries(packages).every(
    ([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version,
  )
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
