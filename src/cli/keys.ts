import { type Command, Option } from 'commander'
import { KEY_SCOPES, type KeyScope } from '../ports/service-store.js'
import { apiOptions } from './api-client.js'
import { configOptions } from './config/config-options.js'
import { EXIT } from './exit.js'
import { formatTime, harmless, shorten, table } from './format.js'
import { type KeyFlags, withKeys } from './keys/key-book.js'
import type { Terminal } from './terminal.js'

export function addKeys(program: Command, terminal: Terminal): void {
  const keys = program.command('keys').description('API keys: made, listed, revoked')
  const common = (command: Command): Command =>
    apiOptions(configOptions(command))
      .option(
        '--workspace <name>',
        'tenant that the key is bound to; with --url: that of the key it is asked with',
        'default',
      )
      .option('--json', 'for programs')

  common(keys.command('add').description('make a key; it is shown this once, to standard output'))
    .requiredOption('--name <text>', 'for people: what uses it')
    .addOption(
      new Option('--scope <name...>', 'ingest brings messages, agent does what agents do, admin everything')
        .choices(KEY_SCOPES)
        .makeOptionMandatory(),
    )
    .action(async (flags: KeyFlags & { readonly name: string; readonly scope: readonly KeyScope[] }) => {
      const scopes = [...new Set(flags.scope)]
      const made = await withKeys(flags, terminal, { isNew: true }, ({ add }) => add(flags.name, scopes))
      if (flags.json) terminal.out(`${JSON.stringify(made, null, 2)}\n`)
      else {
        terminal.out(`${made.key}\n`)
        const what = `Key ${made.id} for ${made.workspace}: ${made.scopes.join(', ')}. It isn't shown again.`
        terminal.err(`${terminal.errColours.dim(what)}\n`)
      }
      process.exitCode = EXIT.fine
    })

  common(keys.command('list').description('the keys of a workspace, revoked ones too')).action(
    async (flags: KeyFlags) => {
      const all = await withKeys(flags, terminal, { isNew: false }, ({ list }) => list())
      if (flags.json) terminal.out(`${JSON.stringify(all, null, 2)}\n`)
      else if (all.length === 0) terminal.out('No keys.\n')
      else {
        const head = ['id', 'name', 'scopes', 'made', 'revoked']
        const rows = all.map(({ id, name, scopes, createdAt, revokedAt }) => [
          id,
          harmless(shorten(name, 40)),
          scopes.join(', '),
          formatTime(createdAt),
          revokedAt === null ? '–' : formatTime(revokedAt),
        ])
        terminal.out(table(head, rows, [], terminal.colours))
      }
      process.exitCode = EXIT.fine
    },
  )

  common(
    keys.command('revoke').description('end keys at once, on every node').argument('<id...>', 'as `keys list` shows'),
  ).action(async (ids: readonly string[], flags: KeyFlags) => {
    const done = await withKeys(flags, terminal, { isNew: false }, async ({ revoke }) => {
      const revoked: string[] = []
      for (const id of ids) if (await revoke(id)) revoked.push(id)
      return revoked
    })
    const missing = ids.filter((id) => !done.includes(id))
    if (flags.json) terminal.out(`${JSON.stringify({ revoked: done, missing }, null, 2)}\n`)
    else for (const id of done) terminal.out(`${terminal.colours.green('✔')} ${id} is revoked\n`)
    for (const id of missing)
      terminal.err(`${terminal.errColours.red('error')} There is no key ${id} that still stands.\n`)
    process.exitCode = missing.length === 0 ? EXIT.fine : EXIT.findings
  })
}
