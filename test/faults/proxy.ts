// A line to a server that fails on demand: slow, silent, cut, refused, or cut at the one moment where nobody knows
// whether the request was done. Plain TCP: it knows no protocol, so it stands before Postgres, Redis and HTTP alike.
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { type Link, type Loss, link, type Weather } from './link.js'

export interface FaultProxy {
  readonly port: number
  /** The same address through the proxy. */
  readonly through: (url: string) => string
  /** Connections made and bytes handed on so far. */
  readonly passed: Readonly<Weather['passed']>
  /** Everything that comes from now on is late by so many milliseconds, each way. 0: not any more. */
  readonly delay: (milliseconds: number) => void
  /** Nothing gets through, nothing is lost; connections stay. */
  readonly pause: () => void
  readonly resume: () => void
  /** Loses every connection there is. */
  readonly cutAll: (how?: Loss) => void
  /** New connections get ECONNREFUSED; those there are stay. */
  readonly refuse: () => Promise<void>
  readonly accept: () => Promise<void>
  /** The next request reaches the server and is done; its sender loses the connection instead of getting the answer. */
  readonly cutAfterRequest: (options?: CutOptions) => Promise<void>
  /** The next request's sender loses the connection; the server gets nothing of it. */
  readonly cutBeforeRequest: (options?: CutOptions) => Promise<void>
  readonly close: () => Promise<void>
}

/** The cuts' promises resolve when the server has closed its side, so what it did is done, or never will be. */
export interface CutOptions {
  /** Only the next packet with these characters in it; any connection's next one otherwise, a greeting too. */
  readonly containing?: string
  readonly how?: Loss
}

export async function faultProxy(target: { readonly host: string; readonly port: number }): Promise<FaultProxy> {
  const passed = { connections: 0, toServer: 0, toClient: 0 }
  const weather: Weather = { delay: 0, gate: undefined, cut: undefined, passed }
  const links = new Set<Link>()
  let open = () => {}

  function listener(): Server {
    return createServer({ allowHalfOpen: true }, (client) => {
      passed.connections++
      const made = link(client, target, weather, () => links.delete(made))
      links.add(made)
    })
  }

  let server = listener().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The system gave no port')
  const { port } = address

  const cutAt = (when: 'before' | 'after', { containing = '', how = 'reset' }: CutOptions = {}) =>
    new Promise<void>((done) => {
      weather.cut = { when, containing, how, done }
    })

  const cutAll = (how: Loss = 'reset') => {
    for (const each of links) each.cut(how)
  }

  const resume = () => {
    weather.gate = undefined
    open()
    for (const each of links) each.resume()
  }

  return {
    port,
    passed,
    through: (url) => {
      const its = new URL(url)
      its.hostname = '127.0.0.1'
      its.port = String(port)
      return its.href
    },
    delay: (milliseconds) => {
      weather.delay = milliseconds
    },
    pause: () => {
      if (weather.gate) return
      const opened = new Promise<void>((done) => {
        open = done
      })
      weather.gate = { opened }
      for (const each of links) each.pause()
    },
    resume,
    cutAll,
    // A closed listener, not an accepted and dropped connection: those look different to a client.
    refuse: async () => void server.close(),
    accept: async () => {
      if (server.listening) return
      server = listener().listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    cutAfterRequest: (options) => cutAt('after', options),
    cutBeforeRequest: (options) => cutAt('before', options),
    close: async () => {
      const closed = server.listening ? once(server, 'close') : undefined
      server.close()
      resume()
      cutAll()
      await closed
    },
  }
}
