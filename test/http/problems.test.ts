import { expect } from 'chai'
import { REFUSAL_CODES } from '../../src/core/thread/refusal.js'
import { RefusedError } from '../../src/desk/refused-error.js'
import { failureOf, problemOf } from '../../src/http/problem.js'
import { PROBLEMS } from '../../src/http/problem-codes.js'
import type { ServedStore } from '../../src/ports/service-store.js'
import { STORE_ERROR_CODES, StoreError, type StoreErrorCode } from '../../src/ports/store-error.js'
import { memoryStore } from '../../src/store/memory/memory-store.js'
import { makeService, said } from './make-service.js'

const SECRET = 'select * from caseline.chat where password = 4711'

describe('a problem', () => {
  it('has a code for every refusal of the desk, and says what it says', () => {
    for (const code of REFUSAL_CODES) {
      const error = new RefusedError({ code, message: 'A sentence', pointer: '/x', number: 7 })
      const problem = problemOf(failureOf(error), 'r1')
      expect(problem).to.deep.equal({
        type: `urn:caseline:problem:${code}`,
        title: PROBLEMS[code].title,
        status: PROBLEMS[code].status,
        code,
        detail: 'A sentence',
        pointer: '/x',
        number: 7,
        requestId: 'r1',
      })
    }
  })

  const STATUS: { readonly [code in StoreErrorCode]: readonly [number, string] } = {
    unavailable: [503, 'unavailable'],
    timeout: [503, 'unavailable'],
    closed: [503, 'unavailable'],
    full: [507, 'full'],
    'invalid-data': [400, 'invalid'],
    'folder-in-use': [500, 'internal'],
    'schema-too-new': [500, 'internal'],
    'schema-missing': [500, 'internal'],
    permission: [500, 'internal'],
    failed: [500, 'internal'],
  }
  for (const code of STORE_ERROR_CODES)
    it(`for a store that says ${code} tells nothing of the database`, async () => {
      const error = new StoreError(code, SECRET, { cause: new Error(SECRET) })
      const fails = async () => Promise.reject(error)
      const store: ServedStore = { ...memoryStore(), load: fails, chats: fails, threadOfChat: fails }
      const place = await makeService({ store })
      for (const reply of [
        await place.call('POST', '/v1/messages', said('m1')),
        await place.call('GET', '/v1/chats'),
      ]) {
        expect([reply.status, reply.body.code], reply.text).to.deep.equal(STATUS[code])
        expect(JSON.stringify([reply.text, reply.headers]))
          .to.not.include('4711')
          .and.not.include('select')
        expect(reply.headers['retry-after']).to.equal(reply.status === 503 ? '2' : undefined)
        expect(reply.body.requestId).to.equal(reply.headers['x-request-id'])
      }
      await place.stop()
    })

  it('says when it isn’t known whether something was done', () => {
    const lost = new StoreError('unavailable', 'lost', { isOutcomeUnknown: true })
    expect(problemOf(failureOf(lost), 'r1').detail).to.match(/may or may not be done/)
    const down = new StoreError('unavailable', 'down')
    expect(problemOf(failureOf(down), 'r1').detail).to.match(/nothing was done/)
  })

  it('of what nobody expected is a request id, which the log has too', async () => {
    const written: string[] = []
    const fails = async () => Promise.reject(new TypeError(SECRET))
    const stream = {
      write: (line: string) => {
        written.push(line)
      },
    }
    const place = await makeService({ store: { ...memoryStore(), chats: fails }, logger: { level: 'error', stream } })
    const { status, body, text } = await place.call('GET', '/v1/chats')
    expect([status, body.code]).to.deep.equal([500, 'internal'])
    expect(text).to.not.include('4711')
    expect(written.join()).to.include(body.requestId)
    await place.stop()
  })

  it('of keys that can’t be looked up is 503, never an open door', async () => {
    const memory = memoryStore()
    const fails = async () => Promise.reject(new StoreError('unavailable', 'down'))
    const store: ServedStore = { ...memory, service: { ...memory.service, hasKeys: fails, key: fails } }
    const place = await makeService({ store })
    expect((await place.call('GET', '/v1/chats')).status).to.equal(503)
    expect((await place.as(await place.addKey(['admin']))('GET', '/v1/chats')).status).to.equal(503)
    await place.stop()
  })
})
