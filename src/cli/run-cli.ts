// The command line. Each command is one file; this one gives it its options and turns every way of failing into an exit code.
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { RuleSetError } from '../desk/rule-files.js'
import { HistoryError } from '../history/problem.js'
import { isRefused } from '../history/replay.js'
import { StoreError } from '../ports/store-error.js'
import { ApiError } from './api-client.js'
import { addBackup } from './backup.js'
import { addChannels } from './channels.js'
import { addCheck } from './check.js'
import { addCompletion } from './completion.js'
import { ConfigError, findingLine } from './config/config-error.js'
import { addConfig } from './config.js'
import { addDeadLetters } from './dead-letters.js'
import { addDraw } from './draw.js'
import { EXIT, UsageError } from './exit.js'
import { addExplain } from './explain.js'
import { addExport } from './export.js'
import { addInit } from './init.js'
import { addKeys } from './keys.js'
import { addMigrate } from './migrate.js'
import { addPrune } from './prune.js'
import { addQueue } from './queue.js'
import { addReplay } from './replay.js'
import { addRules } from './rules.js'
import { addServe } from './serve.js'
import { addSimulate } from './simulate.js'
import { addStats } from './stats.js'
import { type Terminal, terminalOf } from './terminal.js'
import { addTest } from './test.js'
import { addTour } from './tour.js'

const COMMANDS = [
  addTour,
  addInit,
  addServe,
  addKeys,
  addConfig,
  addChannels,
  addCheck,
  addTest,
  addReplay,
  addSimulate,
  addExplain,
  addDraw,
  addMigrate,
  addQueue,
  addDeadLetters,
  addPrune,
  addBackup,
  addRules,
  addStats,
  addExport,
  addCompletion,
]

export async function runCli(args: readonly string[], process: NodeJS.Process): Promise<number> {
  const terminal = terminalOf(process)
  const program = new Command('caseline')
    .description('Divides endless messenger chats into cases.')
    .version(version())
    // `--version` behind a command is the command's own.
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
  for (const add of COMMANDS) add(program, terminal)
  settleAll(program.commands, program)
  program.addHelpText(
    'after',
    '\nExit codes: 0 fine, 1 findings or failures, 2 wrong usage. Data goes to standard output.',
  )
  try {
    await program.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? EXIT.fine)
  } catch (error) {
    return exitCodeOf(error, terminal, args.includes('--json'))
  }
}

/** Every command, those below others too, fails and speaks as the program does. */
function settleAll(commands: readonly Command[], program: Command): void {
  for (const command of commands) {
    command.exitOverride().configureOutput(program.configureOutput())
    settleAll(command.commands, program)
  }
}

function exitCodeOf(error: unknown, terminal: Terminal, asJson: boolean): number {
  // commander has said what is wrong; help and version are no failures, but a missing command is.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage
  const { errColours } = terminal
  const say = (code: string, message: string) =>
    terminal.err(
      asJson ? `${JSON.stringify({ error: { code, message } })}\n` : `${errColours.red('error')} ${message}\n`,
    )
  if (error instanceof ConfigError) {
    if (asJson) say(error.code, error.message)
    else for (const finding of error.findings) terminal.err(`${errColours.red('error')} ${findingLine(finding)}\n`)
    return EXIT.usage
  }
  if (error instanceof UsageError) {
    say(error.code, error.message)
    return EXIT.usage
  }
  const missing = missingPackage(error)
  if (missing !== null) {
    say('missing-package', `This needs a package that isn't here: npm install ${missing}`)
    return EXIT.usage
  }
  if (
    error instanceof RuleSetError ||
    error instanceof HistoryError ||
    error instanceof StoreError ||
    error instanceof ApiError ||
    isRefused(error)
  ) {
    say(error.code, error.message)
    return EXIT.findings
  }
  if (isSystemError(error)) {
    say(error.code, error.message)
    return EXIT.findings
  }
  say('internal', error instanceof Error ? (error.stack ?? error.message) : String(error))
  return EXIT.findings
}

/** An optional package that was to be loaded; not one of our own files. */
function missingPackage(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_MODULE_NOT_FOUND') return null
  return /^Cannot find package '([^']+)'/u.exec(error.message)?.[1] ?? null
}

/** A file that isn't there, may not be read, a full disk. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string'
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const { version: found }: { version?: string } = JSON.parse(text)
  return found ?? '0'
}
