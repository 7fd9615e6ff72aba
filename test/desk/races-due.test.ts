import { expect } from 'chai'
import fc from 'fast-check'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import type { Store } from '../../src/ports/store.js'
import { type Place, START, WORKSPACE } from './make-desk.js'
import { nodes } from './nodes.js'

const CUSTOMERS = ['anna', 'boris', 'clara']
const from = (id: string, messageId: string) => ({ channel: 'tg', customer: { id }, id: messageId, text: 'Hi' })

const RULES: RuleSet = {
  rules: [
    { id: 'greet', on: 'chat.started', then: [{ do: 'send-message', text: 'Hello' }] },
    { id: 'bye', on: 'chat.finished', then: [{ do: 'send-message', text: 'Bye' }] },
    { id: 'later', on: 'chat.started', then: [{ do: 'send-message', text: 'Still there?', delay: 'PT3M' }] },
  ],
}

const sentBy = (places: readonly Place[]) => places.flatMap(({ telegram }) => telegram.sent)

/** All nodes do what is due at once; one that failed did what it could. */
async function allRun(places: readonly Place[], scheduler: fc.Scheduler): Promise<void> {
  await scheduler.waitFor(Promise.all(places.map(({ desk }) => desk.runDue().catch(() => undefined))))
}

function advance(places: readonly Place[], duration: string): void {
  for (const { clock } of places) clock.advance(duration)
}

/** What the customers were told, each in his order. */
function expectTold(places: readonly Place[], texts: readonly string[]): void {
  const sent = sentBy(places)
  expect(new Set(sent.map(({ id }) => id)).size).to.equal(sent.length)
  for (const id of CUSTOMERS) {
    const told = sent.filter(({ customer }) => customer === id).map(({ text }) => text)
    expect(told.sort(), id).to.deep.equal([...texts].sort())
  }
}

/** Chats of every customer, made by messages that reach all nodes at once while all nodes do what is due. */
async function conversations(scheduler: fc.Scheduler, spoil?: (store: Store, node: number) => Store) {
  const places = await nodes(3, scheduler, RULES, spoil)
  const all = places.flatMap(({ desk }, node) => [
    ...CUSTOMERS.map((id) => desk.receive(from(id, `${id}-${node}`))),
    desk.runDue().catch(() => undefined),
  ])
  await scheduler.waitFor(Promise.all(all))
  return places
}

describe('several nodes that do what is due at once', () => {
  it('send everything once, and finish every chat once, in whatever order claims, reads and writes come back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const places = await conversations(scheduler)
        await allRun(places, scheduler)
        expectTold(places, ['Hello'])
        advance(places, 'PT3M')
        await allRun(places, scheduler)
        expectTold(places, ['Hello', 'Still there?'])
        advance(places, 'PT7M')
        await allRun(places, scheduler)
        await allRun(places, scheduler)
        expectTold(places, ['Hello', 'Still there?', 'Bye'])
        const stored = (await places[0]?.store.chats(WORKSPACE, {})) ?? []
        expect(stored.map(({ chat }) => chat.lifecycle.state)).to.deep.equal(CUSTOMERS.map(() => 'finished-open'))
        const events = await Promise.all(
          stored.map(async ({ thread }) => (await places[0]?.store.journal(WORKSPACE, thread.key)) ?? []),
        )
        const finished = events.flat().filter((entry) => entry.events.some(({ type }) => type === 'chat.finished'))
        expect(finished).to.have.length(CUSTOMERS.length)
      }),
      { numRuns: 25 },
    )
  })

  it('tell each customer in order, one node’s message after another’s', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const places = await nodes(3, scheduler, {})
        const [one] = places
        if (one === undefined) throw new Error('No desk')
        const order: string[] = []
        await scheduler.waitFor(one.desk.receive(from('anna', 'm1')))
        for (const text of ['1', '2', '3', '4']) await scheduler.waitFor(one.desk.reply(1, { agent: 'ann', text }))
        for (const { desk } of places) desk.subscribe(({ events }) => order.push(...events.map(({ type }) => type)))
        await allRun(places, scheduler)
        const stored = await one.store.messages(WORKSPACE, 'tg:anna', { fromSeq: 2, toSeq: 9, chats: [] })
        expect(stored.map(({ delivery }) => delivery)).to.deep.equal(['sent', 'sent', 'sent', 'sent'])
        const journal = await one.store.journal(WORKSPACE, 'tg:anna')
        const sent = journal.flatMap(({ command }) => (command.type === 'delivery' ? [command.messageId] : []))
        expect(sent).to.deep.equal(stored.map(({ id }) => id))
        expect(order).to.deep.equal(sent.map(() => 'message.delivery'))
      }),
      { numRuns: 25 },
    )
  })

  it('send nothing twice when nodes die at any point of sending, and nobody believes in what wasn’t sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.constantFrom('lives', 'dies'), { minLength: 8, maxLength: 8 }),
        async (scheduler, fates) => {
          const dying = [...fates]
          const mayDie =
            <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) =>
            (...args: A) =>
              dying.shift() === 'dies' ? Promise.reject(new Error('died')) : call(...args)
          const places = await nodes(3, scheduler, RULES, (store) => {
            const commit: Store['commit'] = mayDie(store.commit)
            return {
              ...store,
              settleOutbox: mayDie(store.settleOutbox),
              commit: (space, one) =>
                one.journal?.command.type === 'delivery' ? commit(space, one) : store.commit(space, one),
            }
          })
          const [one] = places
          if (one === undefined) throw new Error('No desk')
          await scheduler.waitFor(Promise.all(CUSTOMERS.map((id) => one.desk.receive(from(id, id)))))
          for (let rounds = 0; rounds < 12; rounds += 1) {
            await allRun(places, scheduler)
            advance(places, 'PT61S')
          }
          const sent = sentBy(places)
          expect(new Set(sent.map(({ id }) => id)).size).to.equal(sent.length)
          const waiting = await one.store.outbox(WORKSPACE, { limit: 100 })
          expect(waiting.filter(({ state }) => state !== 'maybe-sent')).to.deep.equal([])
          const arrived = new Set(sent.map(({ message }) => message))
          for (const id of CUSTOMERS) {
            const range = { fromSeq: 0, toSeq: 99, chats: [] }
            for (const message of await one.store.messages(WORKSPACE, `tg:${id}`, range)) {
              if (message.author !== 'automation') continue
              expect(message.delivery).to.be.oneOf(['sent', 'maybe-sent'])
              if (message.delivery === 'sent') expect(arrived.has(message.id)).to.equal(true)
            }
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('leave no number out: each is a chat’s or can be had', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const places = await conversations(scheduler)
        for (const { desk } of places) await desk.stop()
        const [one] = places
        if (one === undefined) throw new Error('No desk')
        const used = (await one.store.chats(WORKSPACE, {})).map(({ chat }) => chat.number)
        expect(used).to.have.length(CUSTOMERS.length)
        const missing = Math.max(...used) - used.length
        const free: number[] = []
        for (let times = 0; times < missing; times += 1)
          free.push((await one.store.holdNumber(WORKSPACE, START)).number)
        const all = [...used, ...free].sort((left, right) => left - right)
        expect(all).to.deep.equal(all.map((_, index) => index + 1))
      }),
      { numRuns: 25 },
    )
  })
})
