import type { FastifyInstance } from 'fastify'
import { UsageError } from '../exit.js'

/** Answers the address; what the operating system has against it, it says in a sentence. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await app.listen({ host, port, listenTextResolver: () => '' })
  } catch (error) {
    throw addressTrouble(error, host, port, '--port')
  }
  const address = app.server.address()
  return urlOf(host, typeof address === 'object' && address !== null ? address.port : port)
}

/** `option`: what says another port. */
export function addressTrouble(error: unknown, host: string, port: number, option: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return new UsageError(`Port ${port} on ${host} is taken by another process. Take another: ${option} ${port + 1}`)
    case 'EACCES':
      return new UsageError(`This user may not listen on port ${port}. Take one above 1023: ${option} 4100`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UsageError(`${host} is no address of this machine.`)
    default:
      return error
  }
}

/** What can be typed: an address that stands for all of them can't. */
export function urlOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(host)
}
