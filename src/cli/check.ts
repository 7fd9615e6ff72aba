import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import type { Command } from 'commander'
import type { Diagnostic } from '../core/rules/diagnostic.js'
import { loadRuleSet } from '../core/rules/load-rule-set.js'
import { type ParsedFile, type PlacedDiagnostic, parseRuleFile } from '../lint/place.js'
import { countFindings, reportFinding } from '../lint/report.js'
import { standIns } from '../testing/stand-ins.js'
import { EXIT } from './exit.js'
import { plural } from './format.js'
import { ruleFiles } from './rule-paths.js'
import type { Terminal } from './terminal.js'

interface CheckFlags {
  readonly json?: boolean
  readonly separate?: boolean
}

const STDIN = '<stdin>'

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
  const names = await ruleFiles(paths)
  const texts = new Map<string, string>()
  for (const name of names)
    texts.set(name === '-' ? STDIN : name, name === '-' ? await readAll(process.stdin) : await readFile(name, 'utf8'))
  const files = [...texts].map(([name, text]) => parseRuleFile(text, name))
  const sets = flags.separate === true ? files.map((file) => [file]) : [files]
  const findings = sets.flatMap(findingsOf)
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

/** Files that make one set are checked together: a rule may name a schedule of another file. */
function findingsOf(files: readonly ParsedFile[]): readonly PlacedDiagnostic[] {
  const syntax = files.flatMap(({ diagnostics }) => diagnostics)
  const readable = files.filter(({ value }) => value !== undefined)
  const sources = readable.map(({ file, value }) => ({ name: file, value }))
  if (sources.length === 0) return syntax
  const { functions, secrets, workflows } = standIns(sources)
  const known = { functions: Object.keys(functions), secrets: Object.keys(secrets), workflows: Object.keys(workflows) }
  const loaded = loadRuleSet(sources, known)
  const found: readonly Diagnostic[] = loaded.ok ? loaded.warnings : loaded.diagnostics
  const placed = found.flatMap((diagnostic) => {
    const file =
      readable.find((one) => one.file === diagnostic.source) ?? (readable.length === 1 ? readable[0] : undefined)
    return file === undefined ? [] : [file.placed(diagnostic)]
  })
  // A broken file is also full of missing things: what the parser said comes first, in order of place.
  return [...syntax, ...placed].sort(
    (left, right) => left.file.localeCompare(right.file) || left.line - right.line || left.column - right.column,
  )
}
