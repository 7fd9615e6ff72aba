import { expect } from 'chai'
import type { DeliveryResult } from '../../src/ports/channel.js'
import { deskWith, makeDesk, type Place, refusalOf } from './make-desk.js'

const anna = { channel: 'tg', customer: { id: 'anna' } }
const ann = { agent: 'ann' }
const BLOCKED: DeliveryResult = { ok: false, class: 'permanent', detail: 'blocked by the customer' }
const LOST: DeliveryResult = { ok: false, class: 'unknown', detail: 'connection lost' }

/** A chat with these replies, each of them tried once. */
async function tried(texts: readonly string[], ...results: readonly DeliveryResult[]): Promise<Place> {
  const place = await makeDesk()
  await place.desk.receive({ ...anna, text: 'Hi' })
  for (const text of texts) await place.desk.reply(1, { ...ann, id: text, text })
  place.telegram.answerNext(...results)
  await place.desk.runDue()
  return place
}

const fates = async ({ desk }: Place) =>
  (await desk.messages(1)).filter((one) => one.author === 'agent').map(({ text, delivery }) => [text, delivery])

async function deadLetter({ desk }: Place): Promise<string> {
  const [failed] = [...(await desk.outbox({ state: 'failed' })), ...(await desk.outbox({ state: 'maybe-sent' }))]
  return failed?.effect.id ?? 'none'
}

describe('a message that was given up', () => {
  it('stays to be seen, with what was the matter', async () => {
    const { desk } = await tried(['One', 'Two'], BLOCKED, LOST)
    const entries = await desk.outbox()
    const seen = entries.map(({ effect, state, attempts, lastError }) => [effect.type, state, attempts, lastError])
    expect(seen).to.deep.equal([
      ['send-message', 'failed', 1, 'blocked by the customer'],
      ['send-message', 'maybe-sent', 1, 'connection lost'],
    ])
    expect((await desk.outbox({ state: 'maybe-sent' })).length).to.equal(1)
    expect((await desk.outbox({ limit: 1 })).length).to.equal(1)
    expect((await desk.outbox({ limit: 0 })).length).to.equal(1)
    const { failed, maybeSent, waiting } = (await desk.health()).outbox
    expect([failed, maybeSent, waiting]).to.deep.equal([1, 1, 0])
  })

  for (const result of [BLOCKED, LOST]) {
    const fate = result.class === 'unknown' ? 'maybe-sent' : 'failed'
    it(`is sent again when an agent says so, ${fate} as it was; its delivery is pending until then`, async () => {
      const place = await tried(['One'], result)
      expect(await fates(place)).to.deep.equal([['One', fate]])
      await place.desk.resend(await deadLetter(place))
      expect(await fates(place)).to.deep.equal([['One', 'pending']])
      expect(place.telegram.sent).to.deep.equal([])
      const { deliveries } = await place.desk.runDue()
      expect(deliveries.map(({ attempt, result: { ok } }) => [attempt, ok])).to.deep.equal([[2, true]])
      expect(await fates(place)).to.deep.equal([['One', 'sent']])
      expect([place.telegram.sent.length, await place.desk.outbox()]).to.deep.equal([1, []])
    })
  }

  it('goes out after what waits by then', async () => {
    const place = await tried(['One'], BLOCKED)
    await place.desk.reply(1, { ...ann, id: 'Two', text: 'Two' })
    await place.desk.resend(await deadLetter(place))
    await place.desk.runDue()
    expect(place.telegram.sent.map(({ text }) => text)).to.deep.equal(['Two', 'One'])
  })

  it('may be given up again', async () => {
    const place = await tried(['One'], BLOCKED)
    await place.desk.resend(await deadLetter(place))
    place.telegram.answerNext(BLOCKED)
    await place.desk.runDue()
    expect(await fates(place)).to.deep.equal([['One', 'failed']])
    expect((await place.desk.outbox({ state: 'failed' })).length).to.equal(1)
  })

  it('is forgotten when an agent says so, and the message keeps its delivery', async () => {
    const place = await tried(['One'], BLOCKED)
    const id = await deadLetter(place)
    await place.desk.discard(id)
    expect([await place.desk.outbox(), await fates(place)]).to.deep.equal([[], [['One', 'failed']]])
    expect(await refusalOf(place.desk.discard(id))).to.include({ code: 'not-found', pointer: '/effectId' })
  })

  it('is forgotten when somebody says what became of it', async () => {
    const place = await tried(['One'], LOST)
    await place.desk.delivered('One', 'sent')
    expect([await place.desk.outbox(), await fates(place)]).to.deep.equal([[], [['One', 'sent']]])
  })

  it('is not forgotten for a message of the same id on another channel', async () => {
    const place = await tried(['One'], LOST)
    await place.desk.receive({ channel: 'vk', customer: { id: 'anna' }, text: 'Hi' })
    await place.desk.reply(2, { ...ann, id: 'One', text: 'Another one' })
    await place.desk.delivered('One', 'sent', 'vk')
    expect(await fates(place)).to.deep.equal([['One', 'maybe-sent']])
    expect((await place.desk.outbox()).length).to.equal(1)
  })

  it('is refused when it isn’t one: unknown, or still in line', async () => {
    const { desk } = await tried([])
    const { effects } = await desk.reply(1, { ...ann, text: 'Waiting' })
    for (const id of ['unknown', effects[0]?.id ?? '']) {
      const refusals = [await refusalOf(desk.resend(id)), await refusalOf(desk.discard(id))]
      for (const refusal of refusals) expect(refusal).to.include({ code: 'not-found', pointer: '/effectId' })
    }
    expect((await desk.outbox()).length).to.equal(1)
  })
})

describe('a call that was given up', () => {
  it('is made again when somebody says so, with the id that it had', async () => {
    const calls: string[] = []
    const { desk, clock } = await deskWith(
      [{ id: 'crm', on: 'message.received', then: [{ do: 'call', name: 'crm', args: {} }] }],
      {
        functions: {
          crm: (_, { id }) => {
            calls.push(id)
            if (calls.length <= 16) throw new Error('down')
          },
        },
      },
    )
    await desk.receive({ ...anna, text: 'Hi' })
    for (let times = 0; times < 16; times += 1) {
      await desk.runDue()
      clock.advance('PT6M')
    }
    const [dead] = await desk.outbox({ state: 'failed' })
    expect([dead?.attempts, dead?.lastError]).to.deep.equal([16, 'down'])
    await desk.resend(dead?.effect.id ?? '')
    await desk.runDue()
    expect([calls.length, new Set(calls).size, await desk.outbox()]).to.deep.equal([17, 1, []])
  })
})
