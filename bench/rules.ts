// Microseconds of processor time that a message takes against 10 to 100,000 rules, beside json-rules-engine, a compiled scan, GoRules ZEN and
// if/else by hand. `npm run bench:rules` builds first: the built package is measured. `--json` for programs, `--quick`
// leaves out 100,000, `--rules N` measures one size. Exit code 1 when anybody matches other rules than the desk.
import { judgeMix, type MixResult } from './rules/judging.js'
import { others } from './rules/others.js'

const flags = process.argv.slice(2)
const only = flags.includes('--rules') ? Number(flags[flags.indexOf('--rules') + 1]) : null
const isQuick = flags.includes('--quick')
const sizes = [10, 100, 1_000, 10_000, 100_000].filter((one) =>
  only === null ? !isQuick || one <= 10_000 : one === only,
)
const rivals = others()
const results: MixResult[] = []
for (const rules of sizes) {
  for (const mix of ['selective', 'broad'] as const) {
    // Small sets have no rules that are alike.
    if (mix === 'broad' && rules < 1_000) continue
    console.error(`… ${rules} rules, ${mix}`)
    results.push(await judgeMix(mix, rules, isQuick ? 2 : 3, rivals))
  }
}
if (flags.includes('--json')) console.log(JSON.stringify(results, null, 2))
else for (const result of results) print(result)

const disagreements = results.flatMap((one) => one.disagreements)
for (const one of disagreements) console.error(`DISAGREES: ${one}`)
process.exitCode = disagreements.length > 0 ? 1 : 0

function print({ mix, rules, matchesPerMessage, loading, measured }: MixResult): void {
  const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`
  console.log(`\n${rules} rules, ${mix}: ${matchesPerMessage.toFixed(1)} match a message`)
  console.log(
    `  checked and compiled in ${ms(loading.loadMs)}, indexed in ${ms(loading.indexMs)}, ${loading.megabytes.toFixed(0)} MB;` +
      ` one rule changed: ${ms(loading.changedLoadMs)} and ${ms(loading.changedIndexMs)}`,
  )
  const ours = measured[0]?.median ?? 1
  for (const { name, median, best, worst } of measured) {
    const range = `${best.toFixed(1)}–${worst.toFixed(1)}`
    console.log(
      `  ${name.padEnd(36)} ${median.toFixed(2).padStart(12)} µs  (${range})  ${(median / ours).toFixed(1)} ×`,
    )
  }
}
