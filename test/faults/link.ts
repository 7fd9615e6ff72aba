// One connection through the proxy: a client's socket, the server's, and what goes wrong between them.
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** How a side sees the loss: `reset` as ECONNRESET, `end` as an orderly end of the stream. */
export type Loss = 'reset' | 'end'

export interface PendingCut {
  readonly when: 'before' | 'after'
  readonly containing: string
  readonly how: Loss
  /** Called when the server has closed its side: what it did is decided then. */
  readonly done: () => void
}

/** What is wrong with the line just now; the proxy sets it, every link looks at it. */
export interface Weather {
  delay: number
  gate: { readonly opened: Promise<void> } | undefined
  cut: PendingCut | undefined
  readonly passed: { connections: number; toServer: number; toClient: number }
}

export interface Link {
  readonly cut: (how: Loss) => void
  readonly pause: () => void
  readonly resume: () => void
}

export function link(client: Socket, to: { host: string; port: number }, weather: Weather, over: () => void): Link {
  const server = connect({ ...to, allowHalfOpen: true })
  const sides = [client, server]
  let deaf: PendingCut | undefined

  function request(chunk: Buffer): void {
    if (client.destroyed) return
    const cut = weather.cut
    if (cut && chunk.includes(cut.containing)) {
      weather.cut = undefined
      server.once('close', cut.done)
      deaf = cut
      if (cut.when === 'before') {
        loseClient(cut.how)
        return
      }
    }
    weather.passed.toServer += chunk.length
    write(client, server, chunk)
  }

  function answer(chunk: Buffer): void {
    // It answers, so it got the whole request.
    if (deaf) loseClient(deaf.how)
    else {
      weather.passed.toClient += chunk.length
      write(server, client, chunk)
    }
  }

  /** The server's side ends in order and is read out: a reset would abort work that it has begun. */
  function loseClient(how: Loss): void {
    if (client.destroyed) return
    sever(client, how)
    server.end()
  }

  function write(from: Socket, into: Socket, chunk: Buffer): void {
    if (into.destroyed || into.writableEnded || into.write(chunk)) return
    from.pause()
    into.once('drain', () => {
      if (!weather.gate) from.resume()
    })
  }

  lane(client, weather, request, () => server.end())
  lane(server, weather, answer, () => (deaf ? loseClient(deaf.how) : client.end()))
  client.on('close', () => {
    if (!deaf) server.destroy()
  })
  server.on('close', () => {
    client.destroy()
    over()
  })
  // A loss shows as `close`, which follows.
  for (const side of sides) side.setNoDelay(true).on('error', () => {})
  if (weather.gate) for (const side of sides) side.pause()

  return {
    cut: (how) => {
      for (const side of sides) sever(side, how)
    },
    pause: () => {
      for (const side of sides) side.pause()
    },
    resume: () => {
      for (const side of sides) side.resume()
    },
  }
}

function sever(side: Socket, how: Loss): void {
  if (how === 'reset') side.resetAndDestroy()
  else side.destroy()
}

/** Hands on in order; each chunk is late by the delay, not the later ones by the sum of all. */
function lane(from: Socket, weather: Weather, pass: (chunk: Buffer) => void, end: () => void): void {
  let queue = Promise.resolve()
  const later = (act: () => void) => {
    const due = weather.delay > 0 ? wait(weather.delay) : undefined
    queue = queue.then(async () => {
      await due
      while (weather.gate) await weather.gate.opened
      act()
    })
  }
  from.on('data', (chunk: Buffer) => later(() => pass(chunk)))
  from.on('end', () => later(end))
}
