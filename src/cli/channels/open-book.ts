import { UsageError } from '../exit.js'
import type { Terminal } from '../terminal.js'
import type { BookFlags, ChannelBook } from './channel-book.js'
import { localBook } from './local-book.js'
import { remoteBook } from './remote-book.js'

/** Throws `UsageError` for options that don't go together. */
export async function openBook(flags: BookFlags, terminal: Terminal): Promise<ChannelBook> {
  const { url, publicUrl, config, data, postgres, workspace } = flags
  if (url === undefined) return localBook(flags, terminal)
  const own = Object.entries({ '--public-url': publicUrl, '--config': config, '--data': data, '--postgres': postgres })
  const [[name] = []] = own.filter(([, value]) => value !== undefined)
  if (name !== undefined) throw new UsageError(`${name} is not for a running desk: with --url it has its own.`)
  if (workspace !== undefined) throw new UsageError('With --url the workspace is the key’s: leave --workspace out.')
  return remoteBook({ ...flags, url })
}
