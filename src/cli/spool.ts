import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Standard input as a file, for what reads it several times. */
export async function spool(): Promise<{ readonly paths: readonly string[]; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'caseline-'))
  const path = join(folder, 'stdin')
  await pipeline(process.stdin, createWriteStream(path))
  return { paths: [path], remove: () => rm(folder, { recursive: true, force: true }) }
}
