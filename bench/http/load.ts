import autocannon from 'autocannon'
import type { HttpContestant } from './contestant.js'

export type Call = 'POST /v1/messages' | 'GET /v1/chats/{n}'

export interface Load {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Microseconds of the server's process for one request. */
  readonly cpu: number
  /** Answers other than 2xx, and connections that failed. */
  readonly failures: number
}

let count = 0

/** So many connections, one request at a time on each. */
export async function load(to: HttpContestant, call: Call, connections: number, seconds: number): Promise<Load> {
  const before = await to.cpuMicros()
  const authorization: { readonly authorization?: string } =
    to.authorization === '' ? {} : { authorization: to.authorization }
  const result = await autocannon({
    url: to.url,
    connections,
    duration: seconds,
    requests: [
      call === 'POST /v1/messages'
        ? {
            method: 'POST',
            path: '/v1/messages',
            headers: { 'content-type': 'application/json', ...authorization },
            setupRequest: (request) => ({ ...request, body: JSON.stringify(message(to.chats)) }),
          }
        : {
            method: 'GET',
            headers: { ...authorization },
            setupRequest: (request) => ({ ...request, path: `/v1/chats/${chance(to.chats)}` }),
          },
    ],
  })
  const used = (await to.cpuMicros()) - before
  return {
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: used / Math.max(1, result.requests.total),
    failures: result.non2xx + result.errors + result.timeouts,
  }
}

function message(customers: number) {
  count += 1
  return {
    channel: 'tg',
    customer: { id: `customer-${chance(customers)}`, name: 'Анна' },
    id: `bench-${process.pid}-${count}`,
    text: 'Подскажите, пожалуйста, когда придёт мой заказ',
  }
}

function chance(most: number): number {
  return 1 + Math.floor(Math.random() * most)
}
