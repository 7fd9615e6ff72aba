import { expect } from 'chai'
import { type Called, makeService, OLGA, said } from './make-service.js'

describe('the calls', () => {
  let place: Called
  beforeEach(async () => {
    place = await makeService()
  })
  afterEach(() => place.stop())

  it('tell the article: message, answer, finish, reopen, split, merge, close, a new chat, silence', async () => {
    const { call, clock, desks } = place
    const first = await call('POST', '/v1/messages', said('m1'))
    expect([first.status, first.body.outcome, first.body.chat.number]).to.deep.equal([201, 'started', 1])
    const again = await call('POST', '/v1/messages', said('m1'))
    expect([again.status, again.body.outcome]).to.deep.equal([200, 'duplicate'])
    const reply = await call('POST', '/v1/chats/1/messages', { ...OLGA, text: 'Good day' })
    expect([reply.status, reply.body.effects[0].type]).to.deep.equal([201, 'send-message'])
    await call('POST', '/v1/chats/1/finish', { ...OLGA, status: 'pending' })
    const more = await call('POST', '/v1/messages', said('m2', 'Something else'))
    expect([more.body.outcome, more.body.chat.state]).to.deep.equal(['reopened', 'awaiting-split'])
    const split = await call('POST', '/v1/chats/1/split', OLGA)
    expect([split.status, split.body.chat.number, split.body.chat.splitFrom]).to.deep.equal([201, 2, 1])
    const shown = await call('GET', '/v1/chats/2/messages?previous=1')
    expect(shown.body.items.map((one: { text: string }) => one.text)).to.deep.equal([
      'Hello',
      'Good day',
      'Something else',
    ])
    expect((await call('POST', '/v1/chats/2/merge', OLGA)).body.chat.number).to.equal(1)
    const merged = await call('POST', '/v1/chats/2/messages', { ...OLGA, text: 'Hm' })
    expect([merged.status, merged.body.code, merged.body.number]).to.deep.equal([409, 'merged', 1])
    expect((await call('POST', '/v1/chats/1/unmerge', OLGA)).body.chat.number).to.equal(2)
    await call('POST', '/v1/chats/2/finish', { ...OLGA, status: 'closed' })
    expect((await call('POST', '/v1/messages', said('m3'))).body.chat.number).to.equal(3)
    clock.advance('PT10M')
    const { desk } = await desks.get('default')
    await desk.runDue()
    const silent = await call('GET', '/v1/chats/3')
    expect([silent.body.state, silent.body.finishedBy]).to.deep.equal(['finished-open', 'timer'])
  })

  it('list chats by every filter', async () => {
    const { call } = place
    await call('POST', '/v1/messages', said('m1'))
    await call('POST', '/v1/messages', { ...said('v1'), channel: 'vk', customer: { id: '7' } })
    await call('PATCH', '/v1/chats/2', { ...OLGA, tags: ['vip'], assignee: { agent: 'olga' } })
    await call('POST', '/v1/chats/1/finish', { ...OLGA, status: 'pending' })
    const numbers = async (query: string) =>
      (await call('GET', `/v1/chats?${query}`)).body.items.map((one: { number: number }) => one.number)
    expect(await numbers('')).to.deep.equal([2, 1])
    expect(await numbers('state=active')).to.deep.equal([2])
    expect(await numbers('status=pending')).to.deep.equal([1])
    expect(await numbers('channel=vk')).to.deep.equal([2])
    expect(await numbers('customer=42')).to.deep.equal([1])
    expect(await numbers('assignee=olga')).to.deep.equal([2])
    expect(await numbers('tag=vip')).to.deep.equal([2])
    expect(await numbers('channel=vk&state=finished-open')).to.deep.equal([])
    expect(await numbers('q=ANNA')).to.deep.equal([1])
  })

  it('change a chat, and tell its version', async () => {
    const { call } = place
    await call('POST', '/v1/messages', said('m1'))
    const read = await call('GET', '/v1/chats/1')
    expect(read.headers.etag).to.equal(`"${read.body.version}"`)
    const changed = await call('PATCH', '/v1/chats/1', { subject: 'Order', fields: { order: { number: 5071 } } })
    expect([changed.body.chat.subject, changed.body.chat.fields]).to.deep.equal(['Order', { order: { number: 5071 } }])
    const live = await call('PATCH', '/v1/chats/1', { ...OLGA, status: 'open' })
    expect([live.status, live.body.code]).to.deep.equal([409, 'chat-is-live'])
  })

  it('take edits, deletions and receipts', async () => {
    const { call } = place
    await call('POST', '/v1/messages', said('a/b c'))
    const url = `/v1/messages/${encodeURIComponent('a/b c')}`
    expect((await call('PATCH', url, { text: 'Hallo' })).body.outcome).to.equal('edited')
    expect((await call('DELETE', `${url}?channel=tg`)).body.outcome).to.equal('deleted')
    await call('POST', '/v1/chats/1/messages', { ...OLGA, text: 'Good day', id: 'o1' })
    expect((await call('POST', '/v1/messages/o1/delivery', { delivery: 'sent' })).status).to.equal(200)
    const { body } = await call('GET', '/v1/chats/1/messages')
    expect(body.items[0]).to.include({ text: '', deleted: true, edited: true })
    expect(body.items[1].delivery).to.equal('sent')
  })

  it('explain a message', async () => {
    await place.call('POST', '/v1/messages', said('m1'))
    const { status, body } = await place.call('GET', '/v1/messages/m1/explain')
    expect([status, body.outcome, body.message.chat]).to.deep.equal([200, 'started', 1])
    expect((await place.call('GET', '/v1/messages/none/explain')).body.code).to.equal('not-found')
  })

  it('explain any rule for a message, at any version', async () => {
    const { call } = place
    await call('POST', '/v1/messages', said('m1'))
    const nobody = await call('GET', '/v1/messages/m1/explain?rule=none')
    expect([nobody.status, nobody.body.code]).to.deep.equal([404, 'not-found'])
    expect((await call('GET', '/v1/messages/m1/explain?rule=none&version=7')).body.pointer).to.equal('/version')
    for (const query of ['version=later', 'version=0', 'almost=0', 'almost=many'])
      expect((await call('GET', `/v1/messages/m1/explain?${query}`)).status, query).to.equal(400)
  })

  it('ask which channel is meant where two have the same id', async () => {
    const { call } = place
    await call('POST', '/v1/messages', said('m1'))
    await call('POST', '/v1/messages', { ...said('m1'), channel: 'vk' })
    const unclear = await call('GET', '/v1/messages/m1/explain')
    expect([unclear.status, unclear.body.pointer]).to.deep.equal([409, '/channel'])
    expect((await call('GET', '/v1/messages/m1/explain?channel=vk')).body.message.chat).to.equal(2)
  })

  it('begin a chat as an agent', async () => {
    const { call } = place
    const first = { channel: 'tg', customer: { id: '9' }, ...OLGA, text: 'Your order is here' }
    const begun = await call('POST', '/v1/chats', first)
    expect([begun.status, begun.body.chat.startedBy]).to.deep.equal([201, 'agent'])
    expect((await call('POST', '/v1/chats', first)).status).to.equal(200)
  })

  it('show dead letters, send them again and forget them', async () => {
    await place.stop()
    let isDown = true
    place = await makeService({
      desk: {
        channels: [
          {
            id: 'tg',
            kind: 'telegram',
            deliver: () => (isDown ? { ok: false, class: 'permanent', detail: 'no' } : undefined),
          },
        ],
      },
    })
    const { call, desks } = place
    const { desk } = await desks.get('default')
    await call('POST', '/v1/messages', said('m1'))
    await call('POST', '/v1/chats/1/messages', { ...OLGA, text: 'One' })
    await call('POST', '/v1/chats/1/messages', { ...OLGA, text: 'Two' })
    await desk.runDue()
    const { body } = await call('GET', '/v1/outbox?state=failed')
    expect(body.items).to.have.length(2)
    const [one, two] = body.items.map((entry: { effect: { id: string } }) => encodeURIComponent(entry.effect.id))
    isDown = false
    expect((await call('POST', `/v1/outbox/${one}/resend`)).status).to.equal(204)
    expect((await call('DELETE', `/v1/outbox/${two}`)).status).to.equal(204)
    expect((await call('DELETE', `/v1/outbox/${two}`)).body.code).to.equal('not-found')
    await desk.runDue()
    expect((await call('GET', '/v1/outbox')).body.items).to.deep.equal([])
    expect((await call('GET', '/v1/chats/1/messages')).body.items[1].delivery).to.equal('sent')
  })

  it('without a body where none is needed', async () => {
    const { call } = place
    await call('POST', '/v1/messages', said('m1'))
    expect((await call('POST', '/v1/chats/1/postpone')).body.outcome).to.equal('postponed')
    expect((await call('POST', '/v1/chats/1/postpone', {})).status).to.equal(200)
    expect((await call('POST', '/v1/chats/1/finish')).body.code).to.equal('invalid')
  })
})

describe('a change with If-Match', () => {
  let place: Called
  beforeEach(async () => {
    place = await makeService()
    await place.call('POST', '/v1/messages', said('m1'))
  })
  afterEach(() => place.stop())

  const change = (ifMatch: string, subject = 'Order') =>
    place.call('PATCH', '/v1/chats/1', { subject }, { 'if-match': ifMatch })

  it('is done at the version that was read, and refused with 412 at an older one', async () => {
    const { headers } = await place.call('GET', '/v1/chats/1')
    const changed = await change(String(headers.etag))
    expect(changed.status).to.equal(200)
    const stale = await change(String(headers.etag), 'Other')
    expect([stale.status, stale.body.code]).to.deep.equal([412, 'precondition-failed'])
    expect((await change(String(changed.headers.etag), 'Third')).status).to.equal(200)
    expect((await place.call('GET', '/v1/chats/1')).body.subject).to.equal('Third')
  })

  it('is done once of two at once', async () => {
    const { headers } = await place.call('GET', '/v1/chats/1')
    const both = await Promise.all(['One', 'Two'].map((subject) => change(String(headers.etag), subject)))
    expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 412])
  })

  it('needs a tag that can be one of ours', async () => {
    expect((await change('*')).status).to.equal(200)
    for (const tag of ['7', '"1", "2"', 'W/"1"', '""x']) expect((await change(tag)).status, tag).to.equal(400)
    for (const tag of ['"x"', '"01"', '"-1"', '"1e3"', '"99999999999999999"'])
      expect((await change(tag)).status, tag).to.equal(412)
  })
})
