// Providers call again after an hour, and tell of what we said before they have answered that we said it.
import { expect } from 'chai'
import type { RawDelivery } from '../../src/ports/channel-adapter.js'
import { manualClock } from '../../src/testing/manual-clock.js'
import { until } from '../desk/until.js'
import { type InProcess, inProcess, NOON } from './channels/in-process.js'
import { KITS, type Kit, startKits } from './channels/kits.js'

/** Providers whose proof holds a time: an hour later the very same bytes are nobody's. */
const TIMED = ['slack', 'email', 'skype']
/** Where what we say comes back to us. */
const ECHOING = ['facebook', 'vk', 'chatra', 'slack'] as const
const FIRST = {
  rules: [{ id: 'first', on: 'chat.started' as const, then: [{ do: 'send-message' as const, text: 'Soon' }] }],
}

describe('at odd times', () => {
  const clock = manualClock(NOON)
  let kits: ReadonlyMap<string, Kit> = new Map()
  let place: InProcess

  before(async () => {
    kits = await startKits(undefined, () => Date.parse(clock.now()))
    place = await inProcess([...kits.values()], { clock, rules: FIRST })
  })
  after(async () => {
    await place?.stop()
    for (const kit of kits.values()) await kit.close()
  })

  describe('a redelivery an hour later', () => {
    const first = new Map<string, RawDelivery>()
    const answers = new Map<string, object>()
    const known = new Map<string, unknown>()
    const seen = async (kind: string): Promise<unknown> => {
      const number = await place.chatOn(kind)
      return {
        chat: await place.desk.chat(number),
        messages: await place.messages(kind),
        all: await place.desk.chats({ channel: kind }),
      }
    }

    before(async () => {
      for (const [kind, kit] of kits) {
        const delivery = kit.says(1, 'Hello')
        first.set(kind, delivery)
        const answer = await place.provider(kind, delivery)
        expect(answer.status, kind).to.equal(200)
        answers.set(kind, answer)
      }
      await place.desk.runDue()
      clock.advance('PT1H6M')
      // The chats are finished by their silence meanwhile; a redelivery must not wake them.
      await place.desk.runDue()
      for (const kind of kits.keys()) known.set(kind, await seen(kind))
    })

    for (const kind of Object.keys(KITS))
      it(`of ${kind} is answered as the first one, and changes nothing`, async () => {
        const kit = kits.get(kind) as Kit
        const told = kit.sent().length
        expect(await place.provider(kind, kit.says(1, 'Hello'))).to.deep.equal(answers.get(kind))
        await place.desk.runDue()
        expect(await seen(kind)).to.deep.equal(known.get(kind))
        expect([kit.sent().length, (await place.texts(kind)).slice(0, 2)]).to.deep.equal([told, ['Hello', 'Soon']])
        const same = await place.provider(kind, first.get(kind) as RawDelivery)
        if (TIMED.includes(kind)) expect(same.status).to.be.oneOf([401, 403])
        else expect(same.status).to.equal(200)
        expect(await seen(kind)).to.deep.equal(known.get(kind))
      })
  })

  describe('an echo that overtakes the answer to its own send', () => {
    for (const kind of ECHOING)
      for (const [how, isMarked] of [
        ['with our mark', true],
        ['without it', false],
      ] as const)
        it(`on ${kind}, ${how}, is one message, and it is sent`, async () => {
          const kit = kits.get(kind) as Kit
          const text = `Overtaken ${how}`
          await place.provider(kind, kit.says(isMarked ? 2 : 3, `Are you there, ${how}?`))
          await place.desk.runDue()
          const number = await place.chatOn(kind)
          kit.answerNext('held')
          await place.desk.reply(number, { agent: 'olga', text })
          const sending = place.desk.runDue()
          await until(() => kit.sent().some((one) => one.text === text), 10_000)
          const sent = kit.sent().find((one) => one.text === text)
          const { tag, ...bare } = sent ?? { text }
          const echo = kit.echo?.(isMarked ? { ...bare, ...(tag === undefined ? {} : { tag }) } : bare)
          if (echo === undefined) throw new Error('The kit makes no echo')
          const answered = place.provider(kind, echo)
          if (isMarked) {
            expect((await answered).status).to.equal(200)
            expect((await place.messages(kind)).at(-1)).to.include({ text, delivery: 'sent' })
          }
          kit.letGo?.()
          await sending
          // Without a mark it waits for the answer, looking every tenth of a second of the desk's clock.
          const waiting = setInterval(() => clock.advance('PT0.1S'), 5)
          expect((await answered).status).to.equal(200)
          clearInterval(waiting)
          await place.desk.runDue()
          const ours = (await place.messages(kind)).filter((one) => one.text === text)
          expect(ours.map(({ agent, delivery }) => [agent, delivery])).to.deep.equal([['olga', 'sent']])
          expect(kit.sent().filter((one) => one.text === text)).to.have.length(1)
          expect(await place.desk.outbox()).to.deep.equal([])
        })
  })
})
