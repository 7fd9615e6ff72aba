import type { Command } from 'commander'
import { countFindings, reportFinding } from '../lint/report.js'
import { checkedFiles } from './checked-files.js'
import { EXIT } from './exit.js'
import { plural } from './format.js'
import type { Terminal } from './terminal.js'

interface CheckFlags {
  readonly json?: boolean
  readonly separate?: boolean
}

export function addCheck(program: Command, terminal: Terminal): void {
  program
    .command('check')
    .description('find what is wrong with rules: schema, references, templates, patterns; every fault at once')
    .argument('<rules...>', 'files, folders or patterns such as "rules/**/*.rules.json"; - reads standard input')
    .option('--json', 'for programs')
    .option('--separate', 'each file is a set of its own')
    .action(async (paths: string[], flags: CheckFlags) => {
      process.exitCode = await check(paths, flags, terminal)
    })
}

async function check(paths: readonly string[], flags: CheckFlags, terminal: Terminal): Promise<number> {
  const { files, texts, findings } = await checkedFiles(paths, flags.separate)
  const hasErrors = findings.some(({ severity }) => severity === 'error')
  if (flags.json === true) terminal.out(`${JSON.stringify({ files: files.length, findings }, null, 2)}\n`)
  else {
    const { colours } = terminal
    for (const finding of findings) terminal.out(`${reportFinding(finding, texts.get(finding.file), colours)}\n`)
    const summary = `${plural(files.length, 'file')}: ${findings.length === 0 ? 'no faults' : countFindings(findings)}`
    terminal.out(`${hasErrors ? colours.red(summary) : colours.green(summary)}\n`)
  }
  return hasErrors ? EXIT.findings : EXIT.fine
}
