import { readFile, stat } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { loadRules } from '../desk/rule-files.js'
import { parseRuleFile } from '../lint/place.js'
import { addCoverage, type Coverage, NO_COVERAGE } from '../testing/coverage.js'
import { ScenarioError } from '../testing/read-scenario.js'
import { runScenario } from '../testing/run-scenario.js'
import { EXIT, UsageError } from './exit.js'
import { plural } from './format.js'
import { progressBar } from './progress.js'
import { ruleFiles, walk } from './rule-paths.js'
import type { Terminal } from './terminal.js'

interface TestFlags {
  readonly rules?: readonly string[]
  readonly json?: boolean
  readonly verbose?: boolean
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
}

export function addTest(program: Command, terminal: Terminal): void {
  program
    .command('test')
    .description('run every *.scenario.json in virtual time')
    .argument('<paths...>', 'folders or scenario files')
    .option('-r, --rules <path...>', 'rules of scenarios that name none (without: those in the folder of the scenario)')
    .option('--json', 'for programs')
    .option('-v, --verbose', 'list scenarios that pass as well')
    .action(async (paths: string[], flags: TestFlags) => {
      process.exitCode = await test(paths, flags, terminal)
    })
}

async function test(paths: readonly string[], flags: TestFlags, terminal: Terminal): Promise<number> {
  const files = (await Promise.all(paths.map(scenarioFiles))).flat()
  if (files.length === 0) throw new UsageError(`No *.scenario.json in ${paths.join(', ')}.`)
  const bar = progressBar(terminal, 'scenarios', files.length)
  const tested: Tested[] = []
  for (const [index, file] of files.entries()) {
    tested.push(await testFile(file, flags.rules))
    bar.at(index + 1, file)
  }
  bar.stop()
  const failed = tested.filter(({ failures }) => failures.length > 0)
  const coverage = tested.map((one) => one.coverage).reduce(addCoverage, NO_COVERAGE)
  if (flags.json === true) {
    const scenarios = tested.map(({ coverage: _, ...one }) => ({ ...one, passed: one.failures.length === 0 }))
    terminal.out(`${JSON.stringify({ scenarios, coverage }, null, 2)}\n`)
  } else printTested(tested, failed, coverage, flags, terminal)
  return failed.length > 0 ? EXIT.findings : EXIT.fine
}

async function scenarioFiles(path: string): Promise<readonly string[]> {
  const stats = await stat(path).catch(() => null)
  if (stats === null) throw new UsageError(`There is no file or folder ${path}.`)
  if (!stats.isDirectory()) return [path]
  return (await walk(path)).filter((name) => name.endsWith('.scenario.json'))
}

async function testFile(file: string, given: readonly string[] | undefined): Promise<Tested> {
  const shown = relative('', file) || file
  const parsed = parseRuleFile(await readFile(file, 'utf8'), shown)
  const name = nameOf(parsed.value) ?? shown
  const at = (pointer: string, message: string): Failure => {
    const { line, column } = parsed.placed({ severity: 'error', code: 'wrong-value', message, pointer })
    return { file: shown, line, column, pointer, message }
  }
  const failed = (failures: readonly Failure[]): Tested => ({ file: shown, name, failures, coverage: NO_COVERAGE })
  if (parsed.diagnostics.length > 0)
    return failed(parsed.diagnostics.map((one) => ({ ...at(one.pointer, one.message), ...one })))
  try {
    const rules = await loadRules(...(await rulesOf(parsed.value, file, given)))
    const result = await runScenario(parsed.value, { rules })
    const failures = result.differences.map(({ pointer, message }) => at(pointer, message))
    return { file: shown, name, failures, coverage: result.coverage }
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
