// The article's story told by a client that openapi-client-axios makes of our document and of nothing else: it knows paths,
// methods and parameters by the document only. https://openapistack.co/docs/openapi-client-axios/intro/
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { type Document, OpenAPIClientAxios, type UnknownOperationMethod } from 'openapi-client-axios'
import type { RuleSet } from '../../src/core/rules/rule-set.js'
import { type Called, makeService } from './make-service.js'

const DOCUMENT: Document = JSON.parse(readFileSync(new URL('../../schemas/openapi.json', import.meta.url), 'utf8'))

/** Nobody is in. */
const AWAY: RuleSet = {
  name: 'Away',
  rules: [
    {
      id: 'away',
      on: 'chat.started',
      then: [{ do: 'send-message', text: 'We are away' }],
    },
  ],
}

describe('a client made of the OpenAPI document', () => {
  let service: Called
  let call: { readonly [operation: string]: UnknownOperationMethod }
  before(async () => {
    service = await makeService({ desk: { rules: AWAY } })
    await service.app.listen({ port: 0, host: '127.0.0.1' })
    const { port } = service.app.server.address() as AddressInfo
    const api = new OpenAPIClientAxios({
      definition: DOCUMENT,
      withServer: { url: `http://127.0.0.1:${port}` },
      axiosConfigDefaults: { validateStatus: () => true },
    })
    call = await api.init<never>()
  })
  after(() => service.stop())

  const of = async (operation: string, params: object | null = null, body?: object) => {
    const method = call[operation]
    if (method === undefined) throw new Error(`The document has no ${operation}`)
    const { status, data } = await method(params as never, body)
    return { status, data }
  }
  const write = (id: string, text: string) =>
    of('receiveMessage', null, { channel: 'tg', customer: { id: '42', name: 'Анна' }, id, text })
  const texts = async (number: number, more: object = {}) =>
    (await of('listMessages', { number, ...more })).data.items.map(({ text }: { readonly text: string }) => text)

  it('tells the article’s story', async () => {
    const first = await write('m1', 'Здравствуйте')
    expect(first.data).to.have.property('chat')
    expect([first.status, first.data.outcome, first.data.chat.number]).to.deep.equal([201, 'started', 1])
    expect(await texts(1)).to.deep.equal(['Здравствуйте', 'We are away'])
    expect((await write('m1', 'Здравствуйте')).data.outcome).to.equal('duplicate')

    expect((await of('replyToChat', { number: 1 }, { agent: 'olga', text: 'Добрый день!' })).status).to.equal(201)
    const finished = await of('finishChat', { number: 1 }, { agent: 'olga', status: 'pending' })
    expect(finished.data.chat.state).to.equal('finished-pending')
    expect((await write('m2', 'Ещё вопрос')).data.chat.state).to.equal('awaiting-split')

    const split = await of('splitChat', { number: 1 }, { agent: 'olga' })
    expect([split.data.chat.number, split.data.chat.previous]).to.deep.equal([2, 1])
    expect(await texts(2)).to.deep.equal(['Ещё вопрос'])
    expect(await texts(2, { previous: 1 })).to.deep.equal(['Здравствуйте', 'We are away', 'Добрый день!', 'Ещё вопрос'])

    expect((await of('finishChat', { number: 2 }, { agent: 'olga', status: 'closed' })).data.chat.state).to.equal(
      'closed',
    )
    expect((await write('m3', 'И снова я')).data.chat.number).to.equal(3)
    const merged = await of('mergeChat', { number: 3 }, { agent: 'olga' })
    expect([merged.data.chat.number, merged.data.chat.state]).to.deep.equal([2, 'active'])
    expect((await of('getChat', { number: 3 })).data.mergedInto).to.equal(2)

    service.clock.advance('PT10M')
    await (await service.desks.get('default')).desk.runDue()
    const silent = await of('getChat', { number: 2 })
    expect([silent.data.state, silent.data.finishedBy]).to.deep.equal(['finished-open', 'timer'])
    expect((await of('listChats', { state: 'finished-open' })).data.items).to.have.length(1)
  })

  it('is told why it is refused', async () => {
    const refused = await of('finishChat', { number: 2 }, { agent: 'olga', status: 'open' })
    expect([refused.status, refused.data.code]).to.deep.equal([409, 'already-finished'])
    expect((await of('getChat', { number: 77 })).data.code).to.equal('not-found')
  })
})
