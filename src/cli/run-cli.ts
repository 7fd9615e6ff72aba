// The command line. Each command is one file; this one loads those that are needed and gives them their options.
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { EXIT } from './exit.js'
import { type Terminal, terminalOf } from './terminal.js'

/** Each is loaded when it is asked for: all of them together take as long to load as many a command to run. */
const COMMANDS = {
  tour: async () => (await import('./tour.js')).addTour,
  init: async () => (await import('./init.js')).addInit,
  serve: async () => (await import('./serve.js')).addServe,
  keys: async () => (await import('./keys.js')).addKeys,
  config: async () => (await import('./config.js')).addConfig,
  channels: async () => (await import('./channels.js')).addChannels,
  check: async () => (await import('./check.js')).addCheck,
  test: async () => (await import('./test.js')).addTest,
  replay: async () => (await import('./replay.js')).addReplay,
  simulate: async () => (await import('./simulate.js')).addSimulate,
  explain: async () => (await import('./explain.js')).addExplain,
  draw: async () => (await import('./draw.js')).addDraw,
  migrate: async () => (await import('./migrate.js')).addMigrate,
  queue: async () => (await import('./queue.js')).addQueue,
  'dead-letters': async () => (await import('./dead-letters.js')).addDeadLetters,
  prune: async () => (await import('./prune.js')).addPrune,
  backup: async () => (await import('./backup.js')).addBackup,
  restore: async () => (await import('./backup.js')).addBackup,
  rules: async () => (await import('./rules.js')).addRules,
  stats: async () => (await import('./stats.js')).addStats,
  export: async () => (await import('./export.js')).addExport,
  import: async () => (await import('./import.js')).addImport,
} as const satisfies { readonly [name: string]: () => Promise<Adding> }

type Adding = (program: Command, terminal: Terminal) => void

/** The one that is named first; all, where help or completion tells of all of them or what is named is none. */
async function commandsFor([first = '']: readonly string[]): Promise<readonly Adding[]> {
  if (first === '--version' || first === '-V') return []
  const named = Object.entries(COMMANDS).find(([name]) => name === first)
  if (named !== undefined) return [await named[1]()]
  const all = await Promise.all(Object.values(COMMANDS).map((load) => load()))
  return [...new Set([...all, (await import('./completion.js')).addCompletion])]
}

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
  for (const add of await commandsFor(args)) add(program, terminal)
  settleAll(program.commands, program)
  program.addHelpText(
    'after',
    '\nExit codes: 0 fine, 1 findings or failures, 2 wrong usage. Data goes to standard output.',
  )
  try {
    await program.parseAsync(args, { from: 'user' })
    return Number(process.exitCode ?? EXIT.fine)
  } catch (error) {
    // commander has said what is wrong; help and version are no failures, but a missing command is.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage
    const { exitCodeOf } = await import('./exit-code-of.js')
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

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const { version: found }: { version?: string } = JSON.parse(text)
  return found ?? '0'
}
