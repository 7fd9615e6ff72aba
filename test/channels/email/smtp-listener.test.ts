import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { expect } from 'chai'
import { createTransport, type NodemailerError, type SMTPTransportOptions } from 'nodemailer'
import { adapter } from '../../../src/channels/email/adapter.js'
import {
  type SmtpListener,
  type SmtpListenerOptions,
  startSmtpListener,
} from '../../../src/channels/email/smtp-listener.js'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'
import { ANNA, EMAIL, EMAIL_NOW, emailLetter } from '../stand-ins/email.js'

const KEY = readFileSync(new URL('fixtures/localhost.key.pem', import.meta.url), 'utf8')
const CERT = readFileSync(new URL('fixtures/localhost.cert.pem', import.meta.url), 'utf8')
const LETTER = emailLetter({ id: 'letter-number-1@x', text: 'Hello\n.\n..dots' })

interface Taken {
  readonly delivery: RawDelivery
  readonly channel: string
}

describe('the SMTP listener', () => {
  let listener: SmtpListener | undefined
  let taken: Taken[]
  let errors: unknown[]
  let answer: (taken: Taken) => Promise<{ readonly status: number }>

  const start = async (more: Partial<SmtpListenerOptions> = {}): Promise<SmtpListener> => {
    listener = await startSmtpListener({
      host: '127.0.0.1',
      port: 0,
      mailboxOf: (address) => {
        const name = /^(help|sales)(?:\+[^@]*)?@shop\.example$/u.exec(address)?.[1]
        return name === undefined ? undefined : { channel: name, secret: EMAIL.secret }
      },
      take: async (delivery, channel) => {
        taken.push({ delivery, channel })
        return answer({ delivery, channel })
      },
      now: () => EMAIL_NOW,
      onError: (error) => errors.push(error),
      ...more,
    })
    return listener
  }
  interface Handing {
    readonly from?: string
    readonly to?: string | readonly string[]
    readonly letter?: string
    readonly options?: SMTPTransportOptions
  }
  /** The code that the client hears at last. */
  const hand = async ({
    from = ANNA,
    to = EMAIL.address,
    letter = LETTER,
    options = {},
  }: Handing = {}): Promise<number> => {
    const transport = createTransport({
      host: 'localhost',
      port: listener?.port,
      ignoreTLS: true,
      socketTimeout: 10_000,
      ...options,
    })
    try {
      await transport.sendMail({ envelope: { from, to: [to].flat() }, raw: letter })
      return 250
    } catch (error) {
      return (error as NodemailerError).responseCode ?? 0
    } finally {
      transport.close()
    }
  }

  beforeEach(() => {
    taken = []
    errors = []
    answer = async () => ({ status: 200 })
  })
  afterEach(() => listener?.stop())

  it('hands a letter to its mailbox, authentic and byte by byte, and says 250 when the desk has it', async () => {
    await start()
    let hasIt = false
    answer = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50))
      hasIt = true
      return { status: 200 }
    }
    expect(await hand({ to: 'Help+tag@shop.example' })).to.equal(250)
    expect(hasIt).to.equal(true)
    const [one] = taken
    expect(one?.channel).to.equal('help')
    expect(Buffer.from(one?.delivery.rawBody ?? []).toString()).to.equal(LETTER)
    expect(one?.delivery.envelope).to.deep.equal({ mailFrom: ANNA, rcptTo: ['Help+tag@shop.example'] })
    const read = adapter.accountOf({ address: EMAIL.address, secret: EMAIL.secret })
    if ('faults' in read || one === undefined) throw new Error('faults')
    const { verdict, events } = await adapter.receive(one.delivery, read.account, { now: () => EMAIL_NOW })
    expect([verdict, events.length]).to.deep.equal(['accept', 1])
  })

  it('says 451 while the desk is down, in trouble, or too slow', async () => {
    await start({ takeMs: 100 })
    for (const status of [500, 503, 401, 404, 429]) {
      answer = async () => ({ status })
      expect(await hand(), String(status)).to.equal(451)
    }
    answer = async () => Promise.reject(new Error('no database'))
    expect(await hand()).to.equal(451)
    answer = () => new Promise(() => undefined)
    expect(await hand()).to.equal(451)
    expect(errors).to.have.length(7)
  })

  it('says 554 to what can’t be read, so that nobody sends it again', async () => {
    await start()
    answer = async () => ({ status: 400 })
    expect(await hand()).to.equal(554)
  })

  it('a bounce has no sender, and comes in', async () => {
    await start()
    expect(await hand({ from: '' })).to.equal(250)
    expect(taken[0]?.delivery.envelope?.mailFrom).to.equal('')
  })

  it('one letter for two mailboxes is handed to both, and repeated if one of them lacks it', async () => {
    await start()
    const to = [EMAIL.address, 'sales@shop.example']
    expect(await hand({ to })).to.equal(250)
    expect(taken.map((one) => one.channel)).to.deep.equal(['help', 'sales'])
    answer = async ({ channel }) => ({ status: channel === 'sales' ? 503 : 200 })
    expect(await hand({ to })).to.equal(451)
    answer = async ({ channel }) => ({ status: channel === 'sales' ? 400 : 200 })
    expect(await hand({ to })).to.equal(250)
    // Two addresses of one mailbox are one letter.
    taken = []
    expect(await hand({ to: ['help@shop.example', 'help+x@shop.example'] })).to.equal(250)
    expect(taken).to.have.length(1)
  })

  it('relays nothing: other mailboxes don’t exist here', async () => {
    await start()
    for (const to of ['x@shop.example', 'help@elsewhere.example', 'help@shop.example@evil.example'])
      expect(await hand({ to }), to).to.be.oneOf([550, 501])
    expect(taken).to.deep.equal([])
  })

  it('a letter that is too large is refused for good, announced or not', async () => {
    await start({ maxBytes: 10_000 })
    expect(await hand({ letter: `${LETTER}${'x'.repeat(20_000)}` })).to.equal(552)
    expect(taken).to.deep.equal([])
    expect(await hand()).to.equal(250)
  })

  it('a line that breaks in the middle of a letter hands nothing over', async () => {
    const { port } = await start()
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk
    })
    for (const [line, code] of [
      ['EHLO x', '220 '],
      [`MAIL FROM:<${ANNA}>`, '250 '],
      [`RCPT TO:<${EMAIL.address}>`, '250 '],
      ['DATA', '250 '],
    ] as const) {
      await waitFor(() => heard.split('\r\n').some((one) => one.startsWith(code)))
      heard = ''
      socket.write(`${line}\r\n`)
    }
    await waitFor(() => heard.includes('354'))
    socket.write(LETTER.slice(0, 300))
    socket.destroy()
    expect(await hand()).to.equal(250)
    expect(taken).to.have.length(1)
  })

  it('lets in who is in its networks, and others only when they sign in', async () => {
    const login = { user: 'mx', password: 'listener-password' }
    const tls = { key: KEY, cert: CERT }
    await start({ networks: ['10.0.0.0/8', '2001:db8::/32'] })
    expect(await hand()).to.equal(554)
    await listener?.stop()
    await start({ networks: ['10.0.0.0/8'], login, tls })
    const secure = { ignoreTLS: false, requireTLS: true, tls: { ca: CERT } }
    expect(await hand()).to.equal(530)
    expect(await hand({ options: { ...secure, auth: { user: 'mx', pass: 'wrong' } } })).to.equal(535)
    expect(await hand({ options: { ...secure, auth: { user: 'mx', pass: login.password } } })).to.equal(250)
    // Never over an open line.
    expect(await hand({ options: { auth: { user: 'mx', pass: login.password } } })).to.not.equal(250)
    expect(taken).to.have.length(1)
  })

  it('speaks TLS from the first byte, where it is told to', async () => {
    await start({ tls: { key: KEY, cert: CERT, isImplicit: true } })
    expect(await hand({ options: { secure: true, tls: { ca: CERT } } })).to.equal(250)
  })

  it('refuses settings that would let passwords through in the open, or everybody in', async () => {
    const refused = (more: Partial<SmtpListenerOptions>): Promise<string> =>
      start(more).then(
        () => 'started',
        (error: Error) => error.message,
      )
    expect(await refused({ login: { user: 'a', password: 'b' } })).to.contain('needs tls')
    for (const network of ['everybody', '10.0.0.0/33', '10.0.0/8', ''])
      expect(await refused({ networks: [network] })).to.contain('CIDR')
  })

  it('a port that is taken is told', async () => {
    const { port } = await start()
    const message = await startSmtpListener({
      host: '127.0.0.1',
      port,
      mailboxOf: () => undefined,
      take: async () => ({ status: 200 }),
      now: () => EMAIL_NOW,
      onError: () => undefined,
    }).then(
      () => 'started',
      (error: Error) => error.message,
    )
    expect(message).to.contain('EADDRINUSE')
  })
})

async function waitFor(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5_000
  while (!condition()) {
    if (Date.now() > deadline) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
