// A provider's server on loopback: takes messages, and sometimes doesn't, or takes one and never says so.
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { Chance } from './chance.js'

/** One request. `lost`: it was taken and the connection cut before the answer. */
export interface Arrival {
  readonly id: string
  readonly message: string
  readonly channel: string
  readonly customer: string
  readonly node: string
  readonly outcome: 'taken' | 'lost' | 'refused'
}

export interface StandIn {
  readonly url: string
  /** In the order in which they came. */
  readonly arrivals: readonly Arrival[]
  /** Told of each request before it is answered. */
  readonly onArrival: (told: (node: string) => void) => void
  /** From now on everything is taken and answered. */
  readonly calm: () => void
  readonly close: () => Promise<void>
}

export async function standIn(chance: Chance): Promise<StandIn> {
  const arrivals: Arrival[] = []
  let isCalm = false
  let tell: (node: string) => void = () => {}
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const sent: Omit<Arrival, 'outcome'> = JSON.parse(body)
      const luck = isCalm ? 99 : chance.below(100)
      arrivals.push({ ...sent, outcome: luck < 12 ? 'refused' : luck < 20 ? 'lost' : 'taken' })
      tell(sent.node)
      if (luck < 6) response.writeHead(500).end()
      else if (luck < 12) response.writeHead(429, { 'retry-after': '1' }).end()
      else if (luck < 20) request.socket.destroy()
      else response.end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The system gave no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    arrivals,
    onArrival: (told) => {
      tell = told
    },
    calm: () => {
      isCalm = true
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Of a sender that is killed in the middle, what there is; a message without its end was never sent. */
function read(request: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => resolve(body))
  })
}
