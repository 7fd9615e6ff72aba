// After the kills: fresh nodes, whose clock is ahead of every lease, bring everything to an end; then all is looked at.
import { expect } from 'chai'
import { isLive } from '../../src/core/chat/lifecycle.js'
import { createDesk, type Desk, type Store } from '../../src/index.js'
import { fakeChannel } from '../../src/testing/fake-channel.js'
import { type ManualClock, manualClock } from '../../src/testing/manual-clock.js'
import { WORKSPACE } from '../desk/make-desk.js'
import { checkThread } from '../properties/invariants.js'
import { checkAcknowledged, checkAutomation, checkDeliveries, checkNumbers } from './kill-checks.js'
import type { Heard } from './kill-crew.js'
import { killOptions } from './kill-desk.js'
import { look } from './kill-look.js'
import { checkWorkflows, type WorkflowFigures } from './kill-workflows.js'
import type { StandIn } from './stand-in.js'

export interface Aftermath {
  readonly store: Store
  /** Numbers held, and the last one that was ever given. */
  readonly numbers: () => Promise<{ readonly held: readonly number[]; readonly last: number }>
  readonly standIn: StandIn
  readonly heard: Heard
}

export interface Figures {
  readonly threads: number
  readonly chats: number
  readonly messages: number
  readonly maybeSent: number
  readonly workflows: WorkflowFigures
}

export async function checkAftermath({ store, numbers, standIn, heard }: Aftermath): Promise<Figures> {
  standIn.calm()
  const clock = manualClock(new Date(Date.now() + 120_000).toISOString())
  const options = { store, clock, ...killOptions(standIn.url, 'last') }
  const desk = await createDesk(options)
  await redeliverAll(desk, heard)
  await desk.runDue()
  expect(await desk.outbox({ state: 'sending' }), 'nothing is being sent when the leases are over').to.deep.equal([])
  await forward(desk, clock, async () => (await desk.outbox({ state: 'waiting', limit: 1 })).length === 0)

  const seen = await look(store)
  checkAcknowledged(heard, seen)
  const { held, last } = await numbers()
  checkNumbers(seen, held, last)
  checkAutomation(seen)
  checkDeliveries(seen, standIn.arrivals)
  checkWorkflows(seen)
  expect(seen.timers, 'every timer that a thread waits for is there').to.deep.equal(seen.expectedTimers)
  for (const { thread, messages } of seen.threads) {
    const place = { desk, store, clock, telegram: fakeChannel() }
    await checkThread(place, thread.key, { ids: messages.map((message) => message.id) })
  }

  const other = await createDesk(options)
  await forward(other, clock, async () => (await other.nextDue()) === null)
  const end = await look(store)
  expect(end.timers).to.deep.equal([])
  expect(end.expectedTimers).to.deep.equal([])
  for (const { thread } of end.threads) {
    const live = thread.chats.filter((chat) => isLive(chat.lifecycle.state))
    if (thread.channel !== 'mail') expect(live, `${thread.key} was finished`).to.deep.equal([])
    for (const chat of thread.chats) expect(chat.delayed, `delayed of ${chat.number}`).to.deep.equal({})
  }
  checkDeliveries(end, standIn.arrivals)
  checkAutomation(end)
  const workflows = checkWorkflows(end)
  expect(workflows.running, 'every workflow came to its end').to.equal(0)
  return {
    threads: end.threads.length,
    chats: last,
    messages: end.threads.reduce((sum, { messages }) => sum + messages.length, 0),
    maybeSent: (await store.outbox(WORKSPACE, { state: 'maybe-sent', limit: 100_000 })).length,
    workflows,
  }
}

/** What nobody acknowledged is handed in once more, by a provider that doesn't give up. */
async function redeliverAll(desk: Desk, { begun, done }: Heard): Promise<void> {
  const acknowledged = new Set(done.map((one) => one.messageId))
  for (const [id, message] of begun) if (!acknowledged.has(id)) await desk.receive(message)
}

/** Moves time to each next thing that is due until all is done. */
async function forward(desk: Desk, clock: ManualClock, isDone: () => Promise<boolean>): Promise<void> {
  for (let steps = 0; !(await isDone()); steps += 1) {
    if (steps === 2_000) throw new Error(`There is no end: next is ${await desk.nextDue()}`)
    const next = await desk.nextDue()
    if (next !== null && next > clock.now()) clock.set(next)
    await desk.runDue()
  }
}
