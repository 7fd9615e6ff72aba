import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Command, Option } from 'commander'
import { copyLines } from '../desk/copy/copy-lines.js'
import { copyOut } from '../desk/copy/copy-out.js'
import type { Desk } from '../desk/desk.js'
import type { ExportRequest } from '../desk/export-chats.js'
import type { Delimiter } from '../http/export/csv.js'
import { type ApiFlags, apiOptions, streamApi } from './api-client.js'
import { EXIT, UsageError } from './exit.js'
import { progressCount } from './progress.js'
import { periodOptions } from './stats.js'
import { deskOptions, type StoreFlags, withDesk } from './store-options.js'
import type { Terminal } from './terminal.js'

const FORMATS = ['csv', 'jsonl', 'xlsx', 'desk'] as const
type Format = (typeof FORMATS)[number]

interface ExportFlags extends StoreFlags, ApiFlags {
  readonly from?: string
  readonly to?: string
  readonly zone?: string
  readonly state?: string
  readonly status?: string
  readonly channel?: string
  readonly customer?: string
  readonly assignee?: string
  readonly tag?: string
  readonly format?: Format
  readonly bom?: boolean
  readonly delimiter?: Delimiter
  readonly messages?: boolean
  readonly output?: string
}

const DELIMITERS: readonly Delimiter[] = ['comma', 'semicolon', 'tab']
const STATES = ['active', 'awaiting-split', 'finished-open', 'finished-pending', 'closed', 'merged']

export function addExport(program: Command, terminal: Terminal): void {
  periodOptions(apiOptions(deskOptions(program.command('export').description('chats as a table or as JSON Lines'))))
    .addOption(new Option('--state <state>', 'only chats that are so now').choices(STATES))
    .addOption(new Option('--status <status>', 'only finished ones of it').choices(['open', 'pending', 'closed']))
    .option('--channel <id>', 'only this channel')
    .option('--customer <id>', 'only this customer')
    .option('--assignee <agent>', 'only those given to this agent')
    .option('--tag <tag>', 'only those with this tag')
    .addOption(
      new Option(
        '--format <name>',
        'desk: all that chats are made of, for import; without: from the name of the file, else csv',
      ).choices(FORMATS),
    )
    .option('--bom', 'csv: begin with a mark that tells Excel it is UTF-8')
    .addOption(new Option('--delimiter <sign>', 'csv: what separates columns').choices(DELIMITERS))
    .option('--messages', 'jsonl: with messages and notes')
    .option('-o, --output <file>', 'write to a file, whole or not at all')
    .action(async (flags: ExportFlags) => {
      await exportChats(flags, formatOf(flags), terminal)
      process.exitCode = EXIT.fine
    })
}

function formatOf({ format, output, bom, delimiter, messages }: ExportFlags): Format {
  const named = output?.endsWith('.desk.jsonl') ? 'desk' : FORMATS.find((one) => output?.endsWith(`.${one}`))
  const chosen = format ?? named ?? 'csv'
  if (chosen !== 'csv' && (bom === true || delimiter !== undefined))
    throw new UsageError('--bom and --delimiter are for csv only.')
  if (chosen !== 'jsonl' && messages === true) throw new UsageError('--messages is for jsonl only.')
  if (chosen === 'xlsx' && output === undefined) throw new UsageError('A workbook needs a file: --output chats.xlsx.')
  return chosen
}

async function exportChats(flags: ExportFlags, format: Format, terminal: Terminal): Promise<void> {
  const { url, from, to, zone, state, status, channel, customer, assignee, tag, bom, delimiter, messages } = flags
  const filter = { from, to, zone, state, status, channel, customer, assignee, tag }
  const asked = Object.entries(filter).filter(([, value]) => value !== undefined)
  if (format === 'desk') return exportDesk(flags, asked, terminal)
  if (url !== undefined) {
    const more = Object.entries({ bom, delimiter, messages }).filter(([, value]) => value !== undefined)
    const query = new URLSearchParams(
      [...asked, ...more].map(([name, value]): [string, string] => [name, String(value)]),
    )
    await write(await streamApi({ ...flags, url }, `/v1/export.${format}?${query}`), flags)
    return
  }
  const request: ExportRequest = { ...Object.fromEntries(asked), ...(messages === true ? { hasMessages: true } : {}) }
  const progress = progressCount(terminal, 'chats')
  try {
    const onDesk = async (desk: Desk): Promise<void> => {
      const pages = desk.export(request, { onProgress: flags.output === undefined ? () => {} : progress.at })
      await write(
        await chunksOf(pages, format, {
          ...(bom === undefined ? {} : { bom }),
          ...(delimiter === undefined ? {} : { delimiter }),
        }),
        flags,
      )
    }
    await withDesk(flags, terminal, onDesk, { canAsk: true })
  } finally {
    progress.stop()
  }
}

/** Everything that chats are made of, for `import`. */
async function exportDesk(
  flags: ExportFlags,
  asked: readonly (readonly [string, unknown])[],
  terminal: Terminal,
): Promise<void> {
  if (flags.url !== undefined)
    throw new UsageError('A whole desk is read from its database: --data, --postgres or --config, not --url.')
  const [filter] = asked
  if (filter !== undefined)
    throw new UsageError(`A whole desk is exported whole: --${filter[0]} is for the other formats.`)
  const { workspace = 'default' } = flags
  const progress = progressCount(terminal, 'threads')
  const onProgress = flags.output === undefined ? () => {} : progress.at
  try {
    await withDesk(flags, terminal, (_desk, store) =>
      write(copyLines(copyOut({ store, workspace }, { onProgress })), flags),
    )
  } finally {
    progress.stop()
  }
}

/** Writers are only loaded when they are needed: a workbook wants a package of its own. */
async function chunksOf(
  pages: Parameters<typeof import('../http/export/json-lines.js').jsonLinesOf>[0],
  format: Exclude<Format, 'desk'>,
  how: { readonly bom?: boolean; readonly delimiter?: Delimiter },
): Promise<AsyncIterable<string | Uint8Array>> {
  switch (format) {
    case 'csv':
      return (await import('../http/export/csv.js')).csvOf(pages, how)
    case 'jsonl':
      return (await import('../http/export/json-lines.js')).jsonLinesOf(pages)
    case 'xlsx':
      return (await import('../http/export/xlsx.js')).xlsxOf(pages)
    default:
      return format satisfies never
  }
}

async function write(chunks: AsyncIterable<string | Uint8Array>, { output }: ExportFlags): Promise<void> {
  const readable = Readable.from(chunks, { objectMode: false })
  if (output === undefined) {
    await pipeline(readable, process.stdout, { end: false })
    return
  }
  const part = `${output}.part`
  try {
    await pipeline(readable, createWriteStream(part))
    await rename(part, output)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
