import { readFile, rename, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { pgliteStore } from '../store/sql/pglite/pglite-store.js'
import { EXIT } from './exit.js'
import { expectDatabase } from './store-options.js'
import type { Terminal } from './terminal.js'

interface BackupFlags {
  readonly data: string
  readonly json?: boolean
}

export function addBackup(program: Command, terminal: Terminal): void {
  program
    .command('backup')
    .description('write an embedded database to a file (of a Postgres server: pg_dump)')
    .argument('<file>', 'a .tar.gz')
    .requiredOption('--data <folder>', 'the embedded database; no desk may run on it')
    .option('--json', 'for programs')
    .action(async (file: string, { data, json }: BackupFlags) => {
      expectDatabase({ store: { kind: 'embedded', folder: data }, isSaid: true })
      const store = await pgliteStore({ folder: data })
      try {
        // Whole or not at all.
        const bytes = await store.backup()
        await writeFile(`${file}.part`, bytes)
        await rename(`${file}.part`, file)
        if (json) terminal.out(`${JSON.stringify({ file, bytes: bytes.length }, null, 2)}\n`)
        else terminal.out(`${file}: ${(bytes.length / 1e6).toFixed(1)} MB\n`)
      } finally {
        await store.close()
      }
      process.exitCode = EXIT.fine
    })
  program
    .command('restore')
    .description('make an embedded database from a backup')
    .argument('<file>', 'what `backup` wrote')
    .requiredOption('--data <folder>', 'a folder that holds no database yet')
    .option('--json', 'for programs')
    .action(async (file: string, { data, json }: BackupFlags) => {
      const backup = await readFile(file)
      const store = await pgliteStore({ folder: data, backup })
      await store.close()
      if (json) terminal.out(`${JSON.stringify({ file, data }, null, 2)}\n`)
      else terminal.out(`${data} holds the desk of ${file}\n`)
      process.exitCode = EXIT.fine
    })
}
