// What other rules would have done with what was recorded: two replays of one history, laid side by side. The history is
// divided into parts, so its size costs time and disk, not memory.
import { availableParallelism } from 'node:os'
import type { Command } from 'commander'
import type { RuleSet } from '../core/rules/rule-set.js'
import type { DeskRules } from '../desk/options.js'
import { compileRules, loadRules } from '../desk/rule-files.js'
import type { Simulation } from '../replay/simulation.js'
import { standIns } from '../testing/stand-ins.js'
import { apiOptions } from './api-client.js'
import { EXIT, UsageError } from './exit.js'
import { count, historyOptions } from './options.js'
import { progressBar } from './progress.js'
import { withRules } from './rules/rule-book.js'
import { isSide, SIDES, sideOf } from './rules/side.js'
import { type HistoryParts, historyParts } from './simulate/history-parts.js'
import { type Source, type SourceFlags, type Trouble, withHistory } from './simulate/history-source.js'
import { reportSimulation } from './simulate/report-simulation.js'
import { simulateParts } from './simulate/simulate-parts.js'
import { deskOptions } from './store-options.js'
import type { Terminal } from './terminal.js'

interface SimulateFlags extends SourceFlags {
  readonly before?: readonly string[]
  readonly show: number
  readonly jobs?: number
  readonly timelines?: boolean
  readonly failOnDifference?: boolean
  readonly json?: boolean
}

export function addSimulate(program: Command, terminal: Terminal): void {
  const command = program
    .command('simulate')
    .description('run a history under the rules of before and under others; print the chats that go another way')
    .option(
      '--history <file...>',
      'recorded conversations, as replay takes them; - reads standard input; or a running desk’s address (without: the desk that is named)',
    )
    .option(
      '--before <rules...>',
      `what to compare with: files or folders, ${SIDES} (without: what the desk has published, else no rules)`,
    )
  historyOptions(apiOptions(deskOptions(command)))
    .option('--show <count>', 'differing chats that are listed', count, 20)
    .option('--jobs <count>', 'cores that are used (without: all)', count)
    .option('--fail-on-difference', 'exit code 1 when a chat goes another way')
    .option('--timelines', 'with --json: every step of the chats that are listed')
    .option('--json', 'for programs')
    .action(async (flags: SimulateFlags) => {
      process.exitCode = await simulateCommand(flags, terminal)
    })
}

async function simulateCommand(flags: SimulateFlags, terminal: Terminal): Promise<number> {
  const { rules: after, failOnDifference = false } = flags
  if (after === undefined) throw new UsageError('Name the new rules: --rules <path...>.')
  const address = flags.history?.find((path) => /^https?:/u.test(path))
  const place = address === undefined ? flags : { ...flags, url: address }
  const isDesk = flags.history === undefined || address !== undefined
  const sides = {
    before: await rulesOf(flags.before ?? (isDesk ? ['published'] : []), place, terminal),
    after: await rulesOf(after, place, terminal),
  }
  for (const rules of [sides.before, sides.after]) expectSound(rules)
  const trouble: Trouble = { problems: [], left: 0 }
  const found = await withHistory(flags, terminal, trouble, (source) => simulated(source, sides, flags, terminal))
  const { problems, left } = trouble
  if (flags.json === true) terminal.out(`${JSON.stringify({ ...found, problems, left }, null, 2)}\n`)
  else reportSimulation(found, trouble, terminal)
  const isDifferent = failOnDifference && found.chats.different > 0
  return isDifferent || problems.length > 0 ? EXIT.findings : EXIT.fine
}

async function simulated(
  source: Source,
  sides: { readonly before: DeskRules; readonly after: DeskRules },
  flags: SimulateFlags,
  terminal: Terminal,
): Promise<Simulation> {
  const { isInOrder, channels } = source
  const divided = await historyParts(source.entries, { isInOrder })
  try {
    const { parts, edits, until, entries, isWhole } = divided
    if (isWhole && parts.length > 0)
      terminal.err('The history names chats by their numbers: it is simulated in memory, as a whole.\n')
    const bar = progressBar(terminal, 'deciding', entries * 2, true)
    const jobs = flags.jobs ?? availableParallelism()
    let decided = 0
    const onPlayed = (played: number): void => {
      decided += played
      if (played > 1 || decided % 100 === 0) bar.at(decided, '')
    }
    const setup = {
      ...sides,
      silence: flags.silence,
      channelKind: flags.channelKind,
      channels,
      edits,
      until: until ?? undefined,
      isInOrder,
      limit: flags.show,
      timelines: flags.timelines === true,
    }
    const { found, edited } = await simulateParts(parts, setup, { jobs, onPlayed }).finally(() => bar.stop())
    return withLostEdits(found, divided, edited)
  } finally {
    await divided.remove()
  }
}

/** Edits of messages that nobody wrote: refused in both runs. */
function withLostEdits(found: Simulation, { editCount }: HistoryParts, edited: number): Simulation {
  const lost = editCount - edited
  const { entries, refused } = found
  return {
    ...found,
    entries: entries + lost,
    refused: { before: refused.before + lost, after: refused.after + lost },
  }
}

async function rulesOf(names: readonly string[], flags: SimulateFlags, terminal: Terminal): Promise<DeskRules> {
  const [name] = names
  if (name === undefined) return []
  if (names.length > 1 || !isSide(name)) return loadRules(...names)
  return withRules(flags, terminal, (book): Promise<readonly RuleSet[]> => sideOf(book, name))
}

/** Throws `RuleSetError` with every fault, before a long history is read. */
function expectSound(rules: DeskRules): void {
  const { functions, secrets, workflows } = standIns(rules)
  const names = (of: object) => Object.keys(of)
  compileRules(rules, { functions: names(functions), secrets: names(secrets), workflows: names(workflows) })
}
