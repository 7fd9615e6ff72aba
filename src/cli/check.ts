import type { Command } from 'commander'
import { countFindings, reportFinding } from '../lint/report.js'
import { type CheckedFiles, checkedFiles, STDIN } from './checked-files.js'
import { EXIT, UsageError } from './exit.js'
import { fixed, fixReport, writeFixed } from './fix-files.js'
import { plural } from './format.js'
import type { Terminal } from './terminal.js'

interface CheckFlags {
  readonly json?: boolean
  readonly separate?: boolean
  readonly strict?: boolean
  readonly info?: boolean
  readonly fix?: boolean
  readonly dryRun?: boolean
}

export function addCheck(program: Command, terminal: Terminal): void {
  program
    .command('check')
    .description('find what is wrong with rules: every fault at once, and what only shows when rules meet')
    .argument('<rules...>', 'files, folders or patterns such as "rules/**/*.rules.json"; - reads standard input')
    .option('--json', 'for programs')
    .option('--separate', 'each file is a set of its own')
    .option('--strict', 'warnings are failures too')
    .option('--info', 'show remarks too: what is right, but good to know')
    .option('--fix', 'write the fixes that there are into the files')
    .option('--dry-run', 'with --fix: only show what would be written')
    .action(async (paths: string[], flags: CheckFlags) => {
      process.exitCode = await check(paths, flags, terminal)
    })
}

async function check(paths: readonly string[], flags: CheckFlags, terminal: Terminal): Promise<number> {
  const { fix = false, dryRun = false, separate: isSeparate = false, json = false } = flags
  if (dryRun && !fix) throw new UsageError('--dry-run goes with --fix.')
  const found = await checkedFiles(paths, { isSeparate })
  if (!fix) return report(found, flags, terminal)
  if (found.texts.has(STDIN)) throw new UsageError('--fix writes files; standard input is none.')
  const done = await fixed(found, { isSeparate })
  if (!dryRun) await writeFixed(done)
  if (!json) terminal.out(fixReport(done, terminal.colours))
  // What was only shown is still wrong.
  return report(dryRun ? found : done.checked, flags, terminal, Object.fromEntries(done.fixes))
}

function report(
  { files, texts, findings }: CheckedFiles,
  { json, strict, info, fix, dryRun }: CheckFlags,
  { out, colours }: Terminal,
  fixes?: { readonly [file: string]: readonly string[] },
): number {
  const remarks = findings.filter(({ severity }) => severity === 'info')
  const shown = info === true ? findings : findings.filter(({ severity }) => severity !== 'info')
  const hasFailed = findings.some(({ severity }) => severity === 'error' || (strict === true && severity === 'warning'))
  if (json === true) {
    out(`${JSON.stringify({ files: files.length, findings, ...(fixes === undefined ? {} : { fixes }) }, null, 2)}\n`)
    return hasFailed ? EXIT.findings : EXIT.fine
  }
  for (const finding of shown) out(`${reportFinding(finding, texts.get(finding.file), colours)}\n`)
  const faults = findings.length - remarks.length
  const count = faults === 0 ? 'no faults' : countFindings(findings.filter(({ severity }) => severity !== 'info'))
  const unseen =
    remarks.length === 0 || info === true ? '' : `, ${plural(remarks.length, 'remark')} (--info shows them)`
  const mendable = shown.filter((one) => one.fix !== undefined).length
  const hint = mendable === 0 || (fix === true && dryRun !== true) ? '' : `; --fix mends ${mendable}`
  const summary = `${plural(files.length, 'file')}: ${count}${unseen}${hint}`
  out(`${(hasFailed ? colours.red : faults > 0 ? colours.yellow : colours.green)(summary)}\n`)
  return hasFailed ? EXIT.findings : EXIT.fine
}
