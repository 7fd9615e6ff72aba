// Bytes as they are: what an HTTP client library would not send.
import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** Listens on this machine; answers the port. */
export async function portOf(app: FastifyInstance): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 })
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Sends the parts one after another, each after a pause, and answers all that came back until the other side hung up. */
export function exchange(port: number, parts: readonly (string | Buffer)[], pauseMs = 0): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const heard: Buffer[] = []
    let rest = parts
    const send = (): void => {
      const [next, ...later] = rest
      rest = later
      if (next === undefined || socket.destroyed) return
      socket.write(next)
      if (later.length > 0) setTimeout(send, pauseMs)
    }
    socket.on('connect', send)
    socket.on('data', (chunk) => heard.push(chunk))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(Buffer.concat(heard).toString('utf8')))
  })
}

/** Status lines in what came back; a second one follows a body without a line end. */
export function statuses(answer: string): readonly number[] {
  return [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status))
}
