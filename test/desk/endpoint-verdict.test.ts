import { expect } from 'chai'
import fc from 'fast-check'
import { endpointVerdict, MAX_ATTEMPTS } from '../../src/desk/endpoint-verdict.js'
import type { PostAnswer } from '../../src/desk/signed-post.js'

const now = '2026-03-02T12:00:00.000Z'
const status = (code: number, retryAfterMs?: number): PostAnswer => ({
  isAnswered: true,
  status: code,
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
})
const judge = (answer: PostAnswer, attempts = 1, random = 1) => endpointVerdict(answer, { attempts, now, random })
const pause = (answer: PostAnswer, attempts: number, random: number): number => {
  const verdict = judge(answer, attempts, random)
  if (verdict.kind !== 'again') throw new Error(`It is ${verdict.kind}`)
  return Date.parse(verdict.notBefore) - Date.parse(now)
}

describe('what the answer of a webhook means', () => {
  it('is done with 2xx', () => {
    for (const code of [200, 201, 202, 204, 299]) expect(judge(status(code))).to.deep.equal({ kind: 'taken' })
  })

  it('is tried again after 408, 425, 429, 5xx and trouble on the way', () => {
    for (const code of [408, 425, 429, 500, 502, 503, 504, 599]) expect(judge(status(code)).kind).to.equal('again')
    expect(judge({ isAnswered: false, isForGood: false, detail: 'ECONNRESET' }).kind).to.equal('again')
  })

  it('is given up at once after any other 4xx, a redirect and a private address', () => {
    for (const code of [300, 301, 302, 307, 308, 400, 401, 403, 404, 409, 413, 422, 451])
      expect(judge(status(code))).to.deep.equal({ kind: 'given-up', error: `HTTP ${code}` })
    expect(judge({ isAnswered: false, isForGood: true, detail: '10.0.0.1 is not a public address' }).kind).to.equal(
      'given-up',
    )
  })

  it('is over for all events with 410', () => {
    expect(judge(status(410)).kind).to.equal('gone')
  })

  it('waits longer each time, for 34 to 68 minutes in all, and gives up after the eighth', () => {
    const attempts = Array.from({ length: MAX_ATTEMPTS - 1 }, (_, index) => index + 1)
    const sum = (random: number) => attempts.reduce((total, one) => total + pause(status(500), one, random), 0) / 60_000
    expect(sum(0)).to.be.within(33, 35)
    expect(sum(1)).to.be.within(67, 69)
    expect(judge(status(500), MAX_ATTEMPTS)).to.deep.equal({ kind: 'given-up', error: 'HTTP 500' })
  })

  it('waits as long as Retry-After asks, from a second to a day', () => {
    expect(pause(status(429, 120_000), 1, 0.3)).to.equal(120_000)
    expect(pause(status(503, 0), 5, 0.3)).to.equal(1_000)
    expect(pause(status(503, 1e12), 1, 0.3)).to.equal(86_400_000)
  })

  it('is never a pause of nothing and never one that doesn’t end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX_ATTEMPTS - 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.option(fc.double({ min: 0, max: 1e15, noNaN: true }), { nil: undefined }),
        (attempts, random, asked) => {
          expect(pause(status(503, asked), attempts, random)).to.be.within(1_000, 86_400_000)
        },
      ),
    )
  })
})
