// `caseline serve`: the desks of a configuration, their worker and their HTTP service in one process, until it is told to
// stop. What can be wrong is looked at before anything is opened.
import { systemClock } from '../../desk/system-clock.js'
import { createDesks } from '../../http/desks.js'
import { observedStore } from '../../http/observed-store.js'
import type { ServedStore } from '../../ports/service-store.js'
import { type ConfigFlags, loadedFrom } from '../config/config-options.js'
import { settingsOf } from '../config/settings.js'
import { EXIT, UsageError } from '../exit.js'
import type { Terminal } from '../terminal.js'
import { calm } from './calm.js'
import { firstSignal, type StopStep, stopInOrder } from './graceful-stop.js'
import { isLoopback, listen } from './listen.js'
import { openStore, storeName } from './open-store.js'
import { expectPackages } from './packages.js'
import { startRetention } from './retention.js'
import { telemetryOf } from './telemetry.js'
import { welcome } from './welcome.js'
import { chosenWorkspaces, strayKeys, workspaceOptions } from './workspaces.js'

export interface ServeFlags extends ConfigFlags {
  readonly workerOnly?: boolean
  readonly apiOnly?: boolean
  readonly workspace?: readonly string[]
  readonly json?: boolean
}

export async function runServe(flags: ServeFlags, terminal: Terminal, process: NodeJS.Process): Promise<number> {
  const { workerOnly: isWorkerOnly = false, apiOnly: isApiOnly = false } = flags
  if (isWorkerOnly && isApiOnly) throw new UsageError('--worker-only and --api-only leave nothing to do; take one.')
  const loaded = await loadedFrom(flags, terminal)
  const settings = settingsOf(loaded.config, process.env)
  const { server } = settings
  const log = flags.json ? { ...settings.log, format: 'json' as const } : settings.log
  expectPackages({ store: settings.store, hasHttp: true, telemetry: settings.telemetry })
  const workspaces = chosenWorkspaces(settings, flags.workspace, loaded.isSaid('/workspaces'))
  const options = await workspaceOptions(workspaces, settings.desk)
  const note = (text: string): void => {
    if (log.format === 'text') terminal.err(`${terminal.errColours.dim(text)}\n`)
  }

  const telemetry = await telemetryOf(settings.telemetry)
  const opened = await openStore(settings.store, note)
  const store = observedStore(opened, telemetry)
  try {
    return await serveOn(store)
  } catch (error) {
    // Before anything listened: nobody waits for what is under way.
    await opened.close().catch(() => undefined)
    throw error
  }

  async function serveOn(store: ServedStore): Promise<number> {
    // Loaded here: without fastify the line about missing packages must still be told.
    const { makeApp } = await import('./make-app.js')
    const clock = systemClock()
    const hasKeys = isWorkerOnly || (await keysFor(store, server.host, isWorkerOnly))
    let isStopping = false
    const desks = createDesks({
      store,
      optionsOf: (workspace) => options.get(workspace) ?? null,
      clock,
      hasWorker: !isApiOnly,
      observing: telemetry,
      onError: calm(({ error, leftOut }) => app.log.error({ err: error, leftOut }, 'background work failed'), Date.now),
    })
    const app = await makeApp({
      settings: { ...settings, log },
      terminal,
      hasCalls: !isWorkerOnly,
      service: {
        store,
        desks,
        clock,
        ...(telemetry.metrics === undefined ? {} : { metrics: telemetry.metrics }),
        ...(telemetry.tracing === undefined ? {} : { tracing: telemetry.tracing }),
        unready: () => (isStopping ? ['The process is stopping'] : []),
        auth: { keys: isLoopback(server.host) ? 'auto' : 'required' },
      },
    })
    const signal = firstSignal(process, () => terminal.err('Stopped at once.\n'))
    await Promise.all([...options.keys()].map((workspace) => desks.get(workspace)))
    telemetry.metrics?.watch(() => Promise.all(desks.all().map(({ desk }) => desk.health())), Date.now)
    const isListening = !isWorkerOnly || loaded.isSaid('/server/port')
    const url = isListening ? await listen(app, server.host, server.port) : null
    const stopRetention = isApiOnly
      ? async () => {}
      : startRetention({
          desks,
          kept: store.service,
          clock,
          settings: settings.retention,
          onTaken: (taken) => app.log.info(taken, 'retention'),
          onError: (error) => app.log.error({ err: error }, 'retention failed'),
        })
    tell(url, hasKeys)
    for (const name of await strayKeys(store, options)) {
      app.log.warn({ workspace: name }, 'There are keys for a workspace that is not served here')
    }

    const heard = await signal
    isStopping = true
    app.log.info({ signal: heard }, 'stopping')
    const steps: readonly StopStep[] = [
      { name: 'requests and streams under way', run: () => app.close() },
      { name: 'retention', run: stopRetention },
      { name: 'timers and deliveries under way', run: () => desks.stop() },
      { name: 'the store', run: () => store.close() },
    ]
    const { hung, errors } = await stopInOrder(steps, server.stopWithinMs)
    for (const { step, error } of errors) app.log.error({ err: error }, `${step}: could not be ended well`)
    if (hung !== null) {
      app.log.fatal(`After ${server.stopWithinMs / 1000} s this still hung: ${hung}`)
      process.exit(EXIT.findings)
    }
    app.log.info('stopped')
    return errors.length === 0 ? EXIT.fine : EXIT.findings

    function tell(address: string | null, areKeys: boolean): void {
      const data = storeName(settings.store)
      const work = isWorkerOnly ? 'worker' : isApiOnly ? 'api' : 'all'
      const channel = workspaces.flatMap(({ channels }) => channels.map(({ id }) => id))[0]
      const isEmbedded = settings.store.kind === 'embedded'
      if (log.format === 'json') app.log.info({ url: address, data, work, hasKeys: areKeys }, 'listening')
      else terminal.out(welcome({ url: address, data, isEmbedded, work, hasKeys: areKeys, channel }, terminal))
    }
  }
}

/** Whether there are keys. Nobody but this machine is served without one. */
async function keysFor(store: ServedStore, host: string, isWorkerOnly: boolean): Promise<boolean> {
  const hasKeys = await store.service.hasKeys()
  if (hasKeys || isWorkerOnly || isLoopback(host)) return hasKeys
  throw new UsageError(
    `Without an API key only this machine is served, not ${host}. Make one: caseline keys add --name first --scope admin`,
  )
}
