import { ContractError, same } from '../contract/check.js'
import { judged } from './bench.js'
import { isMessage, later, messageOf, received } from './receive.js'

const HOSTILE_TEXT = 'Привет 👋🏽 "quoted" \\back\\ \'single\' {"json":1} 100% %s $& ﷽ e\u0301'

export const INCOMING = [
  judged('a message comes with its text, its customer and its conversation', async (bench) => {
    const delivery = bench.deliveries.message(1, 'hello')
    const message = await messageOf(bench, 'a message', delivery)
    same('text', message.text.trim(), 'hello')
    same('receivedAt is the delivery’s', message.receivedAt, delivery.receivedAt)
    same('the author is the customer', message.author.role, 'customer')
    same('a person wrote it', message.automated, false)
  }),
  judged('a text comes as it was written', async (bench) => {
    const { text } = await messageOf(bench, 'a text', bench.deliveries.message(1, HOSTILE_TEXT))
    same('text', text.trim(), HOSTILE_TEXT)
  }),
  judged('a redelivery, an hour later, has the same key and the same id', async (bench) => {
    const { message, again = later } = bench.deliveries
    const first = await messageOf(bench, 'first', message(1, 'hello'))
    for (const delivery of [message(1, 'hello'), again(message(1, 'hello')), again(again(message(1, 'hello')))]) {
      const second = await messageOf(bench, 'again', delivery)
      same('key', second.messageKey, first.messageKey)
      same('id', second.messageId, first.messageId)
      same('conversation', second.conversationId, first.conversationId)
      same('sentAt', second.sentAt, first.sentAt)
    }
  }),
  judged('different messages have different keys, also when they say the same', async (bench) => {
    const keys = new Set<string>()
    for (let n = 1; n <= 20; n++)
      keys.add((await messageOf(bench, `message ${n}`, bench.deliveries.message(n, 'hello'))).messageKey)
    same('keys', keys.size, 20)
  }),
  judged('ids that are neighbours beyond 2^53 stay two', async (bench) => {
    const [left, right] = bench.deliveries.neighbours?.() ?? []
    if (left === undefined || right === undefined) return
    const keys = [await messageOf(bench, 'left', left), await messageOf(bench, 'right', right)].map(
      (one) => one.messageKey,
    )
    same('keys', new Set(keys).size, 2)
  }),
  judged('every sample is authentic and its events are well-formed', async (bench) => {
    for (const [name, delivery] of Object.entries(bench.deliveries.samples)) {
      const result = await received(bench, name, delivery)
      if (result.verdict === 'reject' || result.response.status >= 300)
        throw new ContractError(`${name} is taken`, result, '2xx')
    }
  }),
  judged('every sample is told alike each time', async (bench) => {
    for (const [name, delivery] of Object.entries(bench.deliveries.samples)) {
      const [first, second] = [await received(bench, name, delivery), await received(bench, name, delivery)]
      same(name, second, first)
    }
  }),
  judged('a kind that nobody knows is answered well and tells nothing', async (bench) => {
    for (const [name, delivery] of Object.entries(bench.deliveries.unknown)) {
      const result = await received(bench, name, delivery)
      same(`${name}: status`, result.response.status, 200)
      same(`${name}: events`, result.events, [])
      if (result.verdict === 'reject') throw new ContractError(`${name} is authentic`, result, 'ignore')
    }
  }),
  judged('one item that can’t be read loses no other, and the batch isn’t repeated for it', async (bench) => {
    const batch = bench.deliveries.batch?.()
    if (batch === undefined) return
    const result = await received(bench, 'a batch', batch.delivery)
    same('status', result.response.status, 200)
    same('messages', result.events.filter(isMessage).length, batch.messages)
  }),
  judged('a handshake is answered as the provider wants it', async (bench) => {
    for (const { name, delivery, status, body } of bench.deliveries.handshakes ?? []) {
      const result = await received(bench, name, delivery)
      same(`${name}: verdict`, result.verdict, 'handshake')
      same(`${name}: answer`, [result.response.status, result.response.body], [status, body])
    }
  }),
]
