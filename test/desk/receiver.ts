// A system that is told of events: a real HTTP server on loopback that answers as it is told to.
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Call {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly path: string
}

/** A status with headers, or what else is done with the call. */
export type Reaction =
  | number
  | { readonly status: number; readonly headers: Readonly<Record<string, string>> }
  | ((response: ServerResponse) => void)

export interface Receiver {
  readonly url: string
  readonly calls: Call[]
  /** What the next calls are answered, in order; then 204. */
  readonly answers: Reaction[]
  /** Most calls that were open at the same time. */
  readonly mostAtOnce: () => number
  readonly close: () => Promise<void>
}

export async function receiver(): Promise<Receiver> {
  const calls: Call[] = []
  const answers: Reaction[] = []
  let open = 0
  let most = 0
  const server: Server = createServer((request, response) => {
    open += 1
    most = Math.max(most, open)
    response.on('close', () => {
      open -= 1
    })
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8'), path: request.url ?? '' })
      const reaction = answers.shift() ?? 204
      if (typeof reaction === 'function') return reaction(response)
      if (typeof reaction === 'number') response.writeHead(reaction)
      else response.writeHead(reaction.status, reaction.headers)
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    calls,
    answers,
    mostAtOnce: () => most,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function idsOf({ calls }: Receiver): readonly string[] {
  return calls.map(({ body }) => JSON.parse(body).id)
}

export function typesOf({ calls }: Receiver): readonly string[] {
  return calls.map(({ body }) => JSON.parse(body).type)
}
