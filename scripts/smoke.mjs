// Installs the packed tarball into an empty project and uses it as a stranger would: import, require, types, a bundle for
// browsers, command.
// Packages come from npm's cache where they are in it.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { inRoot } from './setup/place.mjs'

const tarball = resolve(process.argv[2] ?? '')
const project = mkdtempSync(join(tmpdir(), 'caseline smoke '))
process.on('exit', () => rmSync(project, { recursive: true, force: true }))
const faults = []
const put = (name, text) => writeFileSync(join(project, name), text)

put('package.json', JSON.stringify({ name: 'stranger', private: true, type: 'module' }))
expect('npm install', 'npm', [
  'install',
  '--prefer-offline',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  tarball,
])

const entries = ['caseline', 'caseline/core', 'caseline/testing', 'caseline/replay']
for (const entry of entries) {
  put('in.mjs', `import * as all from '${entry}'\nif (Object.keys(all).length === 0) throw new Error('empty')`)
  put('in.cjs', `if (Object.keys(require('${entry}')).length === 0) throw new Error('empty')`)
  expect(`import ${entry}`, process.execPath, ['in.mjs'])
  expect(`require ${entry}`, process.execPath, ['in.cjs'])
}
// A program that is CommonJS itself: `require` of the package needs Node 20.19, `import()` works on all.
put('later.cjs', "import('caseline').then(({ createDesk }) => { if (!createDesk) throw new Error('empty') })")
expect('import() of CommonJS', process.execPath, ['later.cjs'])

const use = `import { createDesk, memoryStore } from 'caseline'
const desk = await createDesk({ store: memoryStore(), channels: [{ id: 'tg', kind: 'telegram' }] })
const { outcome } = await desk.receive({ channel: 'tg', customer: { id: '1' }, id: 'm1', text: 'Hello' })
if (outcome !== 'started') throw new Error(outcome)`
put('use.mjs', use)
expect('a desk answers', process.execPath, ['use.mjs'])
await bundles('a browser', use)
await bundles('a browser, caseline/core, /lint and /replay', ['core', 'lint', 'replay'].map(printed).join('\n'))

const kinds = entries.map((entry, at) => `export * as e${at} from '${entry}'`).join('\n')
put('in.ts', `${kinds}\n`)
put('in.cts', `${kinds}\n`)
for (const [module, resolution, ...files] of [
  ['nodenext', 'nodenext', 'in.ts', 'in.cts'],
  ['esnext', 'bundler', 'in.ts'],
]) {
  const options = {
    module,
    moduleResolution: resolution,
    target: 'es2023',
    lib: ['es2023', 'dom'],
    strict: true,
    noEmit: true,
    types: [],
  }
  put('tsconfig.json', JSON.stringify({ compilerOptions: options, files }))
  expect(`types under ${resolution}`, process.execPath, [inRoot('node_modules/typescript/bin/tsc'), '-p', '.'])
}

for (const [name, folder] of [
  ['schemas', 'schemas'],
  ['rules', 'rules'],
  ['recordings', 'recordings'],
]) {
  const files = list(join(project, 'node_modules/caseline', folder))
  if (files.length === 0) faults.push(`${name}: nothing in the package`)
}
expect('npx caseline --help', 'npx', ['--no-install', 'caseline', '--help'])
expect('npx caseline --version', 'npx', ['--no-install', 'caseline', '--version'])

// Without the optional packages a desk says which line installs them.
const bare = run('npx', ['--no-install', 'caseline', 'serve'])
if (bare.status !== 2 || !/npm install fastify .*@electric-sql\/pglite/.test(bare.stderr)) {
  faults.push(`serve without packages\n${bare.stdout}${bare.stderr}`)
}

// The starter project, with this very package, passes its own tests and runs a desk.
expect('npx caseline init', 'npx', ['--no-install', 'caseline', 'init', 'desk'])
const desk = join(project, 'desk')
const manifest = JSON.parse(readFileSync(join(desk, 'package.json'), 'utf8'))
manifest.dependencies.caseline = `file:${tarball}`
writeFileSync(join(desk, 'package.json'), JSON.stringify(manifest))
const quiet = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
expect('npm install in the starter', 'npm', ['install', ...quiet], desk)
expect('npm test in the starter', 'npm', ['test'], desk)
expect('npm run example in the starter', 'npm', ['run', 'example'], desk)
await serves(desk)

for (const fault of faults) console.error(fault)
console.log(faults.length === 0 ? 'the package installs and works' : `${faults.length} faults`)
process.exitCode = faults.length === 0 ? 0 : 1

function expect(what, command, args, cwd) {
  const done = run(command, args, cwd)
  if (done.status !== 0) faults.push(`${what}\n${done.stdout}${done.stderr}${done.error?.message ?? ''}`)
}

function run(command, args, cwd = project) {
  return spawnSync(command, args, { cwd, env: environment(), encoding: 'utf8', timeout: 180_000 })
}

function environment() {
  const env = { ...process.env, NODE_OPTIONS: '', npm_config_yes: 'true' }
  for (const name of Object.keys(env))
    if (/^npm_(package|lifecycle|config_(prefix|local_prefix))/i.test(name)) delete env[name]
  return env
}

/** One file for browsers, which runs where no module of Node's can be had: a name that isn't bundled is a fault. */
async function bundles(what, text) {
  try {
    const options = {
      bundle: true,
      platform: 'browser',
      format: 'esm',
      write: false,
      logLevel: 'silent',
      metafile: true,
    }
    const made = await build({ ...options, stdin: { contents: text, resolveDir: project } })
    const outside = Object.values(made.metafile.inputs).flatMap(({ imports }) => imports.filter((one) => one.external))
    if (outside.length > 0) throw new Error(`not in the bundle: ${outside.map(({ path }) => path).join(', ')}`)
    put('bundled.mjs', made.outputFiles[0].text)
    expect(`a bundle for ${what}`, process.execPath, ['bundled.mjs'])
  } catch (error) {
    faults.push(`a bundle for ${what}\n${error.message}`)
  }
}

function printed(entry) {
  return `import * as ${entry} from 'caseline/${entry}'\nif (Object.keys(${entry}).length === 0) throw new Error('empty')`
}

/** `caseline serve` says where it listens, answers there, and ends well when it is told to. */
async function serves(cwd) {
  const main = join(cwd, 'node_modules/caseline/dist/cli/main.js')
  const child = spawn(process.execPath, [main, 'serve', '--json', '--port', '0'], { cwd, env: environment() })
  const patience = setTimeout(() => child.kill('SIGKILL'), 120_000)
  let written = ''
  const ended = new Promise((done) => child.on('close', (code) => done(code)))
  const url = await new Promise((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        written += text
        const [, found] = /"url":"([^"]+)"/.exec(written) ?? []
        if (found) done(found)
      })
    }
    void ended.then(() => done(null))
  })
  const answer = url === null ? null : await fetch(`${url}/readyz`).catch(() => null)
  child.kill('SIGTERM')
  const code = await ended
  clearTimeout(patience)
  if (answer?.status !== 200 || code !== 0)
    faults.push(`serve in the starter: ${answer?.status}, exit code ${code}\n${written}`)
}

function list(folder) {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
