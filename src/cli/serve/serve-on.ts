// Desks, worker and HTTP service on an open store, until the process is told to stop. Whatever was begun is ended, whether
// by a signal or because a later step failed: a desk that goes on would keep the process alive.
import { folderArchive } from '../../channels/email/folder-archive.js'
import { channelHost } from '../../channels/host/channel-host.js'
import { systemClock } from '../../desk/system-clock.js'
import { createDesks, type WorkspaceOptions } from '../../http/desks.js'
import type { ServedStore } from '../../ports/service-store.js'
import type { Settings } from '../config/settings.js'
import { EXIT, UsageError } from '../exit.js'
import type { Terminal } from '../terminal.js'
import { calm } from './calm.js'
import { channelPorts } from './channel-ports.js'
import { firstSignal, type StopStep, stopInOrder } from './graceful-stop.js'
import { isLoopback, listen } from './listen.js'
import { startMail } from './mail.js'
import { makeApp } from './make-app.js'
import { storeName } from './open-store.js'
import { startRetention } from './retention.js'
import type { Telemetry } from './telemetry.js'
import { welcome } from './welcome.js'
import { strayKeys } from './workspaces.js'

export interface Serving {
  readonly store: ServedStore
  readonly settings: Settings
  readonly telemetry: Telemetry
  readonly workspaces: ReadonlyMap<string, WorkspaceOptions>
  readonly work: 'all' | 'api' | 'worker'
  /** A worker listens, for probes, only where it is told to. */
  readonly isPortSaid: boolean
  readonly terminal: Terminal
  readonly process: NodeJS.Process
}

export async function serveOn(serving: Serving): Promise<number> {
  const { store, settings, telemetry, workspaces, work, terminal, process } = serving
  const { server } = settings
  const hasKeys = await keysFor(serving)
  const clock = systemClock()
  const ports = channelPorts({
    allowPrivateAddresses: settings.desk.webhooks?.allowPrivateAddresses ?? false,
    archive: settings.mail.archive === null ? undefined : folderArchive(settings.mail.archive),
  })
  let isStopping = false
  const desks = createDesks({
    store,
    optionsOf: (workspace) => {
      const options = workspaces.get(workspace)
      const accounts = settings.workspaces.find(({ name }) => name === workspace)?.accounts ?? new Map()
      if (options === undefined) return null
      return {
        ...options,
        connect: (beside) =>
          channelHost({
            ...beside,
            accounts,
            ports,
            env: process.env,
            onSkipped: (channel, reason) => app.log.warn({ workspace, channel, reason }, 'left out'),
          }),
      }
    },
    clock,
    hasWorker: work !== 'api',
    observing: telemetry,
    onError: calm(({ error, leftOut }) => app.log.error({ err: error, leftOut }, 'background work failed'), Date.now),
  })
  const app = await makeApp({
    settings,
    terminal,
    hasCalls: work !== 'worker',
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
  const steps: StopStep[] = [
    { name: 'requests and streams under way', run: () => app.close() },
    { name: 'timers and deliveries under way', run: () => desks.stop() },
    { name: 'the store', run: () => store.close() },
  ]
  const signal = firstSignal(process, () => terminal.err('Stopped at once.\n'))
  // Node would print the error with all that hangs on it, rows of the database too.
  process.on('uncaughtException', (error) => {
    app.log.fatal({ err: error }, 'a fault of ours')
    process.exit(EXIT.findings)
  })
  try {
    await begin()
  } catch (error) {
    await stopInOrder(steps, server.stopWithinMs)
    throw error
  }
  const heard = await signal
  isStopping = true
  app.log.info({ signal: heard }, 'stopping')
  const { hung, errors } = await stopInOrder(steps, server.stopWithinMs)
  for (const { step, error } of errors) app.log.error({ err: error }, `${step}: could not be ended well`)
  if (hung !== null) {
    app.log.fatal(`After ${server.stopWithinMs / 1000} s this still hung: ${hung}`)
    process.exit(EXIT.findings)
  }
  app.log.info('stopped')
  return errors.length === 0 ? EXIT.fine : EXIT.findings

  async function begin(): Promise<void> {
    await Promise.all([...workspaces.keys()].map((workspace) => desks.get(workspace)))
    telemetry.metrics?.watch(() => Promise.all(desks.all().map(({ desk }) => desk.health())), Date.now)
    const isListening = work !== 'worker' || serving.isPortSaid
    const url = isListening ? await listen(app, server.host, server.port) : null
    if (work !== 'api') {
      const stopRetention = startRetention({
        desks,
        kept: store.service,
        channels: store.channels,
        clock,
        settings: settings.retention,
        onTaken: (taken) => app.log.info(taken, 'retention'),
        onError: (error) => app.log.error({ err: error }, 'retention failed'),
      })
      steps.splice(1, 0, { name: 'retention', run: stopRetention })
    }
    const mail = await startMail({
      // A node that only works may share its configuration, and machine, with one that takes calls.
      listen: work === 'worker' ? null : settings.mail.listen,
      isPolling: work !== 'api',
      desks,
      clock,
      onReason: (workspace, channel, reason) => app.log.info({ workspace, channel, reason }, 'letter'),
      onError: calm(({ error, leftOut }) => app.log.error({ err: error, leftOut }, 'letters'), Date.now),
    })
    steps.splice(1, 0, { name: 'letters under way', run: mail.stop })
    if (mail.port !== null || mail.polled > 0) app.log.info({ port: mail.port, polled: mail.polled }, 'letters come in')
    const data = storeName(settings.store)
    if (settings.log.format === 'json') app.log.info({ url, data, work, hasKeys }, 'listening')
    else {
      const [channel] = [...workspaces.values()].flatMap(({ channels }) => channels.map(({ id }) => id))
      const isEmbedded = settings.store.kind === 'embedded'
      terminal.out(welcome({ url, data, isEmbedded, work, hasKeys, channel }, terminal))
    }
    await warnOfKeys()
  }

  /** Requests and letters come in already: a database that is lost now ends nothing. */
  async function warnOfKeys(): Promise<void> {
    try {
      for (const name of await strayKeys(store, workspaces))
        app.log.warn({ workspace: name }, 'There are keys for a workspace that is not served here')
    } catch (error) {
      app.log.error({ err: error }, 'Keys could not be looked through')
    }
  }
}

/** Whether there are keys. Nobody but this machine is served without one. */
async function keysFor({ store, settings, work }: Serving): Promise<boolean> {
  const { host } = settings.server
  const hasKeys = await store.service.hasKeys()
  if (hasKeys || work === 'worker' || isLoopback(host)) return hasKeys
  throw new UsageError(
    `Without an API key only this machine is served, not ${host}. Make one: caseline keys add --name first --scope admin`,
  )
}
