// Messages per second through the desk in memory, beside json-rules-engine alone and code written by hand.
// `npm run bench:engine` builds first: the built package is measured. `--json` for programs, `--quick` for a look.
// Exit code 1 when a contestant matches other rules than the desk, or a long thread makes messages dearer.
import { growth } from './engine/growth.js'
import { judging } from './engine/judging.js'
import { memoryUse } from './engine/memory.js'
import { parts } from './engine/parts.js'
import { printReport, type Report } from './engine/report.js'

const flags = new Set(process.argv.slice(2))
const unknown = [...flags].filter((flag) => flag !== '--json' && flag !== '--quick')
if (unknown.length > 0) {
  console.error(`bench/engine takes --json and --quick, not ${unknown.join(' ')}`)
  process.exit(2)
}
const isQuick = flags.has('--quick')
const rounds = isQuick ? 3 : 9
/** Rules and messages of a round: a round of each contestant takes about half a second. */
const SIZES = [
  [0, 4_000],
  [10, 1_500],
  [100, 250],
  [1_000, 40],
] as const

const say = (what: string): void => console.error(`… ${what}`)
const sizes: Report['sizes'][number][] = []
for (const [rules, amount] of SIZES) {
  say(`${rules} rules, ${rounds} rounds of ${amount} messages`)
  sizes.push(await judging(rules, amount, rounds))
}
say('pieces of a message')
const pieces = await parts(rounds)
say('long threads')
const threads = await growth(isQuick ? 3_000 : 10_000)
say('memory')
const memory = await memoryUse(isQuick ? 2_000 : 10_000)

const report: Report = { node: process.version, rounds, sizes, pieces, threads, memory }
if (flags.has('--json')) console.log(JSON.stringify(report, null, 2))
else printReport(report)

const faults = [
  ...sizes.flatMap(({ rules, disagreements }) => disagreements.map((one) => `With ${rules} rules ${one}`)),
  ...threads
    .filter(({ first, last }) => last > 2 * first)
    .map(({ name, first, last }) => `${name}: ${first.toFixed(1)} µs a message grew to ${last.toFixed(1)} µs`),
]
for (const fault of faults) console.error(fault)
process.exitCode = faults.length > 0 ? 1 : 0
