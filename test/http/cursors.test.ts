import { expect } from 'chai'
import fc from 'fast-check'
import { cursorOf, placeOf } from '../../src/http/cursor.js'
import { type Called, makeService, OLGA, said } from './make-service.js'

interface Page {
  readonly items: readonly { readonly number: number; readonly seq: number; readonly text: string }[]
  readonly next: string | null
}

async function* pages(place: Called, url: string): AsyncGenerator<Page> {
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Page = (await place.call('GET', `${url}${cursor === '' ? '' : `&cursor=${cursor}`}`)).body
    yield page
    cursor = page.next
  }
}

describe('a page of chats', () => {
  let place: Called
  beforeEach(async () => {
    place = await makeService({ rateLimit: false })
    for (let customer = 1; customer <= 7; customer += 1)
      await place.call('POST', '/v1/messages', { ...said(`m${customer}`), customer: { id: `${customer}` } })
  })
  afterEach(() => place.stop())

  it('leads to the next until the last', async () => {
    const all: number[][] = []
    for await (const { items } of pages(place, '/v1/chats?limit=3')) all.push(items.map((one) => one.number))
    expect(all).to.deep.equal([[7, 6, 5], [4, 3, 2], [1]])
  })

  it('that is just full is the last one', async () => {
    const { body } = await place.call('GET', '/v1/chats?limit=7')
    expect([body.items.length, body.next]).to.deep.equal([7, null])
  })

  it('stays right while chats come, move and go', async () => {
    const seen: number[] = []
    for await (const { items } of pages(place, '/v1/chats?limit=2')) {
      seen.push(...items.map((one) => one.number))
      // New chats, a split, merges: behind us and before us.
      await place.call('POST', '/v1/messages', { ...said(`n${seen.length}`), customer: { id: `n${seen.length}` } })
      await place.call('POST', '/v1/chats/1/finish', { ...OLGA, status: 'closed' })
      await place.call('POST', '/v1/messages', { ...said(`o${seen.length}`), customer: { id: '1' } })
    }
    expect(seen).to.deep.equal([7, 6, 5, 4, 3, 2, 1])
  })

  it('of one list is not one of another', async () => {
    const { body } = await place.call('GET', '/v1/chats?limit=2&channel=tg')
    for (const url of ['/v1/chats?limit=2', '/v1/chats?limit=2&channel=vk', '/v1/chats/1/messages?limit=2']) {
      const { status, body: problem } = await place.call('GET', `${url}&cursor=${body.next}`)
      expect([status, problem.code, problem.pointer], url).to.deep.equal([400, 'invalid', '/cursor'])
    }
    expect((await place.call('GET', `/v1/chats?limit=5&channel=tg&cursor=${body.next}`)).status).to.equal(200)
  })

  it('that was changed is refused', async () => {
    const { body } = await place.call('GET', '/v1/chats?limit=2')
    const cursor: string = body.next
    for (const other of [
      '',
      'x',
      `${cursor}=`,
      cursor.slice(1),
      `${cursor}A`,
      cursor.toLowerCase(),
      'MQ',
      'a'.repeat(10_000),
    ])
      expect((await place.call('GET', `/v1/chats?limit=2&cursor=${other}`)).status, other.slice(0, 50)).to.equal(400)
  })
})

describe('a page of messages', () => {
  let place: Called
  beforeEach(async () => {
    place = await makeService({ rateLimit: false })
    for (let message = 1; message <= 5; message += 1)
      await place.call('POST', '/v1/messages', said(`m${message}`, `${message}`))
  })
  afterEach(() => place.stop())

  const read = async (url: string): Promise<string[][]> => {
    const all: string[][] = []
    for await (const { items } of pages(place, url)) all.push(items.map((one) => one.text))
    return all
  }

  it('holds the latest first, each in order', async () => {
    expect(await read('/v1/chats/1/messages?limit=2')).to.deep.equal([['4', '5'], ['2', '3'], ['1']])
  })

  it('goes on into the chat before, late notes on it included', async () => {
    await place.call('POST', '/v1/chats/1/finish', { ...OLGA, status: 'closed' })
    await place.call('POST', '/v1/messages', said('m6', '6'))
    await place.call('POST', '/v1/chats/1/notes', { ...OLGA, text: 'late' })
    await place.call('POST', '/v1/messages', said('m7', '7'))
    const whole = (await read('/v1/chats/2/messages?limit=100&previous=1')).flat()
    expect(whole).to.deep.equal(['1', '2', '3', '4', '5', 'late', '6', '7'])
    for (const limit of [1, 2, 3, 5]) {
      const paged = await read(`/v1/chats/2/messages?limit=${limit}&previous=1`)
      expect(paged.reverse().flat(), `by ${limit}`).to.deep.equal(whole)
    }
  })

  it('stays right while messages come and the chat is split', async () => {
    const seen: string[] = []
    for await (const { items } of pages(place, '/v1/chats/1/messages?limit=2')) {
      seen.unshift(...items.map((one) => one.text))
      await place.call('POST', '/v1/chats/1/finish', { ...OLGA, status: 'pending' })
      await place.call('POST', '/v1/messages', said(`x${seen.length}`, 'new'))
      await place.call('POST', '/v1/chats/1/split', OLGA)
    }
    expect(seen).to.deep.equal(['1', '2', '3', '4', '5'])
  })
})

describe('a cursor', () => {
  it('reads as what was written, and nothing else does', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (list, place) => {
        const cursor = cursorOf(list, place)
        expect(placeOf(list, cursor, place.length)).to.deep.equal(place)
        expect(cursor).to.match(/^[\w-]+$/)
      }),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => placeOf('list', text, 1)).to.throw('cursor')
      }),
    )
  })
})
