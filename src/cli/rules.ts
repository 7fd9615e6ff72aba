import { type Command, InvalidArgumentError } from 'commander'
import { isSameRules, ruleDiff } from '../core/rules/diff/rule-diff.js'
import { isRecord } from '../core/rules/record.js'
import { reportFinding } from '../lint/report.js'
import { ApiError, apiOptions } from './api-client.js'
import { type CheckedFiles, checkedFiles } from './checked-files.js'
import { EXIT, UsageError } from './exit.js'
import { formatTime, harmless, shorten, table } from './format.js'
import { count } from './options.js'
import { authorOf } from './rules/author.js'
import { type FiguresFlags, figures } from './rules/figures.js'
import { reportDiff } from './rules/report-diff.js'
import { percent, type RolloutFlags, rollout, shareStep } from './rules/rollout.js'
import { type How, type RuleFlags, type Told, withRules } from './rules/rule-book.js'
import { SIDES, sideOf, sideOfFiles } from './rules/side.js'
import { deskOptions } from './store-options.js'
import type { Terminal } from './terminal.js'

interface DiffFlags extends RuleFlags {
  readonly from: string
  readonly to?: string
}

interface PublishFlags extends RuleFlags {
  readonly author?: string
  readonly note?: string
  readonly ifNumber?: number
  readonly share?: number
}

export function addRules(program: Command, terminal: Terminal): void {
  const rules = program.command('rules').description('published rules of a desk: compare, publish, take back')
  const common = (command: Command): Command => apiOptions(deskOptions(command)).option('--json', 'for programs')
  const publishing = (command: Command): Command =>
    common(command)
      .option('--author <name>', 'who publishes (without: who runs this)')
      .option('--note <text>', 'why, for people')
      .option('--if-number <number>', 'only while this version is the current one, 0: none', versionNumber)

  common(rules.command('diff').description('what would change: rules added, removed, changed, by id'))
    .argument('[rules...]', 'files or folders: the new side')
    .option('--from <side>', SIDES, 'published')
    .option('--to <side>', `${SIDES} (without files: draft)`)
    .action(async (paths: string[], flags: DiffFlags) => {
      process.exitCode = await diff(paths, flags, terminal)
    })

  publishing(rules.command('publish').description('make rules the current version'))
    .argument('[rules...]', 'files or folders (without: the draft)')
    .option('--share <percent>', 'for a share of the threads first, such as 10%; `rules rollout` goes on', percent)
    .action(async (paths: string[], flags: PublishFlags) => {
      process.exitCode = await publish(paths, flags, terminal)
    })

  publishing(rules.command('rollback').description('publish what an earlier version says as a new one'))
    .argument('<number>', 'as `rules versions` shows', count)
    .action(async (to: number, flags: PublishFlags) => {
      tell(await withRules(flags, terminal, (book) => book.rollBack(to, howOf(flags))), flags, terminal)
      process.exitCode = EXIT.fine
    })

  common(rules.command('rollout').description('where a roll-out stands, or its next step: more threads, all, back'))
    .argument('[share]', 'such as 50%, `finish` or `abort` (without: tells)', shareStep)
    .option('--author <name>', 'who decides (without: who runs this)')
    .action(async (share: number | undefined, flags: RolloutFlags) => {
      process.exitCode = await rollout(share, flags, terminal)
    })

  common(rules.command('figures').description('what each version decided: threads, matches, automatic messages'))
    .option(
      '--from <moment>',
      'ISO 8601 (without: when the roll-out began, else when the current version was published)',
    )
    .option('--to <moment>', 'not included')
    .action(async (flags: FiguresFlags) => {
      process.exitCode = await figures(flags, terminal)
    })

  common(rules.command('versions').description('what was published, newest first'))
    .option('--limit <count>', 'at most so many', count, 50)
    .action(async (flags: RuleFlags & { readonly limit: number }) => {
      const found = await withRules(flags, terminal, (book) => book.versions(flags.limit))
      if (flags.json) terminal.out(`${JSON.stringify(found, null, 2)}\n`)
      else if (found.length === 0) terminal.out('Nothing was published.\n')
      else {
        const rows = found.map(({ number, at, author, note, version, shares }) => [
          String(number),
          formatTime(at),
          harmless(author ?? '–'),
          shares.map(({ share }) => `${share} %`).join(', '),
          harmless(shorten(note ?? '', 60)),
          version,
        ])
        terminal.out(table(['number', 'at', 'by', 'rolled out', 'note', 'version'], rows, [0], terminal.colours))
      }
      process.exitCode = EXIT.fine
    })
}

async function diff(paths: readonly string[], flags: DiffFlags, terminal: Terminal): Promise<number> {
  if (paths.length > 0 && flags.to !== undefined) throw new UsageError('The new side is files or --to, not both.')
  const found = await withRules(flags, terminal, async (book) => {
    const before = await sideOf(book, flags.from)
    const after = paths.length > 0 ? await sideOfFiles(paths) : await sideOf(book, flags.to ?? 'draft')
    return ruleDiff(before, after)
  })
  const isSame = isSameRules(found)
  if (flags.json) terminal.out(`${JSON.stringify({ isSame, ...found }, null, 2)}\n`)
  else terminal.out(reportDiff(found, terminal.columns, terminal.colours))
  return isSame ? EXIT.fine : EXIT.findings
}

async function publish(paths: readonly string[], flags: PublishFlags, terminal: Terminal): Promise<number> {
  const checked = paths.length === 0 ? null : await checkedFiles(paths)
  const findings = checked?.findings.filter(({ severity }) => severity !== 'info') ?? []
  for (const finding of findings)
    terminal.err(`${reportFinding(finding, checked?.texts.get(finding.file), terminal.errColours)}\n`)
  if (findings.some(({ severity }) => severity === 'error')) return EXIT.findings
  const sets = checked?.files.map(({ value }) => value)
  try {
    tell(await withRules(flags, terminal, (book) => book.publish(sets, howOf(flags))), flags, terminal)
    return EXIT.fine
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // The desk knows more than the files: what its functions, secrets and facts are called.
    for (const line of faultsOf(error, checked)) terminal.err(`${line}\n`)
    throw error
  }
}

function howOf({ author, note, ifNumber, share }: PublishFlags): How {
  return {
    author: authorOf(author),
    ...(share === undefined || share === 100 ? {} : { share }),
    ...(note === undefined ? {} : { note }),
    ...(ifNumber === undefined ? {} : { ifNumber }),
  }
}

function tell({ version, isUnchanged }: Told, { json }: RuleFlags, { out, colours }: Terminal): void {
  const share = version.shares.at(-1)?.share ?? 100
  const whom = share === 100 ? '' : ` for ${share} % of the threads; \`caseline rules rollout\` goes on`
  if (json) out(`${JSON.stringify({ ...version, isUnchanged }, null, 2)}\n`)
  else if (isUnchanged) out(`Version ${version.number} says the same already; nothing was published.\n`)
  else out(`${colours.green('✔')} Version ${version.number} is published${whom}.\n`)
}

function faultsOf({ problem }: ApiError, checked: CheckedFiles | null): readonly string[] {
  if (!Array.isArray(problem.diagnostics)) return []
  return problem.diagnostics.filter(isRecord).map(({ set, pointer, message, code }) => {
    const file = typeof set === 'number' ? checked?.files[set]?.file : undefined
    return `${harmless(`${file ?? `sets[${String(set)}]`} ${String(pointer)}: ${String(message)}`)} (${String(code)})`
  })
}

function versionNumber(text: string): number {
  if (!/^\d{1,10}$/u.test(text)) throw new InvalidArgumentError('Give the number of a version, or 0.')
  return Number(text)
}
