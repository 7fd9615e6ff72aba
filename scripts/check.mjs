// `npm run check`: everything that must hold before a change is good, as named steps with their times. All of them
// run even if one fails. `--only lint,types` and `--skip tests` choose; `--list` names them.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './setup/chromium.mjs'
import { inRoot, root } from './setup/place.mjs'

const bin = (path) => inRoot('node_modules', path)
const tsc = bin('typescript/bin/tsc')
const packed = mkdtempSync(join(tmpdir(), 'caseline-pack-'))
const tarball = () => join(packed, readdirSync(packed).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz')

/** name → commands of Node, run in order; a function is asked when its turn comes. */
const steps = {
  lint: [[bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.']],
  'core types': [[tsc, '-p', 'src/core/tsconfig.json']],
  types: [[tsc, '-p', 'tsconfig.json']],
  'playground types': [[tsc, '-p', 'playground/tsconfig.json']],
  schemas: [['scripts/schemas.mjs', '--check']],
  tests: [['scripts/run.mjs', 'test']],
  examples: [['scripts/examples.mjs']],
  docs: [['scripts/docs-code.mjs']],
  'dead code': [[bin('knip/bin/knip.js'), '--no-progress']],
  pack: [[npmCli(), 'pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', packed]],
  'api report': [['scripts/api-report.mjs', '--check']],
  'package shape': [
    () => [bin('publint/src/cli.js'), 'run', tarball(), '--strict'],
    () => [bin('@arethetypeswrong/cli/dist/index.js'), '--profile', 'esm-only', tarball()],
  ],
  'installed package': [() => ['scripts/smoke.mjs', tarball()]],
}

/** A step that needs what another made waits for it. */
const needs = { 'package shape': 'pack', 'installed package': 'pack' }
/** Steps at the same time: most of them keep one core busy. */
const LANES = 2

const { only, skip } = chosen(process.argv.slice(2))
const results = []
process.on('exit', () => rmSync(packed, { recursive: true, force: true }))
const waiting = Object.keys(steps).filter((name) => !skip.includes(name) && (only.length === 0 || only.includes(name)))
const ended = new Map()
await Promise.all(Array.from({ length: LANES }, lane))

async function lane() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    const one = step(name, needs[name])
    ended.set(name, one)
    await one
  }
}

async function step(name, needed) {
  await ended.get(needed)
  const began = performance.now()
  process.stdout.write(`… ${name}\n`)
  const output = []
  let good = true
  for (const command of steps[name])
    good = (await run(typeof command === 'function' ? command() : command, output)) && good
  const line = `${good ? '✔' : '✘'} ${name.padEnd(18)} ${((performance.now() - began) / 1000).toFixed(1)} s`
  if (!good) process.stdout.write(`${output.join('').trimEnd()}\n`)
  process.stdout.write(`${line}${good ? lastWords(name, output) : ''}\n`)
  results.push({ name, good, line })
}

const failed = results.filter((result) => !result.good)
console.log(`\n${results.map((result) => result.line).join('\n')}\n`)
console.log(
  failed.length === 0 ? `All ${results.length} steps hold.` : `Failed: ${failed.map((f) => f.name).join(', ')}.`,
)
process.exitCode = failed.length === 0 ? 0 : 1

function run(args, output) {
  return new Promise((done) => {
    const chromium = findChromium()
    const env = { ...process.env, NODE_NO_WARNINGS: '1', ...(chromium ? { CASELINE_CHROMIUM: chromium } : {}) }
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (chunk) => output.push(chunk.toString()))
    child.stderr.on('data', (chunk) => output.push(chunk.toString()))
    child.on('close', (code) => done(code === 0))
  })
}

function lastWords(name, output) {
  if (!['tests', 'examples', 'docs'].includes(name)) return ''
  return `  (${output.join('').trimEnd().split('\n').at(-1)})`
}

function npmCli() {
  const cli = process.env.npm_execpath
  return cli && /\.c?js$/.test(cli) ? cli : join(process.execPath, '../../lib/node_modules/npm/bin/npm-cli.js')
}

function chosen(args) {
  const names = Object.keys(steps)
  const list = (flag) => {
    const at = args.indexOf(flag)
    return at < 0 ? [] : (args[at + 1] ?? '').split(',').filter(Boolean)
  }
  const chosenSteps = { only: list('--only'), skip: list('--skip') }
  const unknown = [...chosenSteps.only, ...chosenSteps.skip].filter((name) => !names.includes(name))
  if (unknown.length > 0 || args.includes('--list')) {
    console.log(`Steps: ${names.join(', ')}`)
    process.exit(unknown.length > 0 ? 2 : 0)
  }
  return chosenSteps
}
