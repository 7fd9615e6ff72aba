// A message must not get dearer as its thread grows: one endless chat, and a customer with thousands of finished ones.
import { benchDesk } from './desk.js'
import { ruleMix } from './rule-mix.js'

export interface Growth {
  readonly name: string
  readonly messages: number
  /** Microseconds per message at the beginning (after warming up) and at the end; medians of a tenth of the messages. */
  readonly first: number
  readonly last: number
}

const START = Date.parse('2026-03-02T04:00:00Z')

export async function growth(amount: number): Promise<readonly Growth[]> {
  // The first run of each warms up.
  await endlessChat(amount / 10)
  await manyChats(amount / 10)
  return [await endlessChat(amount), await manyChats(amount)]
}

async function endlessChat(amount: number): Promise<Growth> {
  const { receive } = await benchDesk(ruleMix(10), 'off')
  const times: number[] = []
  for (let n = 0; n < amount; n += 1) times.push(await timeOf(() => receive(messageOf(n))))
  return summed('one chat that never ends', times)
}

async function manyChats(amount: number): Promise<Growth> {
  const { receive, desk } = await benchDesk(ruleMix(10), 'off')
  const times: number[] = []
  for (let n = 0; n < amount; n += 1) {
    let number = 0
    times.push(
      await timeOf(async () => {
        number = (await receive(messageOf(n))).chat.number
      }),
    )
    await desk.finish(number, { agent: 'olga', status: 'closed' })
  }
  return summed('a customer whose chats are closed one by one', times)
}

function messageOf(n: number) {
  const at = new Date(START + n * 1_000).toISOString()
  return { at, message: { channel: 'tg', customer: { id: 'anna', name: 'Анна' }, id: `m${n}`, text: `Вопрос ${n}` } }
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const begun = process.hrtime.bigint()
  await run()
  return Number(process.hrtime.bigint() - begun) / 1_000
}

function summed(name: string, times: readonly number[]): Growth {
  const tenth = Math.ceil(times.length / 10)
  return { name, messages: times.length, first: median(times.slice(0, tenth)), last: median(times.slice(-tenth)) }
}

function median(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[times.length >> 1] ?? 0
}
