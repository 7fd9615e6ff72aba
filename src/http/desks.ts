// The desks of a service, one per workspace, made when they are first asked for. A desk that can't be made is tried anew
// at the next request.
import type { BesideHost, ChannelHost } from '../desk/channel-host.js'
import { createDesk } from '../desk/create-desk.js'
import type { Desk } from '../desk/desk.js'
import type { WebhookCalls } from '../desk/endpoint-call.js'
import { errorListener } from '../desk/error-listener.js'
import { eventFeed, type Feed } from '../desk/feed.js'
import { type FigureKeeper, figureKeeper } from '../desk/figures/figure-keeper.js'
import type { ChannelOptions, DeskOptions } from '../desk/options.js'
import { type PresenceBoard, presenceBoard } from '../desk/presence.js'
import { RefusedError, refuse } from '../desk/refused-error.js'
import { type RuleKeeper, ruleKeeper } from '../desk/rule-keeper.js'
import { systemClock } from '../desk/system-clock.js'
import { type WebhookSender, webhookSender } from '../desk/webhook-sender.js'
import type { Clock } from '../ports/clock.js'
import type { ServedStore } from '../ports/service-store.js'
import { observedDesk } from './observed-desk.js'
import type { Observing } from './observed-store.js'

/** A desk and what runs beside it. */
export interface ServedDesk {
  readonly workspace: string
  readonly desk: Desk
  /** Id → kind. */
  readonly channels: ReadonlyMap<string, string>
  /** As the desk was given them. */
  readonly channelOptions: ReadonlyMap<string, ChannelOptions>
  /** Speaks with the channels' providers; `null`: the embedder does. */
  readonly host: ChannelHost | null
  readonly feed: Feed
  readonly presence: PresenceBoard
  readonly sender: WebhookSender
  readonly rules: RuleKeeper
  readonly figures: FigureKeeper
  /** How endpoints of events are called. */
  readonly calls: WebhookCalls
}

export interface Desks {
  /** Refused `not-found` where there is no such workspace. */
  readonly get: (workspace: string) => Promise<ServedDesk>
  /** Those that were made so far. */
  readonly all: () => readonly ServedDesk[]
  readonly stop: () => Promise<void>
}

export interface DesksOptions {
  readonly store: ServedStore
  /** Of a workspace's desk; `null`: there is no such workspace. */
  readonly optionsOf: (workspace: string) => WorkspaceOptions | null | Promise<WorkspaceOptions | null>
  readonly clock?: Clock
  /** False: this node only answers requests; other nodes run timers and send. Default true. */
  readonly hasWorker?: boolean
  /** How systems that are told of events are called. Default: as a workspace's rules call theirs. */
  readonly webhooks?: WebhookCalls
  /** Counts and traces what the desks do; the store is observed where it is opened (`observedStore`). */
  readonly observing?: Observing
  readonly onError?: (error: unknown) => void
}

export interface WorkspaceOptions extends Omit<DeskOptions, 'store' | 'workspace' | 'clock' | 'onError'> {
  /** Connects the channels with their providers. */
  readonly connect?: (beside: BesideHost) => ChannelHost
}

export function createDesks(options: DesksOptions): Desks {
  const making = new Map<string, Promise<ServedDesk>>()
  const made = new Map<string, ServedDesk>()
  let isStopped = false

  async function make(workspace: string): Promise<ServedDesk> {
    const served = await servedDesk(workspace, options)
    // Stopped meanwhile: nobody would stop this one.
    if (isStopped) await stopOf(served)
    else made.set(workspace, served)
    return served
  }

  return {
    get: (workspace) => {
      if (isStopped)
        return Promise.reject(new RefusedError({ code: 'unavailable', message: 'The service is stopping' }))
      const known = making.get(workspace)
      if (known !== undefined) return known
      const promised = make(workspace)
      making.set(workspace, promised)
      promised.catch(() => making.delete(workspace))
      return promised
    },
    all: () => [...made.values()],
    stop: async () => {
      isStopped = true
      await Promise.allSettled(making.values())
      await Promise.all([...made.values()].map(stopOf))
      made.clear()
      making.clear()
    },
  }
}

async function servedDesk(workspace: string, options: DesksOptions): Promise<ServedDesk> {
  const { store, clock = systemClock(), onError, hasWorker = true, observing = {} } = options
  const found = await options.optionsOf(workspace)
  if (found === null) return refuse('not-found', 'There is no such workspace')
  const { connect, ...own } = found
  const { metrics } = observing
  const made = await createDesk({
    ...own,
    store,
    workspace,
    clock,
    ...(metrics === undefined ? {} : { onDecided: (ms) => metrics.decided(ms / 1000) }),
    ...(onError === undefined ? {} : { onError }),
  })
  const desk = observedDesk(made, workspace, observing)
  const beside = { workspace, service: store.service, clock, desk, onError: errorListener(onError) }
  const calls = { ...own.webhooks, ...options.webhooks }
  const feed = eventFeed(beside)
  const presence = presenceBoard(beside)
  const sender = webhookSender({ ...beside, feed, webhooks: calls })
  const rules = ruleKeeper({ ...beside, first: own.rules })
  const figures = figureKeeper(beside)
  const host = connect?.({ ...beside, store, first: own.channels }) ?? null
  try {
    await presence.start()
    // Before anything is decided.
    await rules.start()
    await host?.start()
  } catch (error) {
    await Promise.all([presence.stop(), rules.stop(), host?.stop()])
    await desk.stop()
    throw error
  }
  feed.start()
  if (hasWorker) {
    desk.start()
    sender.start()
    figures.start()
  }
  const channelOptions = (): readonly ChannelOptions[] =>
    host === null ? own.channels : host.channels().map((channel) => channel.options)
  return {
    workspace,
    desk,
    get channels() {
      return new Map(channelOptions().map(({ id, kind }) => [id, kind]))
    },
    get channelOptions() {
      return new Map(channelOptions().map((channel) => [channel.id, channel]))
    },
    host,
    feed,
    presence,
    sender,
    rules,
    figures,
    calls,
  }
}

async function stopOf({ desk, feed, presence, sender, rules, figures, host }: ServedDesk): Promise<void> {
  await Promise.all([sender.stop(), figures.stop()])
  await Promise.all([feed.stop(), presence.stop(), rules.stop(), host?.stop()])
  await desk.stop()
}
