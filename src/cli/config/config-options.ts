// The options that say where a configuration is, and those that outweigh it.
import type { Command } from 'commander'
import type { Terminal } from '../terminal.js'
import type { LoadedConfig } from './load-config.js'

export interface ConfigFlags {
  readonly config?: string
  readonly data?: string
  readonly postgres?: string
  readonly port?: number
  readonly host?: string
}

/** Option → the key that it outweighs. */
const KEYS = [
  ['data', '/store/data'],
  ['postgres', '/store/postgres'],
  ['port', '/server/port'],
  ['host', '/server/host'],
] as const satisfies readonly (readonly [keyof ConfigFlags, string])[]

export function configOptions(command: Command): Command {
  return command
    .option('--config <file>', 'a .json, .yaml or .yml file (or CASELINE_CONFIG; without: caseline.config.* here)')
    .option('--data <folder>', 'an embedded database (without: what the configuration says, else .caseline)')
    .option('--postgres <url>', 'a Postgres server: postgres://user@host/database')
}

/** Warnings are told at once; faults are thrown together, unless all of them are at places to `spare`. */
export async function loadedFrom(
  flags: ConfigFlags,
  terminal: Terminal,
  spare?: (pointer: string) => boolean,
): Promise<LoadedConfig> {
  const options = new Map(
    KEYS.flatMap(([flag, pointer]) =>
      flags[flag] === undefined ? [] : [[pointer, [`--${flag}`, flags[flag]] as const] as const],
    ),
  )
  // Schemas and YAML are only for those commands that read a configuration.
  const [{ loadConfig }, { findingLine }] = await Promise.all([import('./load-config.js'), import('./config-error.js')])
  const loaded = loadConfig({ file: flags.config, env: process.env, folder: process.cwd(), options, spare })
  for (const warning of loaded.warnings) {
    terminal.err(`${terminal.errColours.yellow('warning')} ${findingLine(warning)}\n`)
  }
  return loaded
}
