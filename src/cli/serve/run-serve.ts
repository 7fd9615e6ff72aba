// `caseline serve`: what can be wrong is looked at before anything is opened, and told in a line.
import { observedStore } from '../../http/observed-store.js'
import { accountFindings } from '../config/account-findings.js'
import { ConfigError } from '../config/config-error.js'
import { type ConfigFlags, loadedFrom } from '../config/config-options.js'
import { settingsOf } from '../config/settings.js'
import { UsageError } from '../exit.js'
import type { Terminal } from '../terminal.js'
import { openStore } from './open-store.js'
import { expectPackages } from './packages.js'
import { telemetryOf } from './telemetry.js'
import { chosenWorkspaces, workspaceOptions } from './workspaces.js'

export interface ServeFlags extends ConfigFlags {
  readonly workerOnly?: boolean
  readonly apiOnly?: boolean
  readonly workspace?: readonly string[]
  readonly json?: boolean
}

/** Answers the exit code, when the desk was told to stop. */
export async function runServe(flags: ServeFlags, terminal: Terminal, process: NodeJS.Process): Promise<number> {
  const { workerOnly = false, apiOnly = false } = flags
  if (workerOnly && apiOnly) throw new UsageError('--worker-only and --api-only leave nothing to do; take one.')
  const loaded = await loadedFrom(flags, terminal)
  const said = settingsOf(loaded.config, process.env)
  const settings = flags.json ? { ...said, log: { ...said.log, format: 'json' as const } } : said
  expectPackages(settings)
  const faults = await accountFindings(loaded, process.env)
  if (faults.length > 0) throw new ConfigError(faults)
  const workspaces = chosenWorkspaces(settings, flags.workspace, loaded.isSaid('/workspaces'))
  const options = await workspaceOptions(workspaces, settings.desk)
  const note = (text: string): void => {
    if (settings.log.format === 'text') terminal.err(`${terminal.errColours.dim(text)}\n`)
  }

  const telemetry = await telemetryOf(settings.telemetry)
  const store = observedStore(await openStore(settings.store, note), telemetry)
  try {
    // Loaded here: without fastify the line about missing packages must still be told.
    const { serveOn } = await import('./serve-on.js')
    return await serveOn({
      store,
      settings,
      telemetry,
      workspaces: options,
      work: workerOnly ? 'worker' : apiOnly ? 'api' : 'all',
      isPortSaid: loaded.isSaid('/server/port'),
      terminal,
      process,
    })
  } catch (error) {
    await store.close().catch(() => undefined)
    throw error
  }
}
