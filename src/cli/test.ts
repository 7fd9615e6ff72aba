import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { type Command, InvalidArgumentError } from 'commander'
import type { RuleSetSource } from '../core/rules/check-rule-set.js'
import { loadRules } from '../desk/rule-files.js'
import { linesIn, parseRuleFile, placeOf } from '../lint/place.js'
import { addCoverage, type Coverage, NO_COVERAGE } from '../testing/coverage.js'
import { ScenarioError } from '../testing/read-scenario.js'
import { runScenario } from '../testing/run-scenario.js'
import { type CoverageReport, coverageBook, percentOf } from './coverage/coverage-book.js'
import { coveragePage } from './coverage/coverage-page.js'
import { floored, reportCoverage } from './coverage/report-coverage.js'
import { EXIT, UsageError } from './exit.js'
import { plural } from './format.js'
import { progressBar } from './progress.js'
import { ruleFiles, walk } from './rule-paths.js'
import type { Terminal } from './terminal.js'

interface TestFlags {
  readonly rules?: readonly string[]
  readonly json?: boolean
  readonly verbose?: boolean
  readonly coverage?: boolean
  readonly coverageHtml?: string
  readonly minCoverage?: number
}

interface Failure {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly pointer: string
  readonly message: string
}

interface Tested {
  readonly file: string
  readonly name: string
  readonly failures: readonly Failure[]
  readonly coverage: Coverage
  /** The rules that it ran with; none when it didn't run. */
  readonly sources: readonly RuleSetSource[]
}

export function addTest(program: Command, terminal: Terminal): void {
  program
    .command('test')
    .description('run every *.scenario.json in virtual time')
    .argument('<paths...>', 'folders or scenario files')
    .option('-r, --rules <path...>', 'rules of scenarios that name none (without: those in the folder of the scenario)')
    .option('--coverage', 'what of the rules no scenario touched: rules, comparisons, actions, states, transitions')
    .option('--coverage-html <folder>', 'the same as a page with the rule files')
    .option('--min-coverage <percent>', 'fail below: of rules, comparisons and actions together', percent)
    .option('--json', 'for programs')
    .option('-v, --verbose', 'list scenarios that pass as well')
    .action(async (paths: string[], flags: TestFlags) => {
      process.exitCode = await test(paths, flags, terminal)
    })
}

async function test(paths: readonly string[], flags: TestFlags, terminal: Terminal): Promise<number> {
  const files = (await Promise.all(paths.map(scenarioFiles))).flat()
  if (files.length === 0) throw new UsageError(`No *.scenario.json in ${paths.join(', ')}.`)
  const isMeasured = flags.coverage === true || flags.coverageHtml !== undefined || flags.minCoverage !== undefined
  const bar = progressBar(terminal, 'scenarios', files.length)
  const tested: Tested[] = []
  for (const [index, file] of files.entries()) {
    tested.push(await testFile(file, flags.rules, isMeasured))
    bar.at(index + 1, file)
  }
  bar.stop()
  const failed = tested.filter(({ failures }) => failures.length > 0)
  const coverage = tested.map((one) => one.coverage).reduce(addCoverage, NO_COVERAGE)
  const measured = isMeasured ? measuredIn(tested) : null
  const isThin = measured !== null && percentOf(measured.total) < (flags.minCoverage ?? 0)
  if (flags.json === true) {
    const scenarios = tested.map(({ coverage: _, sources: __, ...one }) => ({
      ...one,
      passed: one.failures.length === 0,
    }))
    terminal.out(`${JSON.stringify({ scenarios, coverage, ...(measured === null ? {} : { measured }) }, null, 2)}\n`)
  } else printTested(tested, failed, coverage, flags, terminal)
  if (measured !== null) await tellCoverage(measured, flags, isThin, terminal)
  return failed.length > 0 || isThin ? EXIT.findings : EXIT.fine
}

function percent(text: string): number {
  const value = Number(text)
  if (!/^\d{1,3}(?:\.\d+)?$/u.test(text) || value > 100) throw new InvalidArgumentError('Give a number from 0 to 100.')
  return value
}

function measuredIn(tested: readonly Tested[]): CoverageReport {
  const book = coverageBook()
  for (const { sources, coverage } of tested) {
    book.add(
      sources.map(({ name, value }) => ({ name: relative('', name) || name, value })),
      coverage,
    )
  }
  return book.report()
}

async function tellCoverage(
  report: CoverageReport,
  flags: TestFlags,
  isThin: boolean,
  terminal: Terminal,
): Promise<void> {
  const sources = await Promise.all(
    report.files.map(async ({ file }) => ({ file, text: await readFile(file, 'utf8') })),
  )
  if (flags.json !== true && flags.coverage === true) {
    const texts = new Map(sources.map(({ file, text }) => [file, text]))
    const placed = (file: string, pointer: string) => {
      const { line, column } = placeOf(texts.get(file) ?? '', pointer)
      return `${line}:${column}`
    }
    terminal.out(`\n${reportCoverage(report, placed, terminal.colours)}`)
  }
  if (flags.coverageHtml !== undefined) {
    await mkdir(flags.coverageHtml, { recursive: true })
    const path = join(flags.coverageHtml, 'index.html')
    const covered = sources.map(({ file, text }) => ({ file, text, linesOf: linesIn(text) }))
    await writeFile(path, coveragePage(report, covered))
    terminal.err(`${terminal.errColours.dim(`coverage: ${path}`)}\n`)
  }
  if (isThin) {
    const reached = `${floored(percentOf(report.total))} % of the rules are covered, ${flags.minCoverage} % are asked for.`
    terminal.err(`${terminal.errColours.red('error')} ${reached}\n`)
  }
}

async function scenarioFiles(path: string): Promise<readonly string[]> {
  const stats = await stat(path).catch(() => null)
  if (stats === null) throw new UsageError(`There is no file or folder ${path}.`)
  if (!stats.isDirectory()) return [path]
  return (await walk(path)).filter((name) => name.endsWith('.scenario.json'))
}

async function testFile(file: string, given: readonly string[] | undefined, comparisons: boolean): Promise<Tested> {
  const shown = relative('', file) || file
  const parsed = parseRuleFile(await readFile(file, 'utf8'), shown)
  const name = nameOf(parsed.value) ?? shown
  const at = (pointer: string, message: string): Failure => {
    const { line, column } = parsed.placed({ severity: 'error', code: 'wrong-value', message, pointer })
    return { file: shown, line, column, pointer, message }
  }
  const failed = (failures: readonly Failure[]): Tested => ({
    file: shown,
    name,
    failures,
    coverage: NO_COVERAGE,
    sources: [],
  })
  if (parsed.diagnostics.length > 0)
    return failed(parsed.diagnostics.map((one) => ({ ...at(one.pointer, one.message), ...one })))
  try {
    const rules = await loadRules(...(await rulesOf(parsed.value, file, given)))
    const result = await runScenario(parsed.value, { rules, comparisons })
    const failures = result.differences.map(({ pointer, message }) => at(pointer, message))
    return { file: shown, name, failures, coverage: result.coverage, sources: rules.sources }
  } catch (error) {
    if (error instanceof ScenarioError) return failed(error.faults.map(({ pointer, message }) => at(pointer, message)))
    if (error instanceof Error) return failed([at('', error.message)])
    throw error
  }
}

/** Paths in a scenario are relative to its file. */
async function rulesOf(
  scenario: unknown,
  file: string,
  given: readonly string[] | undefined,
): Promise<readonly string[]> {
  const named = typeof scenario === 'object' && scenario !== null && 'rules' in scenario ? scenario.rules : undefined
  const list = typeof named === 'string' ? [named] : Array.isArray(named) ? named.map(String) : undefined
  if (list !== undefined) return ruleFiles(list.map((path) => resolve(dirname(file), path)))
  return ruleFiles(given ?? [dirname(file)])
}

function nameOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : undefined
}

function printTested(
  tested: readonly Tested[],
  failed: readonly Tested[],
  coverage: Coverage,
  flags: TestFlags,
  terminal: Terminal,
): void {
  const { colours } = terminal
  for (const one of tested) {
    if (one.failures.length === 0) {
      if (flags.verbose === true) terminal.out(`${colours.green('✔')} ${one.name} ${colours.dim(one.file)}\n`)
      continue
    }
    terminal.out(`${colours.red('✖')} ${colours.bold(one.name)}\n`)
    for (const { file, line, column, pointer, message } of one.failures) {
      terminal.out(`    ${file}:${line}:${column} ${message} ${colours.dim(pointer)}\n`)
    }
  }
  const rules = Object.values(coverage.rules)
  const matched = rules.filter(({ verdicts }) => (verdicts.matched ?? 0) > 0).length
  const passed = `${plural(tested.length - failed.length, 'scenario')} passed`
  const summary = failed.length === 0 ? colours.green(passed) : `${passed}, ${colours.red(`${failed.length} failed`)}`
  terminal.out(`${summary}${colours.dim(`; ${matched} of ${plural(rules.length, 'judged rule')} matched somewhere`)}\n`)
}
