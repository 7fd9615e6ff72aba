import { expect } from 'chai'
import fc from 'fast-check'
import type { Answer } from '../../src/desk/answer.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { makeDesk, type Place, refusalOf, WORKSPACE } from './make-desk.js'
import { GREET, nodes } from './nodes.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const FIFTY = Array.from({ length: 50 }, (_, index) => index)

const outcomes = (answers: readonly Answer[], outcome: string) =>
  answers.filter((one) => one.outcome === outcome).length

async function expectOneChatAndOneHello(places: readonly Place[], said: number): Promise<void> {
  const [place] = places
  if (place === undefined) throw new Error('No desk')
  const chats = await place.desk.chats()
  expect(chats.map((chat) => chat.number)).to.deep.equal([1])
  expect(chats[0]?.counts).to.deep.equal({ customer: said, agent: 0, automation: 1, notes: 0 })
  const messages = await place.desk.messages(1)
  expect(messages.filter((one) => one.author === 'automation')).to.have.length(1)
  expect(new Set(messages.map((one) => one.id)).size).to.equal(said + 1)
  expect((await place.desk.thread(1)).customer.chatsOnChannel).to.equal(1)
  for (const one of places) await one.desk.runDue()
  expect(places.flatMap((one) => one.telegram.sent)).to.have.length(1)
}

describe('races', () => {
  it('make one chat and one autoresponse of fifty first messages at once', async () => {
    const place = await makeDesk({ rules: GREET })
    const answers = await Promise.all(
      FIFTY.map((one) => place.desk.receive({ ...anna, id: `m${one}`, text: `No. ${one}` })),
    )
    expect(outcomes(answers, 'started')).to.equal(1)
    expect(outcomes(answers, 'appended')).to.equal(49)
    await expectOneChatAndOneHello([place], 50)
  })

  it('make one message of the same message fifty times at once', async () => {
    const place = await makeDesk({ rules: GREET })
    const answers = await Promise.all(FIFTY.map(() => place.desk.receive({ ...anna, id: 'same', text: 'Hi' })))
    expect(outcomes(answers, 'started')).to.equal(1)
    expect(outcomes(answers, 'duplicate')).to.equal(49)
    for (const answer of answers) expect(answer.chat.number).to.equal(1)
    await expectOneChatAndOneHello([place], 1)
  })

  it('number the first chats of fifty customers at once without gaps or doubles', async () => {
    const { desk } = await makeDesk({ rules: GREET })
    await Promise.all(FIFTY.map((one) => desk.receive({ channel: 'tg', customer: { id: `c${one}` }, text: 'Hi' })))
    const numbers = (await desk.chats()).map((chat) => chat.number)
    expect(numbers).to.deep.equal(FIFTY.map((one) => 50 - one))
  })

  it('make one chat and one autoresponse on three nodes, in whatever order reads and writes come back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const places = await nodes(3, scheduler)
        const said = places.flatMap(({ desk }, node) =>
          [1, 2].map((one) => desk.receive({ ...anna, id: `m${node}-${one}`, text: 'Hi' })),
        )
        await scheduler.waitFor(Promise.all(said))
        const answers = await Promise.all(said)
        expect(outcomes(answers, 'started')).to.equal(1)
        await scheduler.waitFor(expectOneChatAndOneHelloOnAnyNumber(places, 6))
      }),
      { numRuns: 40 },
    )
  })

  it('make one message of one message that came to three nodes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const places = await nodes(3, scheduler)
        const said = places.flatMap(({ desk }) => [1, 2].map(() => desk.receive({ ...anna, id: 'same', text: 'Hi' })))
        await scheduler.waitFor(Promise.all(said))
        const answers = await Promise.all(said)
        expect(outcomes(answers, 'started')).to.equal(1)
        expect(outcomes(answers, 'duplicate')).to.equal(5)
        await scheduler.waitFor(expectOneChatAndOneHelloOnAnyNumber(places, 1))
      }),
      { numRuns: 40 },
    )
  })

  it('never give two chats one number on several nodes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const places = await nodes(2, scheduler)
        const customers = ['a', 'b', 'c', 'd']
        const said = places.flatMap(({ desk }, node) =>
          customers.map((id) => desk.receive({ channel: 'tg', customer: { id }, id: `${id}${node}`, text: 'Hi' })),
        )
        await scheduler.waitFor(Promise.all(said))
        const stored = await places[0]?.store.chats(WORKSPACE, {})
        expect(new Set(stored?.map(({ chat }) => chat.number)).size).to.equal(4)
        expect(new Set(stored?.map(({ thread }) => thread.key)).size).to.equal(4)
      }),
      { numRuns: 30 },
    )
  })

  it('let one of an agent and a customer come first, and nothing is lost (finish against message)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.constantFrom('open' as const, 'closed' as const),
        async (scheduler, status) => {
          const [one, two] = await nodes(2, scheduler)
          if (one === undefined || two === undefined) throw new Error('No desks')
          await scheduler.waitFor(one.desk.receive({ ...anna, id: 'first', text: 'Hi' }))
          const both = [
            one.desk.finish(1, { agent: 'ann', status }),
            two.desk.receive({ ...anna, id: 'second', text: 'One more' }),
          ]
          await scheduler.waitFor(Promise.all(both))
          const outcome = (await both[1])?.outcome
          const states = (await scheduler.waitFor(one.desk.thread(1))).chats.map((chat) => chat.state)
          const expected: { readonly [outcome: string]: readonly string[] } = {
            appended: [status === 'open' ? 'finished-open' : 'closed'],
            reopened: ['awaiting-split'],
            started: ['closed', 'active'],
          }
          expect(states).to.deep.equal(expected[outcome ?? ''])
          const stream = await Promise.all(states.map((_, index) => one.desk.messages(index + 1)))
          expect(
            stream
              .flat()
              .filter((message) => message.author === 'customer')
              .map((message) => message.id),
          ).to.deep.equal(['first', 'second'])
        },
      ),
      { numRuns: 40 },
    )
  })

  for (const timerFirst of [true, false]) {
    it(`decide a message and the silence timer of one instant, ${timerFirst ? 'the timer' : 'the message'} first (L7)`, async () => {
      const { desk, clock } = await makeDesk()
      await desk.receive({ ...anna, id: 'first', text: 'Hi' })
      clock.advance('PT10M')
      const receive = () => desk.receive({ ...anna, id: 'second', text: 'Still there' })
      if (timerFirst) await desk.runDue()
      const { outcome, chat } = await receive()
      if (!timerFirst) await desk.runDue()
      expect(outcome).to.equal(timerFirst ? 'reopened' : 'appended')
      expect((await desk.chat(1)).state).to.equal(timerFirst ? 'awaiting-split' : 'active')
      expect(chat.counts.customer).to.equal(2)
    })
  }

  it('decide a message and the silence timer of one instant on two nodes, one way or the other (L7)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const [one, two] = await nodes(2, scheduler, {})
        if (one === undefined || two === undefined) throw new Error('No desks')
        await scheduler.waitFor(one.desk.receive({ ...anna, id: 'first', text: 'Hi' }))
        one.clock.advance('PT10M')
        two.clock.advance('PT10M')
        const run = one.desk.runDue()
        const said = two.desk.receive({ ...anna, id: 'second', text: 'Still there' })
        await scheduler.waitFor(Promise.all([run, said]))
        const { outcome } = await said
        const finished = (await run).events.filter((event) => event.type === 'chat.finished').length
        const chat = await one.desk.chat(1)
        expect([outcome, finished, chat.state]).to.be.deep.oneOf([
          ['reopened', 1, 'awaiting-split'],
          ['appended', 0, 'active'],
        ])
        expect(chat.counts.customer).to.equal(2)
      }),
      { numRuns: 40 },
    )
  })

  it('give a command up with a code when the thread never stands still', async () => {
    const store = memoryStore()
    const { desk } = await makeDesk({ store: { ...store, commit: async () => 'conflict' } })
    expect((await refusalOf(desk.receive({ ...anna, text: 'Hi' }))).code).to.equal('conflict')
  })

  it('go on with the next command of a customer when one failed', async () => {
    const store = memoryStore()
    let isDown = true
    const { desk } = await makeDesk({
      store: {
        ...store,
        commit: (workspace, commit) => (isDown ? Promise.reject(new Error('down')) : store.commit(workspace, commit)),
      },
    })
    const failing = desk.receive({ ...anna, id: 'm1', text: 'Hi' })
    const waiting = desk.receive({ ...anna, id: 'm2', text: 'Hi' }).catch((error: Error) => error.message)
    let message = ''
    try {
      await failing
    } catch (error) {
      message = error instanceof Error ? error.message : ''
    }
    expect(message).to.equal('down')
    expect(await waiting).to.equal('down')
    isDown = false
    expect((await desk.receive({ ...anna, id: 'm1', text: 'Hi' })).outcome).to.equal('started')
  })
})

/** Which number the chat got depends on whose reservation won. */
async function expectOneChatAndOneHelloOnAnyNumber(places: readonly Place[], said: number): Promise<void> {
  const [place] = places
  if (place === undefined) throw new Error('No desk')
  const stored = await place.store.chats(WORKSPACE, {})
  expect(stored).to.have.length(1)
  const messages = await place.desk.messages(stored[0]?.chat.number ?? 0)
  expect(messages.filter((one) => one.author === 'automation')).to.have.length(1)
  expect(messages.filter((one) => one.author === 'customer')).to.have.length(said)
  await place.desk.runDue()
  expect(place.telegram.sent).to.have.length(1)
}
