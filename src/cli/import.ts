import { createReadStream } from 'node:fs'
import type { Command } from 'commander'
import type { ServedStore } from '../ports/service-store.js'
import { EXIT, UsageError } from './exit.js'
import { formatCount, harmless, plural } from './format.js'
import { checkCopy, importCopy } from './import/import-copy.js'
import { playHistory } from './import/import-history.js'
import { type HistoryFlags, historyOptions } from './options.js'
import { badLine, firstOf } from './replay-report.js'
import { spool } from './spool.js'
import { deskOptions, openPlace, placeOf, type StoreFlags } from './store-options.js'
import type { Terminal } from './terminal.js'

interface ImportFlags extends HistoryFlags, StoreFlags {
  readonly lenient?: boolean
  readonly json?: boolean
}

/** What an import did, or would not do. */
interface Report {
  readonly threads: number
  readonly chats: number
  readonly messages: number
  readonly faults: readonly string[]
  readonly isDone: boolean
}

export function addImport(program: Command, terminal: Terminal): void {
  const command = program
    .command('import')
    .description('begin a desk with what another one exported, or with recorded conversations; all or nothing')
    .argument(
      '<file...>',
      'a desk’s file (export --format desk), or a history: JSON Lines, result.json of Telegram Desktop, CSV; - reads standard input',
    )
  historyOptions(deskOptions(command))
    .option('--lenient', 'history: leave out what is wrong and take the rest')
    .option('--json', 'for programs')
    .action(async (files: string[], flags: ImportFlags) => {
      const report = await importFiles(files, flags, terminal)
      if (flags.json) terminal.out(`${JSON.stringify(report, null, 2)}\n`)
      else print(report, terminal)
      process.exitCode = report.isDone ? EXIT.fine : EXIT.findings
    })
}

async function importFiles(files: readonly string[], flags: ImportFlags, terminal: Terminal): Promise<Report> {
  if (files.includes('-') && files.length > 1) throw new UsageError('Standard input can only be read by itself.')
  const stdin = files.includes('-') ? await spool() : null
  try {
    const paths = stdin?.paths ?? files
    const [first] = paths
    return first !== undefined && (await isDeskFile(first))
      ? await wholeDesk(paths, flags, terminal)
      : await history(paths, flags, terminal)
  } finally {
    await stdin?.remove()
  }
}

async function wholeDesk(paths: readonly string[], flags: ImportFlags, terminal: Terminal): Promise<Report> {
  const [path, more] = paths
  if (path === undefined || more !== undefined) throw new UsageError('A desk’s file is imported by itself.')
  const { faults, highest, ...counts } = await checkCopy(path, terminal)
  const lines = faults.map(({ line, message }) => `line ${line}: ${message}`)
  if (lines.length > 0) return { ...counts, faults: lines, isDone: false }
  await onEmptyDesk(flags, terminal, (store, workspace) => importCopy(path, { highest }, store, workspace, terminal))
  return { ...counts, faults: [], isDone: true }
}

async function history(paths: readonly string[], flags: ImportFlags, terminal: Terminal): Promise<Report> {
  const tried = await playHistory(paths, flags, terminal, null)
  const { problems, replayed } = tried
  const faults = [
    ...problems.map((one) => badLine(one, terminal.errColours)),
    ...replayed.refusals.map(
      ({ entry, code, message }) =>
        `${entry.place?.source ?? ''}:${entry.place?.line ?? ''} ${entry.type}: ${harmless(message)} (${code})`,
    ),
  ]
  const { threads, messages } = replayed
  const chats = threads.reduce((sum, thread) => sum + thread.chats.length, 0)
  const counts = { threads: threads.length, chats, messages: messages.length, faults }
  if (faults.length > 0 && flags.lenient !== true) return { ...counts, isDone: false }
  await onEmptyDesk(flags, terminal, (store, workspace) => playHistory(paths, flags, terminal, { store, workspace }))
  return { ...counts, isDone: true }
}

async function onEmptyDesk(
  flags: ImportFlags,
  terminal: Terminal,
  use: (store: ServedStore, workspace: string) => Promise<unknown>,
): Promise<void> {
  const { workspace = 'default' } = flags
  const store = await openPlace(await placeOf(flags, terminal), terminal, { isNew: true })
  try {
    const [known] = await store.chats(workspace, { limit: 1 })
    if (known !== undefined)
      throw new UsageError(
        'The desk has chats already. An import begins a desk: name an empty database, or a --workspace without chats.',
      )
    await use(store, workspace)
  } finally {
    await store.close()
  }
}

function print({ threads, chats, messages, faults, isDone }: Report, terminal: Terminal): void {
  terminal.err(firstOf(faults, terminal.errColours))
  const what = `${plural(chats, 'chat')} of ${plural(threads, 'thread')} with ${plural(messages, 'message')}`
  if (isDone)
    terminal.out(`Imported: ${what}${faults.length === 0 ? '' : `, ${formatCount(faults.length)} left out`}\n`)
  else terminal.err(`Nothing was imported: ${plural(faults.length, 'fault')} to mend first.\n`)
}

/** By how it begins; a packed one is a history. */
async function isDeskFile(path: string): Promise<boolean> {
  let head = ''
  try {
    for await (const chunk of createReadStream(path, { end: 100, encoding: 'utf8' })) head += String(chunk)
  } catch {
    // What can't be read is told by the reader, with the place.
    return false
  }
  return /^\uFEFF?\s*\{\s*"desk"/u.test(head)
}
