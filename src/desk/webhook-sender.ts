// Tells other systems what happens. Each endpoint is one node's at a time, by lease: that node's courier follows the feed
// for it. A node looks every second for endpoints that nobody has.
import type { ClaimedEndpoint } from '../ports/service-store.js'
import type { BesideDesk } from './beside-desk.js'
import type { WebhookCalls } from './endpoint-call.js'
import { carryEvents, endpointLease } from './endpoint-courier.js'
import type { Feed } from './feed.js'
import { later } from './later.js'
import { sleepUntil } from './sleep-until.js'
import { troublePause } from './trouble-pause.js'

const LOOK_MS = 1_000
/** Endpoints that a workspace may have. */
export const MAX_ENDPOINTS = 100

export interface WebhookSenderOptions extends Omit<BesideDesk, 'desk'> {
  readonly feed: Pick<Feed, 'follow'>
  readonly webhooks?: WebhookCalls
  /** 0 to 1, for the jitter of retries. Default `Math.random`. */
  readonly random?: () => number
}

export interface WebhookSender {
  readonly start: () => void
  /** Calls that are under way are ended and written down; endpoints are handed back. */
  readonly stop: () => Promise<void>
  /** An endpoint is new, or begins anew. */
  readonly wake: () => void
}

interface Work {
  readonly abort: AbortController
  readonly done: Promise<void>
}

export function webhookSender(options: WebhookSenderOptions): WebhookSender {
  const { workspace, service, clock, feed, onError, webhooks = {}, random = Math.random } = options
  const courier = { workspace, service, clock, feed, calls: webhooks, random, onError }
  const working = new Map<string, Work>()
  let running: Work | null = null
  let alarm = new AbortController()

  const begin = (endpoint: ClaimedEndpoint, stopping: AbortSignal): void => {
    // One that lost its claim, because the endpoint was sent to another place, and hasn't noticed yet.
    const former = working.get(endpoint.id)
    former?.abort.abort()
    const abort = new AbortController()
    const signal = AbortSignal.any([abort.signal, stopping])
    const done = (former?.done ?? Promise.resolve())
      .then(() => carryEvents(courier, endpoint, signal))
      .catch(onError)
      .then(() => {
        if (working.get(endpoint.id)?.abort === abort) working.delete(endpoint.id)
      })
    working.set(endpoint.id, { abort, done })
  }
  const loop = async (signal: AbortSignal): Promise<void> => {
    let failures = 0
    while (!signal.aborted) {
      alarm = new AbortController()
      let pause = LOOK_MS
      try {
        const now = clock.now()
        const claim = { now, until: later(now, endpointLease(webhooks)), limit: MAX_ENDPOINTS }
        for (const endpoint of await service.claimEndpoints(workspace, claim)) begin(endpoint, signal)
        failures = 0
      } catch (error) {
        failures += 1
        onError(error)
        pause = troublePause(failures)
      }
      await sleepUntil(clock, pause, [signal, alarm.signal])
    }
  }
  return {
    start: () => {
      if (running !== null) return
      const abort = new AbortController()
      running = { abort, done: loop(abort.signal) }
    },
    stop: async () => {
      const ending = running
      running = null
      ending?.abort.abort()
      await ending?.done
      await Promise.all([...working.values()].map(({ done }) => done))
    },
    wake: () => {
      if (running !== null && !alarm.signal.aborted) alarm.abort()
    },
  }
}
