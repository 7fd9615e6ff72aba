import { expect } from 'chai'
import { failureOf } from '../../src/desk/thrown.js'

const classOfThrown = (thrown: unknown) => failureOf(thrown).class

const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more })
const named = (name: string) => Object.assign(new Error('stopped'), { name })

describe('what a delivery throws', () => {
  const THROWN: readonly (readonly [what: string, thrown: unknown, expected: string])[] = [
    ['a connection reset on the way', coded('ECONNRESET', { syscall: 'read' }), 'unknown'],
    ['a broken pipe', coded('EPIPE', { syscall: 'write' }), 'unknown'],
    ['a time-out on the way', coded('ETIMEDOUT', { syscall: 'read' }), 'unknown'],
    ['undici waiting for headers', coded('UND_ERR_HEADERS_TIMEOUT'), 'unknown'],
    ['undici losing its socket', new TypeError('fetch failed', { cause: coded('UND_ERR_SOCKET') }), 'unknown'],
    ['an abort', named('AbortError'), 'unknown'],
    ['AbortSignal.timeout', new DOMException('The operation timed out', 'TimeoutError'), 'unknown'],
    ['a reset deep inside', new Error('a', { cause: new Error('b', { cause: coded('ECONNRESET') }) }), 'unknown'],
    ['a refused connection', coded('ECONNREFUSED', { syscall: 'connect' }), 'temporary'],
    ['a time-out of connecting', coded('ETIMEDOUT', { syscall: 'connect' }), 'temporary'],
    [
      'fetch that could not connect',
      new TypeError('fetch failed', { cause: coded('ECONNRESET', { syscall: 'connect' }) }),
      'temporary',
    ],
    ['a name that isn’t known', coded('ENOTFOUND', { syscall: 'getaddrinfo' }), 'temporary'],
    ['undici not connecting in time', coded('UND_ERR_CONNECT_TIMEOUT'), 'temporary'],
    [
      'an answer that can’t be read, thrown after the message went out',
      new SyntaxError('Unexpected token <'),
      'unknown',
    ],
    ['any other error', new TypeError('x is not a function'), 'unknown'],
    ['a text', 'ECONNREFUSED', 'unknown'],
    ['nothing', undefined, 'unknown'],
    ['null', null, 'unknown'],
    ['an SDK’s error of HTTP 500', Object.assign(new Error('500'), { status: 500 }), 'temporary'],
    ['an SDK’s error of HTTP 408', Object.assign(new Error('408'), { statusCode: 408 }), 'temporary'],
    [
      'an SDK’s error of HTTP 403',
      new Error('a', { cause: Object.assign(new Error('b'), { status: 403 }) }),
      'permanent',
    ],
    ['an SDK’s error of HTTP 429', Object.assign(new Error('429'), { status: 429 }), 'rate-limited'],
    ['an error with the status of a success', Object.assign(new Error('200'), { status: 200 }), 'unknown'],
  ]
  for (const [what, thrown, expected] of THROWN) {
    it(`is ${expected} trouble: ${what}`, () => {
      expect(classOfThrown(thrown)).to.equal(expected)
    })
  }

  it('is looked into no deeper than five causes, and a circle ends', () => {
    const circle = new Error('round')
    circle.cause = circle
    expect(classOfThrown(circle)).to.equal('unknown')
    let deep: Error = coded('ECONNREFUSED')
    for (let depth = 0; depth < 5; depth += 1) deep = new Error(`${depth}`, { cause: deep })
    expect(classOfThrown(deep)).to.equal('unknown')
  })
})
