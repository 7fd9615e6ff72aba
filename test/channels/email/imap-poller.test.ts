import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect } from 'chai'
import type { EmailAccount } from '../../../src/channels/email/account.js'
import { adapter } from '../../../src/channels/email/adapter.js'
import {
  checkMailbox,
  type ImapPollerOptions,
  pollMailbox,
  startImapPoller,
} from '../../../src/channels/email/imap-poller.js'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import { type Polling, polling } from '../../../src/desk/polling.js'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { memoryStore } from '../../../src/store/memory/memory-store.js'
import { manualClock } from '../../../src/testing/manual-clock.js'
import { EMAIL, EMAIL_NOW, emailLetter } from '../stand-ins/email.js'
import { type ImapStandIn, startImap } from '../stand-ins/imap.js'

const letter = (n: number): string => emailLetter({ id: `letter-number-${n}@x`, text: `Letter ${n}` })

describe('a mailbox that is polled', () => {
  let standIn: ImapStandIn
  let taken: RawDelivery[]
  let errors: unknown[]
  let answer: (delivery: RawDelivery) => Promise<{ readonly status: number }>

  const accountWith = (more: object = {}): EmailAccount => {
    const imap = {
      host: '127.0.0.1',
      port: standIn.port,
      security: 'none',
      user: standIn.user,
      password: standIn.password,
      ...more,
    }
    const read = adapter.accountOf({ address: EMAIL.address, secret: EMAIL.secret, imap })
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    return read.account
  }
  const options = (more: Partial<ImapPollerOptions> = {}): ImapPollerOptions => ({
    account: accountWith(),
    take: async (delivery) => {
      taken.push(delivery)
      return answer(delivery)
    },
    now: () => EMAIL_NOW,
    onError: (error) => errors.push(error),
    ...more,
  })
  const unseen = (): number[] =>
    (standIn.folders.get('INBOX') ?? []).filter(({ flags }) => !flags.has('\\Seen')).map(({ uid }) => uid)

  beforeEach(async () => {
    standIn = await startImap()
    taken = []
    errors = []
    answer = async () => ({ status: 200 })
  })
  afterEach(() => standIn.close())

  it('hands each new letter over once, authentic, as it is', async () => {
    for (const n of [1, 2]) standIn.deliver(letter(n))
    expect(await pollMailbox(options())).to.equal(2)
    expect(await pollMailbox(options())).to.equal(0)
    expect(taken.map(({ rawBody }) => Buffer.from(rawBody).toString())).to.deep.equal([letter(1), letter(2)])
    for (const delivery of taken) {
      const { verdict, events } = await adapter.receive(delivery, accountWith(), { now: () => EMAIL_NOW })
      expect([verdict, events.length]).to.deep.equal(['accept', 1])
    }
    expect(errors).to.deep.equal([])
  })

  it('moves them away, where the account says so', async () => {
    standIn.deliver(letter(1))
    await pollMailbox(options({ account: accountWith({ moveTo: 'Done' }) }))
    expect(standIn.folders.get('INBOX')).to.deep.equal([])
    expect(standIn.folders.get('Done')).to.have.length(1)
  })

  it('a folder that is not there keeps no letter coming for ever', async () => {
    standIn.deliver(letter(1))
    expect(await pollMailbox(options({ account: accountWith({ moveTo: 'Nowhere' }) }))).to.equal(1)
    expect([unseen(), errors.length]).to.deep.equal([[], 1])
  })

  it('while the desk is down letters stay new, and come when it is back', async () => {
    for (const n of [1, 2, 3]) standIn.deliver(letter(n))
    answer = async ({ rawBody }) => ({ status: Buffer.from(rawBody).includes('Letter 2') ? 503 : 200 })
    expect(await pollMailbox(options()).catch((error: Error) => error.message)).to.contain('503')
    expect(unseen()).to.deep.equal([2, 3])
    answer = async () => ({ status: 200 })
    expect(await pollMailbox(options())).to.equal(2)
  })

  it('a line that breaks before the mark brings the letter again', async () => {
    standIn.deliver(letter(1))
    standIn.cutAt('STORE')
    expect(await pollMailbox(options()).catch(() => 'lost')).to.equal('lost')
    expect(await pollMailbox(options())).to.equal(1)
    expect(taken).to.have.length(2)
  })

  it('is looked into by one of those who ask; by another when the first is gone, and none is taken twice', async () => {
    for (const n of [1, 2]) standIn.deliver(letter(n))
    const clock = manualClock('2026-11-24T12:00:00Z')
    const { service } = memoryStore()
    const node = () => polling({ workspace: 'default', service, clock })
    const [one, other] = [node(), node()]
    const looksAs = (asking: Polling): Promise<number> =>
      pollMailbox(options({ mayLook: () => asking.mayPoll('mail', 65_000) }))
    expect(await looksAs(one)).to.equal(2)
    const before = standIn.commands.length
    standIn.deliver(letter(3))
    expect([await looksAs(other), standIn.commands.length]).to.deep.equal([0, before])
    clock.advance('PT1M5S')
    expect(await looksAs(other)).to.equal(1)
    expect(await looksAs(one)).to.equal(0)
    await other.endPolling('mail')
    standIn.deliver(letter(4))
    expect(await looksAs(one)).to.equal(1)
    expect(taken.map(({ rawBody }) => Buffer.from(rawBody).toString())).to.deep.equal([1, 2, 3, 4].map(letter))
  })

  it('that another took over in the middle of a look is left to it', async () => {
    for (const n of [1, 2, 3]) standIn.deliver(letter(n))
    let asked = 0
    // Before the look, and before the first letter.
    expect(await pollMailbox(options({ mayLook: async () => ++asked <= 2 }))).to.equal(1)
    expect(unseen()).to.deep.equal([2, 3])
  })

  it('what is no letter is told, and not in the way for ever', async () => {
    standIn.deliver('no letter')
    standIn.deliver(letter(1))
    answer = async ({ rawBody }) => ({ status: Buffer.from(rawBody).includes('no letter') ? 400 : 200 })
    expect(await pollMailbox(options())).to.equal(1)
    expect([unseen(), errors.length]).to.deep.equal([[], 1])
  })

  it('looks again after a while, also after trouble, until it is stopped', async () => {
    let looks = 0
    let poller: ReturnType<typeof startImapPoller> | undefined
    standIn.cutAt('SELECT')
    await new Promise<void>((resolve) => {
      const wait = async (ms: number): Promise<void> => {
        expect(ms).to.equal(60_000)
        looks++
        if (looks === 1) standIn.deliver(letter(1))
        if (looks === 3) resolve()
      }
      poller = startImapPoller(options({ wait }))
    })
    await poller?.stop()
    const seen = looks
    expect(taken).to.have.length(1)
    expect(errors).to.not.be.empty
    await new Promise((resolve) => setImmediate(resolve))
    expect(looks).to.equal(seen)
  })

  it('a stop waits for no mailbox that went silent', async function () {
    this.timeout(60_000)
    const silent = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.write('* OK ready\r\n')
    }).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const asked = once(silent, 'connection')
    const { port } = silent.address() as AddressInfo
    const poller = startImapPoller(options({ account: accountWith({ port }) }))
    await asked
    await poller.stop()
    expect(taken).to.deep.equal([])
    silent.close()
  })

  it('is checked in plain words', async () => {
    expect(await checkMailbox(accountWith())).to.deep.equal([])
    const words = async (more: object) => (await checkMailbox(accountWith(more))).map((one) => one.message).join()
    expect(await words({ password: 'wrong' })).to.contain('user and password')
    expect(await words({ folder: 'Nowhere' })).to.contain('can not be opened')
    expect(await words({ moveTo: 'Nowhere' })).to.contain('can not be opened')
    expect(await words({ port: 9 })).to.contain('can not be opened')
    const found = await adapter.check?.(accountWith({ password: 'wrong' }), { http: httpPort() })
    expect(found?.filter((one) => one.severity === 'error').map((one) => one.message)).to.deep.equal([
      'The mailbox does not accept our user and password',
    ])
  })
})
