// Mocha's own spec report, then one line a machine can read: `12 passed, 1 failed, 2 skipped`.
// With CASELINE_TOTALS set the line also goes to that file: run.mjs takes its absence for a run that never ended.
const { writeFileSync } = require('node:fs')
const { reporters } = require('mocha')

module.exports = class TotalsReporter extends reporters.Spec {
  epilogue() {
    super.epilogue()
    const { passes = 0, failures = 0, pending = 0 } = this.stats
    const line = `${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`
    process.stdout.write(`${line}\n`)
    if (process.env.CASELINE_TOTALS) writeFileSync(process.env.CASELINE_TOTALS, `${line}\n`)
  }
}
