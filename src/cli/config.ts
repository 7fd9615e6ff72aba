import type { Command } from 'commander'
import { checkConfig } from './config/check-config.js'
import { type ConfigFlags, configOptions, loadedFrom } from './config/config-options.js'
import { shownConfig } from './config/shown-config.js'
import { EXIT } from './exit.js'
import { table } from './format.js'
import type { Terminal } from './terminal.js'

export function addConfig(program: Command, terminal: Terminal): void {
  const config = program.command('config').description('what a desk would run with, and what is wrong with it')
  configOptions(config.command('check').description('every fault, with its place; rules are looked at too'))
    .option('--json', 'for programs')
    .action(async (flags: ConfigFlags & { readonly json?: boolean }) => {
      process.exitCode = await checkConfig(flags, terminal)
    })
  configOptions(config.command('show').description('every key with its value and who says it; secrets are hidden'))
    .option('--json', 'for programs')
    .action(async (flags: ConfigFlags & { readonly json?: boolean }) => {
      const loaded = await loadedFrom(flags, terminal)
      const rows = shownConfig(loaded)
      if (flags.json) terminal.out(`${JSON.stringify(rows, null, 2)}\n`)
      else {
        const cells = rows.map(({ key, value, from }) => [key, JSON.stringify(value), from])
        terminal.out(table(['key', 'value', 'from'], cells, [], terminal.colours))
      }
      process.exitCode = EXIT.fine
    })
}
