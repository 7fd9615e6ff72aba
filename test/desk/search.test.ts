import { expect } from 'chai'
import { makeDesk } from './make-desk.js'

describe('a search for chats', () => {
  it('takes blanks around it away, and an empty one looks for nothing in particular', async () => {
    const { desk } = await makeDesk()
    await desk.receive({ channel: 'tg', customer: { id: 'anna', name: 'Анна' }, text: 'Parcel' })
    await desk.receive({ channel: 'tg', customer: { id: 'boris' }, text: 'Bill' })
    const found = async (q?: string) => (await desk.chats(q === undefined ? {} : { q })).map(({ number }) => number)
    expect(await found(' parcel\n')).to.deep.equal([1])
    expect(await found('АННА')).to.deep.equal([1])
    expect(await found('2')).to.deep.equal([2])
    expect(await found(' ')).to.deep.equal([2, 1])
    expect(await found()).to.deep.equal([2, 1])
    expect(await found('x'.repeat(200))).to.deep.equal([])
  })
})
