// Bytes on the wire that no client library would send: one answer at most, then the connection ends, and nothing is done.
import { connect } from 'node:net'
import { expect } from 'chai'
import { until } from '../desk/until.js'
import { type Called, makeService, said } from './make-service.js'
import { exchange, portOf, statuses } from './raw-socket.js'

const NOTE = JSON.stringify({ agent: 'olga', text: 'smuggled' })
const SMUGGLED = `POST /v1/chats/1/notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${NOTE.length}\r\n\r\n${NOTE}`
const head = (first: string, ...lines: readonly string[]) => `${[first, ...lines].join('\r\n')}\r\n\r\n`
const GET = 'GET /v1/chats HTTP/1.1'
const POST = 'POST /v1/messages HTTP/1.1'
const JSON_TYPE = 'Content-Type: application/json'

describe('bytes on the wire', function () {
  this.timeout(60_000)
  let place: Called
  let port: number
  beforeEach(async () => {
    place = await makeService({
      server: { headersTimeout: 300, requestTimeout: 600, keepAliveTimeout: 300 },
    })
    port = await portOf(place.app)
    await place.call('POST', '/v1/messages', said('m1'))
  })
  afterEach(() => place.stop())

  async function expectUntouched(): Promise<void> {
    const { body } = await place.call('GET', '/v1/chats/1/messages')
    expect(body.items).to.have.length(1)
    expect((await place.call('GET', '/v1/chats')).body.items).to.have.length(1)
  }

  const MALFORMED: readonly (readonly [string, string])[] = [
    [
      'both Content-Length and Transfer-Encoding',
      `${head(POST, 'Host: localhost', JSON_TYPE, 'Content-Length: 4', 'Transfer-Encoding: chunked')}0\r\n\r\n${SMUGGLED}`,
    ],
    [
      'two Content-Lengths',
      `${head(POST, 'Host: localhost', JSON_TYPE, 'Content-Length: 2', 'Content-Length: 200')}{}${SMUGGLED}`,
    ],
    ['a list of Content-Lengths', `${head(POST, 'Host: localhost', JSON_TYPE, 'Content-Length: 2, 2')}{}${SMUGGLED}`],
    ['a signed Content-Length', `${head(POST, 'Host: localhost', JSON_TYPE, 'Content-Length: +2')}{}${SMUGGLED}`],
    ['a Content-Length in hex', `${head(POST, 'Host: localhost', JSON_TYPE, 'Content-Length: 0x2')}{}${SMUGGLED}`],
    [
      'a Content-Length beyond all numbers',
      `${head(POST, 'Host: localhost', JSON_TYPE, 'Content-Length: 99999999999999999999999')}{}`,
    ],
    [
      'an unknown Transfer-Encoding',
      `${head(POST, 'Host: localhost', JSON_TYPE, 'Transfer-Encoding: xchunked')}0\r\n\r\n${SMUGGLED}`,
    ],
    [
      'chunked that isn’t last',
      `${head(POST, 'Host: localhost', JSON_TYPE, 'Transfer-Encoding: chunked, identity')}0\r\n\r\n${SMUGGLED}`,
    ],
    [
      'a bad chunk size',
      `${head(POST, 'Host: localhost', JSON_TYPE, 'Transfer-Encoding: chunked')}zz\r\n{}\r\n0\r\n\r\n`,
    ],
    [
      'a chunk longer than it says',
      `${head(POST, 'Host: localhost', JSON_TYPE, 'Transfer-Encoding: chunked')}1\r\n{}}}\r\n0\r\n\r\n`,
    ],
    [
      'a huge chunk size',
      `${head(POST, 'Host: localhost', JSON_TYPE, 'Transfer-Encoding: chunked')}ffffffffffffffffff\r\n{}\r\n`,
    ],
    ['a blank before the colon', head(GET, 'Host: localhost', 'Transfer-Encoding : chunked')],
    ['a folded header', head(GET, 'Host: localhost', 'X-A: 1', ' folded')],
    ['a header without a name', head(GET, 'Host: localhost', ': x')],
    ['a header without a colon', head(GET, 'Host: localhost', 'nonsense')],
    ['a NUL in a header', head(GET, 'Host: localhost', 'X-A: a\u0000b')],
    ['a CR alone in a header', head(GET, 'Host: localhost', 'X-A: a\rX-B: b')],
    ['two Hosts', head(GET, 'Host: localhost', 'Host: evil.example', 'Connection: close')],
    ['no Host', head(GET, 'Connection: close')],
    ['LF only', 'GET /v1/chats HTTP/1.1\nHost: localhost\n\n'],
    ['no version', 'GET /v1/chats\r\n\r\n'],
    ['another version', head('GET /v1/chats HTTP/3.7', 'Host: localhost')],
    ['an HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003'],
    ['an unknown method', head('SMUGGLE /v1/chats HTTP/1.1', 'Host: localhost')],
    ['a blank in the path', head('GET /v1/chats /x HTTP/1.1', 'Host: localhost')],
    ['a NUL in the path', head('GET /v1/chats\u0000 HTTP/1.1', 'Host: localhost')],
    ['too many headers', head(GET, 'Host: localhost', ...[...Array(3_000)].map((_, at) => `X-${at}: y`))],
    ['a header that is too long', head(GET, 'Host: localhost', `X-A: ${'a'.repeat(20_000)}`)],
    ['a path that is too long', head(`GET /v1/chats?q=${'a'.repeat(20_000)} HTTP/1.1`, 'Host: localhost')],
    ['nothing but noise', '\u0000\u0001\u0002\u0003garbage\r\n\r\n'],
  ]
  for (const [what, bytes] of MALFORMED)
    it(`with ${what} get one refusal, and the connection ends`, async () => {
      const answer = await exchange(port, [Buffer.from(bytes, 'latin1')])
      const [first = 0, ...more] = statuses(answer)
      expect(more, answer).to.deep.equal([])
      expect(first, answer).to.be.within(400, 499)
      expect(answer.toLowerCase()).to.include('application/problem+json').and.include('connection: close')
      expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)).code).to.match(/^[a-z-]+$/)
      await expectUntouched()
    })

  it('with a path that climbs, hides or breaks are refused', async () => {
    for (const path of [
      '/v1/../v1/chats',
      '/v1/./chats',
      '//v1/chats',
      '/v1//chats',
      '/v1/chats/../keys',
      '/v1/chats/..%2fkeys',
      '/v1/chats/%2e%2e/keys',
      '/v1/chats/1%00',
      '/v1/chats/1%2f',
      '/v1/chats/1;x=1',
      '/v1/chats/1%0d%0aX:%20y',
      '/V1/CHATS',
      '/v1/chats%20',
      '/%zz',
      '/%',
      '/%c0%ae%c0%ae/etc/passwd',
      '/../../etc/passwd',
      '/docs/static/../../../../package.json',
      '/docs/static/..%2f..%2f..%2f..%2fpackage.json',
      '/docs/static/%2e%2e/%2e%2e/package.json',
      '/docs/static/..%5c..%5cpackage.json',
      `/v1/messages/${'a'.repeat(7_000)}/explain`,
      'http://evil.example/v1/chats',
      '*',
    ]) {
      const answer = await exchange(port, [head(`GET ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close')])
      const [status = 0] = statuses(answer)
      // An absolute address names our own path (RFC 9112, 3.2.2).
      expect(status, `${path}: ${answer}`).to.be.within(path.startsWith('http:') ? 200 : 400, 499)
      expect(answer, path).to.not.include('root:').and.not.include('"devDependencies"')
    }
    await expectUntouched()
  })

  it('that ask for a key’s page keep CR and LF out of answers’ headers', async () => {
    const answer = await exchange(port, [
      head(GET, 'Host: localhost', 'X-Request-Id: a%0d%0aSet-Cookie: x', 'Connection: close'),
    ])
    expect(answer).to.not.match(/^set-cookie/im)
  })

  it('that come too slowly are cut off with 408', async () => {
    const slow = [
      exchange(port, ['GET /v1/chats HTTP/1.1\r\n', 'Host: local', ...Array(40).fill('x')], 100),
      exchange(port, [head(POST, 'Host: localhost', JSON_TYPE, 'Content-Length: 1000'), ...Array(40).fill('{')], 100),
      exchange(
        port,
        [head(POST, 'Host: localhost', JSON_TYPE, 'Transfer-Encoding: chunked'), ...Array(40).fill('1\r\n{\r\n')],
        100,
      ),
      exchange(port, ['G']),
    ]
    const answers = await Promise.all(slow)
    for (const answer of answers) expect(statuses(answer), answer).to.deep.equal([408])
    expect(answers[0]).to.include('"request-timeout"')
    await expectUntouched()
  })

  it('of many who say nothing leave others in peace', async () => {
    const idle = [...Array(200)].map(() => connect(port, '127.0.0.1'))
    for (const socket of idle) socket.on('error', () => undefined)
    await until(() => idle.every((socket) => !socket.connecting))
    const answer = await exchange(port, [head(GET, 'Host: localhost', 'Connection: close')])
    expect(statuses(answer)).to.deep.equal([200])
    for (const socket of idle) socket.destroy()
  })

  it('of a client that hangs up in the middle do nothing', async () => {
    const whole = JSON.stringify(said('m9'))
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    await new Promise<void>((resolve) => {
      socket.write(
        `${head(POST, 'Host: localhost', JSON_TYPE, `Content-Length: ${whole.length}`)}${whole.slice(0, 20)}`,
        () => {
          socket.destroy()
          resolve()
        },
      )
    })
    await until(
      () => new Promise<boolean>((resolve) => place.app.server.getConnections((_, count) => resolve(count === 0))),
    )
    await expectUntouched()
  })

  it('of two good requests in one go get two answers in order', async () => {
    const answer = await exchange(port, [
      `${head(GET, 'Host: localhost')}${head('GET /v1/chats/2 HTTP/1.1', 'Host: localhost', 'Connection: close')}`,
    ])
    expect(statuses(answer)).to.deep.equal([200, 404])
  })
})
