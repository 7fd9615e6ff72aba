// What each npm script does, after the machine is made ready. Returns the exit code.
import { readFileSync, rmSync } from 'node:fs'
import { build } from './build.mjs'
import { ensureChromium } from './chromium.mjs'
import { install } from './install.mjs'
import { lock } from './lock.mjs'
import { cache, inRoot } from './place.mjs'
import { ensurePostgres } from './postgres.mjs'
import { node } from './process.mjs'

const tasks = {
  start: async (args) => (prepare() ? node([inRoot('dist/cli/main.js'), ...(args.length > 0 ? args : ['tour'])]) : 1),
  test: async (args) => {
    const built = prepare()
    const failed = await mocha(args, { CASELINE_CHROMIUM: ensureChromium(), CASELINE_PG_BIN: ensurePostgres() })
    if (!built) console.error('The build failed (see above), so this run fails whatever the tests say.')
    return built ? failed : failed || 1
  },
  build: async () => (prepare() ? 0 : 1),
  check: async (args) => {
    prepare()
    ensureChromium()
    return node([inRoot('scripts/check.mjs'), ...args])
  },
}

export async function runTask(command, args) {
  const task = Object.hasOwn(tasks, command) ? tasks[command] : undefined
  if (task) return task(args)
  console.error(`Unknown command "${command}". Known: ${Object.keys(tasks).join(', ')}.`)
  return 2
}

/** Installs and builds what is missing or stale. False when the build reports errors. */
function prepare() {
  const release = lock()
  try {
    install()
    return build()
  } finally {
    release()
  }
}

async function mocha(args, found) {
  const totals = cache('totals.txt')
  rmSync(totals, { force: true })
  // What wasn't found stays undefined, and spawn leaves that out.
  const code = await node([inRoot('node_modules/mocha/bin/mocha.js'), ...args], { CASELINE_TOTALS: totals, ...found })
  if (!readText(totals)) {
    console.error('The tests did not run to their end (see above).')
    console.log('0 passed, 1 failed')
    return code || 1
  }
  return code
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
