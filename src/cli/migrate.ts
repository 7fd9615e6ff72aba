import type { Command } from 'commander'
import { migratePGlite } from '../store/sql/pglite/pglite-store.js'
import { migratePostgres } from '../store/sql/postgres/postgres-store.js'
import { configOptions } from './config/config-options.js'
import { EXIT } from './exit.js'
import { plural } from './format.js'
import { expectDatabase, placeOf, type StoreFlags } from './store-options.js'
import type { Terminal } from './terminal.js'

interface MigrateFlags extends StoreFlags {
  readonly dryRun?: boolean
  readonly json?: boolean
}

export function addMigrate(program: Command, terminal: Terminal): void {
  configOptions(program.command('migrate').description('bring the database’s tables up to this version'))
    .option('--dry-run', 'only say what is pending; exit code 1 when something is')
    .option('--json', 'for programs')
    .action(async (flags: MigrateFlags) => {
      process.exitCode = await migrateCommand(flags, terminal)
    })
}

async function migrateCommand(flags: MigrateFlags, terminal: Terminal): Promise<number> {
  const place = await placeOf(flags, terminal)
  const { store } = place
  const how = { dryRun: flags.dryRun === true }
  if (how.dryRun || !place.isSaid) expectDatabase(place)
  const { applied, ran, pending } =
    store.kind === 'postgres' ? await migratePostgres(store.url, how) : await migratePGlite(store.folder, how)
  if (flags.json) terminal.out(`${JSON.stringify({ applied, ran, pending }, null, 2)}\n`)
  else {
    const { colours } = terminal
    for (const name of ran) terminal.out(`${colours.green('✔')} ${name}\n`)
    for (const name of pending) terminal.out(`${colours.yellow('…')} ${name} is pending\n`)
    if (ran.length + pending.length === 0) terminal.out(`Up to date: ${plural(applied.length, 'migration')}.\n`)
  }
  return pending.length === 0 ? EXIT.fine : EXIT.findings
}
