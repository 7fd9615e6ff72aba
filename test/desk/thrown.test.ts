import { expect } from 'chai'
import { classOfThrown } from '../../src/desk/thrown.js'

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
    ['an error that only speaks of it', new Error('ECONNRESET'), 'temporary'],
    ['any other error', new TypeError('x is not a function'), 'temporary'],
    ['a text', 'ECONNRESET', 'temporary'],
    ['nothing', undefined, 'temporary'],
    ['null', null, 'temporary'],
  ]
  for (const [what, thrown, expected] of THROWN) {
    it(`is ${expected} trouble: ${what}`, () => {
      expect(classOfThrown(thrown)).to.equal(expected)
    })
  }

  it('is looked into no deeper than five causes, and a circle ends', () => {
    const circle = new Error('round')
    circle.cause = circle
    expect(classOfThrown(circle)).to.equal('temporary')
    let deep: Error = coded('ECONNRESET')
    for (let depth = 0; depth < 5; depth += 1) deep = new Error(`${depth}`, { cause: deep })
    expect(classOfThrown(deep)).to.equal('temporary')
  })
})
