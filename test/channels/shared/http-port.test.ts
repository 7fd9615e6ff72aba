import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTls } from 'node:https'
import { type AddressInfo, createServer as createTcp, type Server as TcpServer } from 'node:net'
import { expect } from 'chai'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import { failureOfStatus, lostCall } from '../../../src/channels/shared/lost-call.js'
import type { HttpRequest } from '../../../src/ports/channel-adapter.js'
import { HttpFailure } from '../../../src/ports/http-failure.js'

const http = httpPort()
const SECRET = 'bot123:verysecret'

async function failureOf(request: HttpRequest): Promise<HttpFailure> {
  try {
    await http.fetch(request)
  } catch (error) {
    if (error instanceof HttpFailure) {
      expect(`${error.message} ${error.stack} ${JSON.stringify(error)}`).to.not.include(SECRET)
      return error
    }
    throw error
  }
  throw new Error('the call went well')
}

describe('a call over HTTP', () => {
  const servers: (Server | TcpServer)[] = []
  after(() => {
    for (const server of servers) server.close()
  })

  async function listening(server: Server | TcpServer): Promise<string> {
    servers.push(server.listen(0, '127.0.0.1'))
    await once(server, 'listening')
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  const answering = (listener: RequestListener) => listening(createServer(listener))

  it('sends the body as it is and reads the answer with its headers', async () => {
    const url = await answering((request, response) => {
      request.setEncoding('utf8').on('data', (text) => {
        response.writeHead(418, { 'Retry-After': '7', 'X-Two': ['a', 'b'] }).end(`${request.method} ${text}`)
      })
    })
    const answer = await http.fetch({ method: 'POST', url: `${url}/a?b=c`, body: 'Привет' })
    expect([answer.status, answer.body]).to.deep.equal([418, 'POST Привет'])
    expect(answer.headers).to.include({ 'retry-after': '7', 'x-two': 'a, b' })
  })

  it('does not follow a redirect', async () => {
    const url = await answering((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end())
    expect((await http.fetch({ method: 'GET', url })).status).to.equal(302)
  })

  it('trusts an authority that the call names, and sends nothing to strangers', async () => {
    // Made for 127.0.0.1 by `openssl req -x509 -newkey ec -nodes -days 36500`; guards nothing.
    const pem = (name: string) => readFileSync(new URL(`fixtures/loopback.${name}.pem`, import.meta.url), 'utf8')
    let heard = 0
    const server = createTls({ key: pem('key'), cert: pem('cert') }, (_, response) => {
      heard++
      response.end('trusted')
    })
    const url = (await listening(server)).replace('http:', 'https:')
    expect((await http.fetch({ method: 'GET', url, ca: pem('cert') })).body).to.equal('trusted')
    const failure = await failureOf({ method: 'POST', url: `${url}/${SECRET}`, body: '{}' })
    expect([failure.trouble, failure.reached, heard]).to.deep.equal(['tls', 'no', 1])
  })

  it('knows that nothing arrived where TLS meets a server without it', async () => {
    const url = await answering((_, response) => response.end())
    const failure = await failureOf({ method: 'POST', url: url.replace('http:', 'https:'), body: '{}' })
    expect(failure.reached).to.equal('no')
  })

  it('knows that nothing arrived where nobody listens', async () => {
    const server = createTcp()
    const url = await listening(server)
    server.close()
    await once(server, 'close')
    const failure = await failureOf({ method: 'POST', url: `${url}/${SECRET}`, body: '{}' })
    expect([failure.reached, failure.trouble]).to.deep.equal(['no', 'unreachable'])
    expect(lostCall(failure, 'X').class).to.equal('temporary')
  })

  it('does not know it where the line breaks after the connection stood', async () => {
    const url = await listening(createTcp((socket) => socket.once('data', () => socket.destroy())))
    const failure = await failureOf({ method: 'POST', url: `${url}/${SECRET}`, body: '{}' })
    expect([failure.reached, failure.trouble]).to.deep.equal(['maybe', 'broken'])
    expect(lostCall(failure, 'X').class).to.equal('unknown-outcome')
  })

  it('does not take half an answer for one', async () => {
    const url = await answering((_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"ok":')
      setImmediate(() => response.destroy())
    })
    expect((await failureOf({ method: 'GET', url })).reached).to.equal('maybe')
  })

  it('gives up in time, and when it is told to', async () => {
    const url = await answering(() => undefined)
    const late = await failureOf({ method: 'GET', url: `${url}/${SECRET}`, timeoutMs: 50 })
    expect([late.trouble, late.reached]).to.deep.equal(['timeout', 'maybe'])
    const stop = AbortSignal.abort()
    expect((await failureOf({ method: 'GET', url: `${url}/${SECRET}`, signal: stop })).trouble).to.equal('aborted')
  })

  it('gives up on an answer that drips', async () => {
    const url = await answering((_, response) => {
      const drip = setInterval(() => response.write('x'), 10)
      response.on('close', () => clearInterval(drip))
    })
    expect((await failureOf({ method: 'GET', url, timeoutMs: 100 })).trouble).to.equal('timeout')
  })

  it('reads no more than it may', async () => {
    const url = await answering((_, response) => response.end('x'.repeat(2000)))
    expect((await failureOf({ method: 'GET', url, maxBytes: 1000 })).trouble).to.equal('too-large')
  })

  it('refuses other protocols, broken addresses and line breaks in headers before sending', async () => {
    for (const url of ['ftp://a.example/', 'nonsense', `http://a b/${SECRET}`])
      expect((await failureOf({ method: 'GET', url })).trouble).to.equal('malformed')
    const headers = { 'x-a': 'b\r\nx-injected: yes' }
    expect((await failureOf({ method: 'GET', url: `http://127.0.0.1:1/${SECRET}`, headers })).reached).to.equal('no')
  })

  it("an error of somebody else's port says nothing about the outcome, and is not shown", () => {
    const failed = lostCall(new Error(`connect https://x/${SECRET}`), 'X')
    expect(failed.class).to.equal('unknown-outcome')
    expect(failed.detail).to.not.include(SECRET)
  })

  it('statuses that mean the same everywhere', () => {
    expect(failureOfStatus(429, { 'retry-after': '3' }, 'X')).to.include({ class: 'rate-limited', retryAfterMs: 3000 })
    expect(failureOfStatus(503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }, 'X')).to.include({
      class: 'temporary',
    })
    expect(failureOfStatus(408, {}, 'X')?.class).to.equal('temporary')
    for (const status of [500, 502, 504, 520])
      expect(failureOfStatus(status, {}, 'X')?.class, `${status}`).to.equal('unknown-outcome')
    expect([200, 400, 401, 403].map((status) => failureOfStatus(status, {}, 'X'))).to.deep.equal([
      null,
      null,
      null,
      null,
    ])
  })
})
