// What other rules would have done with what was recorded: two replays of one history, laid side by side.
import type { Command } from 'commander'
import { loadRules } from '../desk/rule-files.js'
import type { HistoryEntry } from '../history/entry.js'
import { type HistoryProblem, strictly } from '../history/problem.js'
import { readHistory } from '../history/read.js'
import type { Counts, Step } from '../replay/observe.js'
import { simulate } from '../replay/simulate.js'
import type { Difference, Simulation } from '../replay/simulation.js'
import { EXIT, UsageError } from './exit.js'
import { formatCount, formatTime, harmless, plural, shorten, table } from './format.js'
import { count, type HistoryFlags, historyOptions, readOptions } from './options.js'
import { progressBar, sizeOf } from './progress.js'
import { badLine, firstOf } from './replay-report.js'
import { spool } from './spool.js'
import type { Terminal } from './terminal.js'

interface SimulateFlags extends HistoryFlags {
  readonly history: readonly string[]
  readonly current?: readonly string[]
  readonly show: number
  readonly json?: boolean
}

/** Two runs of a long history take their time. */
const WITHIN_MS = 3_600_000
const NAME_WIDTH = 9

export function addSimulate(program: Command, terminal: Terminal): void {
  const command = program
    .command('simulate')
    .description('run a history under the current rules and under others; print the chats that go another way')
    .requiredOption('--history <file...>', 'recorded conversations, as replay takes them; - reads standard input')
    .option('--current <path...>', 'rule files or folders to compare with (without: no rules)')
  historyOptions(command)
    .option('--show <count>', 'differing chats that are listed', count, 20)
    .option('--json', 'for programs')
    .action(async (flags: SimulateFlags) => {
      process.exitCode = await simulateCommand(flags, terminal)
    })
}

async function simulateCommand(flags: SimulateFlags, terminal: Terminal): Promise<number> {
  const { history, current, rules, show } = flags
  if (rules === undefined) throw new UsageError('Name the new rules: --rules <path...>.')
  if (history.includes('-') && history.length > 1) throw new UsageError('Standard input can only be read by itself.')
  const [before, after] = await Promise.all([
    current === undefined ? undefined : loadRules(...current),
    loadRules(...rules),
  ])
  const stdin = history.includes('-') ? await spool() : null
  try {
    const { entries, problems } = await entriesOf(stdin?.paths ?? history, flags, terminal)
    const bar = progressBar(terminal, 'deciding', entries.length * 2)
    let decided = 0
    const found = await simulate(entries, {
      silence: flags.silence,
      channelKind: flags.channelKind,
      onEntry: () => {
        decided += 1
        if (decided % 250 === 0) bar.at(decided, '')
      },
      before,
      after,
      channels: new Map(),
      known: {},
      limit: show,
      withinMs: WITHIN_MS,
    }).finally(() => bar.stop())
    if (flags.json === true) terminal.out(`${JSON.stringify({ ...found, problems }, null, 2)}\n`)
    else print(found, problems, terminal)
    return found.chats.different > 0 || problems.length > 0 ? EXIT.findings : EXIT.fine
  } finally {
    await stdin?.remove()
  }
}

async function entriesOf(
  paths: readonly string[],
  flags: SimulateFlags,
  terminal: Terminal,
): Promise<{ readonly entries: readonly HistoryEntry[]; readonly problems: readonly HistoryProblem[] }> {
  const bar = progressBar(terminal, 'reading', sizeOf(paths))
  const entries: HistoryEntry[] = []
  const problems: HistoryProblem[] = []
  let bytes = 0
  const events = {
    onProblem: flags.strict === true ? strictly : (problem: HistoryProblem) => void problems.push(problem),
    onSkip: () => undefined,
    onBytes: (read: number) => {
      bytes = read
    },
  }
  try {
    for await (const entry of readHistory(paths, events, readOptions(flags))) {
      if (entries.length === flags.limit) break
      entries.push(entry)
      bar.at(bytes, entry.at.slice(0, 10))
    }
  } finally {
    bar.stop()
  }
  return { entries, problems }
}

function print(found: Simulation, problems: readonly HistoryProblem[], terminal: Terminal): void {
  const { colours } = terminal
  terminal.out(`${countsTable(found, terminal)}\n`)
  const { compared, different } = found.chats
  const said = `${formatCount(different)} of ${plural(compared, 'chat')} ${different === 1 ? 'goes' : 'go'} another way`
  terminal.out(`${different === 0 ? colours.green('No chat goes another way') : colours.yellow(said)}\n`)
  for (const difference of found.differences) terminal.out(`\n${told(difference, terminal)}\n`)
  if (found.isCut) terminal.out(colours.dim('\nMore differ; --show lists more of them.\n'))
  const { errColours } = terminal
  terminal.err(
    firstOf(
      problems.map((one) => badLine(one, errColours)),
      errColours,
    ),
  )
}

function countsTable({ before, after }: Simulation, { colours }: Terminal): string {
  const row = (name: string, of: (counts: Counts) => number): readonly string[] => [
    name,
    formatCount(of(before)),
    formatCount(of(after)),
  ]
  const rules = [...new Set([...Object.keys(before.rules), ...Object.keys(after.rules)])].sort()
  return table(
    ['', 'current', 'new'],
    [
      row('chats', ({ chats }) => chats),
      row('finished', ({ finished }) => finished),
      row('reopened', ({ reopened }) => reopened),
      row('automatic messages', ({ automated }) => automated),
      ...rules.map((rule) => row(`rule ${harmless(rule)}`, (counts) => counts.rules[rule] ?? 0)),
    ],
    [1, 2],
    colours,
  )
}

function told(
  { channel, customer, place, at, before, after, end }: Difference,
  { colours, columns }: Terminal,
): string {
  const line = (name: string, step: Step | null, state: string | null): string => {
    const said = `${step === null ? 'nothing' : whatHappened(step)}; ends as ${state ?? 'no chat'}`
    return `  ${name.padEnd(NAME_WIDTH)}${shorten(said, columns - NAME_WIDTH - 2)}`
  }
  return [
    colours.bold(harmless(`${channel} · ${customer} · chat ${place}, from ${formatTime(at)}`)),
    line('current', before, end.before),
    line('new', after, end.after),
  ].join('\n')
}

function whatHappened({ cause, outcome, events, effects }: Step): string {
  const types = [...events, ...effects].map(({ type }) => type)
  return harmless(`${cause}: ${types.length === 0 ? outcome : types.join(', ')}`)
}
