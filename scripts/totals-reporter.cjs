// Mocha's own spec report, then one line a machine can read: `12 passed, 1 failed, 2 skipped`.
// With CASELINE_TOTALS set the line also goes to that file, and after it what failed and why: of a long run only the end may
// be kept. run.mjs takes the file's absence for a run that never ended.
const { writeFileSync } = require('node:fs')
const { reporters } = require('mocha')

/** Lines of an error: its difference and the upper part of its stack. */
const MAX_LINES = 40

module.exports = class TotalsReporter extends reporters.Spec {
  epilogue() {
    super.epilogue()
    const { passes = 0, failures = 0, pending = 0 } = this.stats
    const line = `${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`
    process.stdout.write(`${line}\n`)
    const what = this.failures.map((test) => `${failureOf(test)}\n`).join('')
    if (process.env.CASELINE_TOTALS) writeFileSync(process.env.CASELINE_TOTALS, `${line}\n${what}`)
  }
}

function failureOf(test) {
  const { err = {} } = test
  const difference = 'expected' in err ? [`expected ${brief(err.expected)}`, `but got  ${brief(err.actual)}`] : []
  const lines = [...difference, ...String(err.stack ?? err.message ?? err).split('\n')]
  return [`✘ ${test.titlePath().join(' › ')}`, ...lines.slice(0, MAX_LINES).map((line) => `    ${line}`)].join('\n')
}

function brief(value) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  return text.length > 600 ? `${text.slice(0, 600)}…` : text
}
