// Webhook senders of several nodes over one store, with one endpoint's receiver and a clock that stands.
import type { WebhookCalls } from '../../src/desk/endpoint-call.js'
import { eventFeed } from '../../src/desk/feed.js'
import { type LiveEvent, liveEvents } from '../../src/desk/live-event.js'
import { type WebhookSender, webhookSender } from '../../src/desk/webhook-sender.js'
import type { ServedStore, WebhookEndpoint, WebhookLetter } from '../../src/ports/service-store.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { type ManualClock, manualClock } from '../../src/testing/manual-clock.js'
import { makeDesk, type Place, START, WORKSPACE } from './make-desk.js'
import { type Receiver, receiver } from './receiver.js'
import { until } from './until.js'

export interface SendingNode {
  readonly desk: Place['desk']
  readonly sender: WebhookSender
  readonly errors: unknown[]
  readonly stop: () => Promise<void>
}

export interface SenderPlace {
  readonly hook: Receiver
  readonly store: ServedStore
  readonly clock: ManualClock
  /** Where the log began. */
  readonly start: string
  readonly node: (calls?: WebhookCalls, on?: ServedStore) => Promise<SendingNode>
  readonly endpoint: (more?: Partial<WebhookEndpoint>) => Promise<void>
  readonly one: () => Promise<WebhookEndpoint>
  readonly letters: () => Promise<readonly WebhookLetter[]>
  readonly logged: () => Promise<readonly LiveEvent[]>
  /** Time goes on in such steps until it holds, slowly enough for real calls not to outlast a lease. */
  readonly moving: (step: string, holds: () => boolean | Promise<boolean>) => Promise<void>
  /** Nodes so far are dead: nobody stops them. */
  readonly forget: () => void
  readonly close: () => Promise<void>
}

const ID = 'wh_1'

export const say = (customer: string) => ({ channel: 'tg', customer: { id: customer }, text: 'Hi' })

/** Lets everything go on that waits for nothing but its turn. */
export async function turns(count = 5): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

export async function senderPlace(): Promise<SenderPlace> {
  const hook = await receiver()
  const store = memoryStore()
  const { service } = store
  const clock = manualClock(START)
  const nodes: SendingNode[] = []
  const start = await service.logEnd(WORKSPACE)

  async function node(calls: WebhookCalls = { allowPrivateAddresses: true }, on = store): Promise<SendingNode> {
    const { desk } = await makeDesk({ store: on, clock })
    const errors: unknown[] = []
    const onError = (error: unknown): void => void errors.push(error)
    const beside = { workspace: WORKSPACE, service: on.service, clock, desk, onError }
    const feed = eventFeed(beside)
    const sender = webhookSender({ ...beside, feed, webhooks: calls, random: () => 1 })
    feed.start()
    sender.start()
    const stop = async (): Promise<void> => {
      await sender.stop()
      await feed.stop()
    }
    const made: SendingNode = { desk, sender, errors, stop }
    nodes.push(made)
    return made
  }
  return {
    hook,
    store,
    clock,
    start,
    node,
    endpoint: async (more = {}) =>
      service.addEndpoint(WORKSPACE, {
        id: ID,
        url: hook.url,
        secret: 'whsec_test',
        types: null,
        channels: null,
        createdAt: clock.now(),
        isPaused: false,
        place: await service.logEnd(WORKSPACE),
        done: 0,
        attempts: 0,
        notBefore: clock.now(),
        lastError: null,
        ...more,
      }),
    one: async () => {
      const found = await service.endpoint(WORKSPACE, ID)
      if (found === null) throw new Error(`There is no ${ID}`)
      return found
    },
    letters: () => service.letters(WORKSPACE, { endpoint: ID, limit: 100 }),
    logged: async () => {
      const { entries } = await service.log(WORKSPACE, start, 10_000)
      return entries.flatMap((entry) => liveEvents(WORKSPACE, entry))
    },
    moving: (step, holds) =>
      until(async () => {
        if (await holds()) return true
        clock.advance(step)
        await new Promise((resolve) => setTimeout(resolve, 5))
        return holds()
      }),
    forget: () => {
      nodes.length = 0
    },
    close: async () => {
      await Promise.all(nodes.map(({ stop }) => stop()))
      await hook.close()
    },
  }
}
