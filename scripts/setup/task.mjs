// What each npm script does, after the machine is made ready. Returns the exit code.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, sep } from 'node:path'
import { build } from './build.mjs'
import { ensureChromium } from './chromium.mjs'
import { install } from './install.mjs'
import { lock } from './lock.mjs'
import { cache, inRoot } from './place.mjs'
import { ensurePostgres } from './postgres.mjs'
import { node, npm } from './process.mjs'

/** Room for what lives while messages are in flight: a message is 20 to 30 % cheaper (docs/explanation/performance.md). */
const ROOM = '--max-semi-space-size=64'

/** What `npm start` runs: a desk with sample channels and rules; its data is in .caseline/. */
const DESK = ['serve', '--config', inRoot('examples/desk/caseline.config.yaml')]

const tasks = {
  start: async (args) =>
    (await prepare()) ? node([ROOM, inRoot('dist/cli/main.js'), ...(args.length > 0 ? args : DESK)]) : 1,
  test: async (args) => {
    const built = await prepare()
    const found = {
      CASELINE_CHROMIUM: ensureChromium(),
      CASELINE_PG_BIN: ensurePostgres(),
      ...(built ? { CASELINE_TEST_BUILT: '1' } : {}),
    }
    const failed = await tests(args, found)
    if (!built) console.error('The build failed (see above), so this run fails whatever the tests say.')
    return built ? failed : failed || 1
  },
  build: async () => ((await prepare()) ? 0 : 1),
  // Its packages are its own: nobody else needs them.
  site: async () => {
    const place = inRoot('site')
    if (!npm(['ci', '--prefix', place, '--no-audit', '--no-fund', '--loglevel=error'])) return 1
    return node([inRoot('site/node_modules/vitepress/bin/vitepress.js'), 'build', place])
  },
  // So are these. `npm run mutants chat`: one room (mutants/rooms.mjs); its report is .cache/mutants/chat.html.
  mutants: async ([first, ...args]) => {
    const { ROOMS } = await import('../../mutants/rooms.mjs')
    const rooms = first === undefined ? Object.keys(ROOMS) : [first]
    if (!rooms.every((room) => Object.hasOwn(ROOMS, room))) {
      console.error(`There is no room "${first}". Known: ${Object.keys(ROOMS).join(', ')}.`)
      return 2
    }
    install()
    const place = inRoot('mutants')
    if (!npm(['ci', '--prefix', place, '--no-audit', '--no-fund', '--loglevel=error'])) return 1
    const stryker = [join(place, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run']
    const codes = []
    for (const room of rooms)
      codes.push(await node([...stryker, join(place, 'stryker.config.mjs'), ...args], { CASELINE_ROOM: room }))
    return codes.find((code) => code !== 0) ?? 0
  },
  check: async (args) => {
    await prepare()
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
async function prepare() {
  const release = lock()
  try {
    install()
    return await build()
  } finally {
    release()
  }
}

/** What the desk promises, it promises on every store. */
const ON_EVERY_STORE = ['test/desk', 'test/review', 'test/properties/lifecycle.test.ts']

/** Folders of test/ that take their turn in the second row: about as long together as the others, on two cores. */
const BESIDE = ['cli', 'flow', 'postgres']

/**
 * All tests; and, unless only some were asked for, the desk's again on the durable stores. In two rows beside each other:
 * much of a test is waiting for a database or a process. What the second row says is told when the first has ended. One
 * line of totals for all.
 */
async function tests(args, found) {
  if (args.length > 0) return (await mocha('all', args, found)).code
  const files = readdirSync(inRoot('test'), { recursive: true }).filter((file) => file.endsWith('.test.ts'))
  const folders = [...new Set(files.map((file) => file.split(sep)[0]))]
  const first = folders.filter((name) => !BESIDE.includes(name)).map((name) => `test/${name}`)
  const second = secondRow(found)
  const ended = [await mocha('all', first, found)]
  for (const { what, log, ...row } of await second) {
    console.log(`\n${what}\n${readText(log)}`)
    ended.push(row)
  }
  const total = (name) => ended.reduce((sum, one) => sum + one[name], 0)
  const what = ended.flatMap(({ failures }) => (failures === '' ? [] : [failures])).join('\n')
  if (what !== '') console.log(`\nWhat failed:\n${what}`)
  const skipped = total('skipped')
  console.log(`\n${total('passed')} passed, ${total('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
  return ended.find(({ code }) => code !== 0)?.code ?? 0
}

async function secondRow(found) {
  const onStore = (kind) => ({
    name: kind,
    what: `The desk's tests on ${kind}`,
    files: ON_EVERY_STORE,
    env: { ...found, CASELINE_TEST_STORE: kind, CASELINE_RUNS: '15' },
  })
  const beside = {
    name: 'beside',
    what: `The tests of ${BESIDE.join(', ')}`,
    files: BESIDE.map((name) => `test/${name}`),
    env: found,
  }
  const ended = []
  for (const { name, what, files, env } of [beside, onStore('postgres'), onStore('pglite')]) {
    const log = cache(`tests-${name}.log`)
    ended.push({ what, log, ...(await mocha(name, files, env, log)) })
  }
  return ended
}

/** With `log` the output goes to that file, and here when the run has ended. */
async function mocha(name, args, env, log) {
  const file = cache(`totals-${name}.txt`)
  rmSync(file, { force: true })
  // What wasn't found stays undefined, and spawn leaves that out.
  const code = await node([inRoot('node_modules/mocha/bin/mocha.js'), ...args], { CASELINE_TOTALS: file, ...env }, log)
  const totals = readText(file)
  if (!totals) {
    console.error(`The tests (${name}) did not run to their end.`)
    console.log('0 passed, 1 failed')
    return {
      code: code || 1,
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: `✘ the tests (${name}) did not run to their end`,
    }
  }
  const [line = '', ...failures] = totals.trimEnd().split('\n')
  const count = (what) => Number(new RegExp(`(\\d+) ${what}`).exec(line)?.[1] ?? 0)
  return {
    code,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    failures: failures.join('\n'),
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
