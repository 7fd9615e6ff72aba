// Who is refused by what stands above the body doesn't get to send one; who may send a large one has proved it before.
import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { expect } from 'chai'
import type { RawDelivery } from '../../src/ports/channel-adapter.js'
import { manualClock } from '../../src/testing/manual-clock.js'
import { emailCall, emailLetter } from '../channels/stand-ins/email.js'
import { type InProcess, inProcess, NOON } from './channels/in-process.js'
import { type Kit, startKits } from './channels/kits.js'

const ANNOUNCED = 30_000_000
const at = Date.parse(NOON)

describe('the head of a provider’s call', () => {
  let kits: ReadonlyMap<string, Kit> = new Map()
  let place: InProcess
  let port: number

  before(async () => {
    kits = await startKits(['telegram', 'chatra', 'email'], () => at)
    place = await inProcess([...kits.values()], { clock: manualClock(NOON) })
    await place.app.listen({ port: 0, host: '127.0.0.1' })
    port = (place.app.server.address() as AddressInfo).port
  })
  after(async () => {
    await place?.stop()
    for (const kit of kits.values()) await kit.close()
  })

  /** The status that is answered to a head which announces a body, of which so much comes. */
  async function answered(
    channel: string,
    { query, headers }: RawDelivery,
    announced = ANNOUNCED,
    body = '',
  ): Promise<number> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    const to = `/v1/channels/${channel}/webhook?${new URLSearchParams(query as { [name: string]: string })}`
    const lines = { host: 'localhost', ...headers, 'content-length': announced }
    const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`POST ${to} HTTP/1.1\r\n${head.join('')}\r\n${body}`)
    const [first] = await once(socket, 'data')
    socket.destroy()
    return Number(/^HTTP\/1\.1 (\d{3})/u.exec(String(first))?.[1])
  }
  const letter = emailLetter({ id: 'head-1@example.org', text: 'Hello' })

  it('with a wrong secret is refused before a byte of the body came', async () => {
    const [telegram, chatra] = ['telegram', 'chatra'].map((kind) => (kits.get(kind) as Kit).says(1, 'x')) as [
      RawDelivery,
      RawDelivery,
    ]
    expect(
      await answered('telegram', { ...telegram, headers: { 'x-telegram-bot-api-secret-token': 'guess' } }),
    ).to.equal(401)
    expect(await answered('chatra', { ...chatra, query: { token: 'guess' } })).to.equal(401)
    expect(await answered('chatra', { ...chatra, query: {} })).to.equal(401)
  })

  it('of a letter: unsigned, signed by another, of another hour, or with a bearer that the account doesn’t take', async () => {
    const signed = { isHeadSigned: true }
    for (const delivery of [
      { ...emailCall(letter, { at }), headers: {} },
      { ...emailCall(letter, { at }), headers: { authorization: 'Bearer hand-over-secret-0123456789' } },
      emailCall(letter, { at, ...signed, secret: 'another-secret-0123456789' }),
      emailCall(letter, { at: at - 600_000, ...signed }),
      emailCall(letter, { at: at - 600_000 }),
    ])
      expect(await answered('email', delivery)).to.equal(401)
  })

  it('that proves nothing yet may announce as much as any call', async () => {
    expect(await answered('email', emailCall(letter, { at }))).to.equal(413)
    expect(await answered('telegram', (kits.get('telegram') as Kit).says(1, 'x'))).to.equal(413)
    expect(await answered('email', emailCall(letter, { at }), letter.length, letter)).to.equal(200)
  })

  it('that is signed lets a large letter in; the letter’s own signature still counts', async () => {
    const large = emailLetter({ id: 'head-2@example.org', text: `Large\n${'x'.repeat(76)}\n`.repeat(20_000) })
    const call = emailCall(large, { at, isHeadSigned: true })
    expect(large.length).to.be.above(1_500_000)
    expect((await place.provider('email', { ...call, rawBody: Buffer.from(`${large}x`) })).status).to.equal(401)
    expect((await place.provider('email', call)).status).to.equal(200)
    expect(await place.texts('email')).to.have.length(1)
  })
})
