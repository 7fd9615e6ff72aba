import type { Command } from 'commander'
import { loadRules } from '../desk/rule-files.js'
import { POLICIES, type Policy } from '../history/policy.js'
import { EXIT, UsageError } from './exit.js'
import { duration, durationMs, type HistoryFlags, historyOptions, policyOption, readOptions } from './options.js'
import { progressBar, sizeOf } from './progress.js'
import { replayJson } from './replay-json.js'
import { reportChats, reportEffects, reportFigures, reportHead, reportTrouble, reportTruth } from './replay-report.js'
import { type Run, runReplay, withoutBulk } from './replay-run.js'
import { spool } from './spool.js'
import type { Terminal } from './terminal.js'

interface ReplayFlags extends HistoryFlags {
  readonly policy: Policy
  readonly closeAfter: string
  readonly truth?: string
  readonly chats?: boolean
  readonly json?: boolean
}

const ALL_POLICIES: readonly Policy[] = ['endless', 'silence', 'split', 'finish']

export function addReplay(program: Command, terminal: Terminal): void {
  const command = program
    .command('replay')
    .description('run recorded conversations through the engine; print chats, effects and figures')
    .argument('<history...>', 'JSON Lines, result.json of Telegram Desktop, CSV; plain or gzip; - reads standard input')
  historyOptions(command)
    .addOption(policyOption())
    .option('--close-after <duration>', 'policy finish: silence after which a chat is closed', duration, 'PT3H')
    .option('--truth <field>', 'field that says which case a message truly belongs to: compare all policies with it')
    .option('--chats', 'list every chat')
    .option('--json', 'for programs')
    .action(async (history: string[], flags: ReplayFlags) => {
      process.exitCode = await replayCommand(history, flags, terminal)
    })
}

async function replayCommand(history: readonly string[], flags: ReplayFlags, terminal: Terminal): Promise<number> {
  const compared: readonly Policy[] =
    flags.truth === undefined ? [...new Set<Policy>(['endless', flags.policy])] : ALL_POLICIES
  if (history.includes('-') && history.length > 1) throw new UsageError('Standard input can only be read by itself.')
  const rules = flags.rules === undefined ? undefined : await loadRules(...flags.rules)
  const stdin = history.includes('-') ? await spool() : null
  const runs: Run[] = []
  try {
    for (const policy of compared) {
      const paths = stdin?.paths ?? history
      const bar = progressBar(terminal, policy.padEnd(8), sizeOf(paths))
      const run = await runReplay({
        paths,
        read: readOptions(flags, flags.truth),
        ...(rules === undefined ? {} : { rules }),
        policy,
        silence: flags.silence,
        channelKind: flags.channelKind,
        closeAfterMs: durationMs(flags.closeAfter),
        limit: flags.limit,
        strict: flags.strict,
        onBytes: (bytes, at) => bar.at(bytes, at.slice(0, 10)),
      }).finally(() => bar.stop())
      runs.push(withoutBulk(run, flags.chats === true && policy === flags.policy))
    }
  } finally {
    await stdin?.remove()
  }
  print(runs, history, flags, terminal)
  const chosen = chosenOf(runs, flags.policy)
  return chosen.problems.length + chosen.replayed.refusals.length > 0 ? EXIT.findings : EXIT.fine
}

function print(runs: readonly Run[], history: readonly string[], flags: ReplayFlags, terminal: Terminal): void {
  const chosen = chosenOf(runs, flags.policy)
  const endless = runs.find((run) => run.policy === 'endless') ?? chosen
  const { colours } = terminal
  if (flags.json === true) {
    terminal.out(`${JSON.stringify(replayJson(runs, flags.chats === true ? chosen : null), null, 2)}\n`)
    return
  }
  terminal.out(`${reportHead(chosen, history.join(', '), colours)}\n`)
  if (flags.chats === true) terminal.out(`${reportChats(chosen, terminal.columns, colours)}\n`)
  terminal.out(`${reportFigures(endless, chosen, colours)}\n`)
  const effects = reportEffects(chosen, colours)
  if (effects !== '') terminal.out(`${effects}\n`)
  if (flags.truth !== undefined) terminal.out(`${reportTruth(runs, colours)}\n`)
  terminal.err(reportTrouble(chosen, terminal.errColours))
  const seconds = runs.reduce((sum, run) => sum + run.milliseconds, 0) / 1000
  terminal.err(terminal.errColours.dim(`${runs.length} replays in ${seconds.toFixed(1)} s\n`))
  if (flags.truth === undefined && flags.policy === 'silence') {
    terminal.err(terminal.errColours.dim(`--policy ${Object.keys(POLICIES).join('|')} divides it in other ways\n`))
  }
}

function chosenOf(runs: readonly Run[], policy: Policy): Run {
  const chosen = runs.find((run) => run.policy === policy)
  if (chosen === undefined) throw new Error(`No replay under the policy ${policy}`)
  return chosen
}
