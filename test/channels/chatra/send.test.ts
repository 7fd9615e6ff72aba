import { expect } from 'chai'
import { adapter } from '../../../src/channels/chatra/adapter.js'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import type { OutgoingMessage } from '../../../src/ports/channel-adapter.js'
import { CHATRA_CLIENT, type ChatraStandIn, chatraCall, chatraFragment, startChatra } from '../stand-ins/chatra.js'

const http = httpPort()

describe('Chatra is told', () => {
  let chatra: ChatraStandIn
  beforeEach(async () => {
    chatra = await startChatra()
  })
  afterEach(() => chatra.close())

  function account(more: object = {}) {
    const read = adapter.accountOf({ ...chatra.account, ...more })
    if ('account' in read) return read.account
    throw new Error(JSON.stringify(read.faults))
  }
  const send = (message: Partial<OutgoingMessage>, more: object = {}) =>
    adapter.send(
      { conversationId: CHATRA_CLIENT, replyId: 'r1', text: 'Hello', automated: false, ...message },
      account(more),
      { now: Date.now, http, sleep: async () => undefined },
    )
  const bodies = () => chatra.calls.map(({ body }) => JSON.parse(body))

  it('an answer in the agent’s name, with our tag', async () => {
    const message = { senderName: 'Oleg', senderEmail: 'oleg@shop.example' }
    expect(await send(message)).to.deep.equal({ ok: true, providerMessageIds: ['msg101'] })
    expect(bodies()).to.deep.equal([
      {
        clientId: CHATRA_CLIENT,
        text: 'Hello',
        agentName: 'Oleg',
        agentEmail: 'oleg@shop.example',
        receivedFrom: 'caseline:r1/1',
      },
    ])
  })

  it('an answer in the account’s name where the agent has none', async () => {
    await send({ senderEmail: 'no address' })
    expect(bodies()[0]).to.include({ agentName: 'The shop', agentEmail: 'desk@shop.example' })
  })

  it('an answer of the agent that the account names', async () => {
    await send({}, { agentId: 'agOleg01' })
    expect(bodies()).to.deep.equal([{ clientId: CHATRA_CLIENT, text: 'Hello', agentId: 'agOleg01' }])
  })

  it('the addresses of files in the text', async () => {
    await send({ attachments: [{ kind: 'file', url: 'https://files.example/b.pdf', name: 'b.pdf' }] })
    expect(bodies()[0].text).to.equal('Hello\nb.pdf: https://files.example/b.pdf')
  })

  it('each part of a long text under its own tag, all of which lead back to the reply', async () => {
    await send({ text: 'слово '.repeat(2000), replyId: 'r/2' })
    expect(bodies().map(({ receivedFrom }) => receivedFrom)).to.deep.equal(
      ['r/2/1', 'r/2/2', 'r/2/3'].map((tag) => `caseline:${tag}`),
    )
    const said = bodies().map(({ text, receivedFrom }, n) => ({
      id: `m${n}`,
      type: 'agent' as const,
      text,
      more: { receivedFrom },
    }))
    const { events } = await adapter.receive(chatraCall(chatraFragment(said)), account(), { now: () => 0 })
    expect(events.map((event) => event.kind === 'echo' && event.ownTag)).to.deep.equal(['r/2', 'r/2', 'r/2'])
  })

  it('a check tells whether the keys work', async () => {
    const errors = async (more: object = {}) =>
      (await adapter.check?.(account(more), { http }))?.filter(({ severity }) => severity === 'error')
    expect(await errors()).to.deep.equal([])
    expect(await errors({ secretKey: 'another' })).to.deep.equal([
      { severity: 'error', message: 'Chatra does not know the keys (HTTP 401)' },
    ])
  })

  it('names are asked for, and an id can not lead to another address', async () => {
    expect(await adapter.describeCustomer?.(CHATRA_CLIENT, account(), { http })).to.deep.equal({ name: 'Anna Petrova' })
    expect(await adapter.describeCustomer?.('../messages/5', account(), { http })).to.equal(null)
    expect(chatra.calls.at(-1)?.path).to.equal('/clients/..%2Fmessages%2F5')
  })
})
