import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { SMTPServer } from 'smtp-server'
import type { EmailAccount } from '../../../src/channels/email/account.js'
import { adapter } from '../../../src/channels/email/adapter.js'
import { httpPort } from '../../../src/channels/shared/http-port.js'
import type { OutgoingMessage, SendPorts, SendResult } from '../../../src/ports/channel-adapter.js'
import {
  ANNA,
  EMAIL,
  EMAIL_NOW,
  type EmailStandIn,
  emailCall,
  emailLetter,
  startEmail,
  type TakenLetter,
} from '../stand-ins/email.js'

const KEY = readFileSync(new URL('fixtures/localhost.key.pem', import.meta.url), 'utf8')
const CERT = readFileSync(new URL('fixtures/localhost.cert.pem', import.meta.url), 'utf8')

describe('answers by e-mail', () => {
  let standIn: EmailStandIn
  let account: EmailAccount
  let ports: SendPorts

  const accountWith = (more: object): EmailAccount => {
    const read = adapter.accountOf({ ...standIn.account, ...more })
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    return read.account
  }
  const say = (more: Partial<OutgoingMessage> = {}): Promise<SendResult> =>
    adapter.send({ conversationId: ANNA, replyId: 'r1', text: 'Hello', automated: false, ...more }, account, ports)
  const letterOf = async (more: Partial<OutgoingMessage>): Promise<TakenLetter> => {
    const result = await say(more)
    expect(result).to.include({ ok: true })
    return standIn.sent().at(-1) as TakenLetter
  }
  const header = ({ email }: TakenLetter, name: string): string | undefined =>
    email.headers.find((one) => one.key === name)?.value
  const context = {
    to: 'Anna.Petrova@example.org',
    toName: 'Анна',
    subject: 'RE: Re: Где посылка?',
    messageId: 'CAF1.2@mail.example.org',
    references: ['CAF1.1@mail.example.org'],
  }

  beforeEach(async () => {
    standIn = await startEmail()
    account = accountWith({})
    ports = { now: () => EMAIL_NOW, http: httpPort(), sleep: async () => undefined }
  })
  afterEach(() => standIn.close())

  it('stand in the thread that they answer, under our id and our clock', async () => {
    const letter = await letterOf({ replyContext: context, senderName: 'Ольга' })
    expect(letter.email.from).to.deep.equal({ name: 'Ольга', address: EMAIL.address })
    expect(letter.email.to).to.deep.equal([{ name: 'Анна', address: 'Anna.Petrova@example.org' }])
    expect(letter.email.subject).to.equal('Re: Где посылка?')
    expect(letter.email.date).to.equal('2026-11-24T12:00:00.000Z')
    expect(letter.email.messageId).to.equal('<cl.r1.1@shop.example>')
    expect(letter.email.inReplyTo).to.equal('<CAF1.2@mail.example.org>')
    expect(letter.email.references).to.equal('<CAF1.1@mail.example.org> <CAF1.2@mail.example.org>')
    expect(letter.mailFrom).to.equal(EMAIL.address)
    for (const name of ['auto-submitted', 'x-auto-response-suppress', 'x-mailer'])
      expect(header(letter, name)).to.equal(undefined)
  })

  it('automatic ones say so, with an empty sender where the account wants it', async () => {
    const letter = await letterOf({ automated: true, replyContext: context })
    expect([header(letter, 'auto-submitted'), header(letter, 'x-auto-response-suppress')]).to.deep.equal([
      'auto-replied',
      'All',
    ])
    expect(header(await letterOf({ automated: true }), 'auto-submitted')).to.equal('auto-generated')
    const smtp = { ...(standIn.account.smtp as object), emptySender: true }
    account = accountWith({ smtp })
    expect((await letterOf({ automated: true })).mailFrom).to.equal('')
    expect((await letterOf({ automated: false })).mailFrom).to.equal(EMAIL.address)
  })

  it('have the same id at every attempt, and the letter itself answers to it', async () => {
    standIn.answerNext('drop-after')
    expect(await say()).to.include({ ok: false, class: 'unknown-outcome' })
    const result = await say()
    expect(result).to.deep.equal({ ok: true, providerMessageIds: ['cl.r1.1@shop.example'] })
    expect(new Set(standIn.sent().map((one) => one.email.messageId)).size).to.equal(1)
    // A customer's program answers it: the desk finds our reply by its own id.
    const answer = emailLetter({ id: 'answer-1234@x', text: 'ok', more: ['In-Reply-To: <cl.r1.1@shop.example>'] })
    const { events } = await adapter.receive(emailCall(answer), account, ports)
    expect(events[0]).to.include({ inReplyTo: 'r1' })
  })

  it('no header can be put in through what people write', async () => {
    const evil = 'x\r\nBcc: victim@example.org\r\n\r\nbody'
    const letter = await letterOf({
      subject: evil,
      senderName: evil,
      replyId: evil,
      replyContext: { ...context, toName: evil, subject: evil, messageId: evil, references: [evil, `<${evil}>`] },
    })
    expect(header(letter, 'bcc')).to.equal(undefined)
    expect(letter.email.headers.map((one) => one.key).sort()).to.deep.equal(
      [
        'content-transfer-encoding',
        'content-type',
        'date',
        'from',
        'message-id',
        'mime-version',
        'subject',
        'to',
      ].sort(),
    )
    expect(letter.text).to.equal('Hello')
    for (const to of [
      'a@b.example\r\nBcc: v@x.example',
      'a@b.example, v@x.example',
      'a@b.example> RCPT TO:<v@x.example',
      '',
    ])
      expect(await say({ replyContext: { to } }), to).to.include({ ok: false, class: 'bad-request' })
    expect(standIn.sent()).to.have.length(1)
  })

  it('lines with dots, long lines and any signs come as they are', async () => {
    const text = `.\n..\n.x\n${'long '.repeat(500).trim()}\nПривет 👋🏽\n-- \nOlga`
    expect((await letterOf({ text })).text).to.equal(text)
  })

  it('subjects: Re once, our own where nothing is answered', async () => {
    const subjects = async (more: Partial<OutgoingMessage>) => (await letterOf(more)).email.subject
    expect(await subjects({ replyContext: { ...context, subject: 'Aw: AW: re[2]: Frage' } })).to.equal('Re: Frage')
    expect(await subjects({ replyContext: { ...context, subject: '' } })).to.equal('Re:')
    expect(await subjects({ subject: 'Your order' })).to.equal('Your order')
    expect(await subjects({})).to.equal('Message from Shop')
  })

  it('files are told by their addresses', async () => {
    const attachments = [{ kind: 'file', name: 'bill.pdf', url: 'https://shop.example/bill.pdf' } as const]
    expect((await letterOf({ attachments })).text).to.equal('Hello\nbill.pdf: https://shop.example/bill.pdf')
  })

  it('ask to be answered at a tagged address, which leads back to them', async () => {
    account = accountWith({ plusTags: true })
    const letter = await letterOf({})
    const tagged = letter.email.replyTo?.[0]?.address ?? ''
    expect(tagged).to.match(/^help\+c-/u)
    const answer = emailLetter({ id: 'answer-1234@x', text: 'ok' }).replace(`<${EMAIL.address}>`, `<${tagged}>`)
    const { events } = await adapter.receive(emailCall(answer), account, ports)
    expect(events[0]).to.deep.include({ references: ['r1'] })
  })

  it('without a mail server of ours nothing goes out, and it is said', async () => {
    const { smtp: _, ...rest } = standIn.account
    const read = adapter.accountOf(rest)
    if ('faults' in read) throw new Error('faults')
    account = read.account
    expect(await say()).to.include({ ok: false, class: 'bad-request' })
    const found = await adapter.check?.(account, ports)
    expect(found?.map((one) => one.message).join()).to.contain('no smtp')
  })

  it('an account is checked by greeting its mail server', async () => {
    expect(await adapter.check?.(account, ports)).to.deep.equal([])
    const smtp = { ...(standIn.account.smtp as object), password: 'wrong' }
    expect(
      (await adapter.check?.(accountWith({ smtp, authserv: undefined }), ports))?.map((one) => one.severity),
    ).to.deep.equal(['error', 'warning'])
  })
})

describe('the line to our mail server', () => {
  for (const security of ['tls', 'starttls'] as const)
    it(`${security}: with its certificate only`, async () => {
      const server = new SMTPServer({
        key: KEY,
        cert: CERT,
        secure: security === 'tls',
        authOptional: true,
        disableReverseLookup: true,
        logger: false,
        onData: (stream, _session, done) => {
          stream.resume()
          stream.on('end', () => done())
        },
      })
      server.on('error', () => undefined)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const address = server.server.address()
      const port = typeof address === 'object' ? address?.port : 0
      const send = (more: object): Promise<SendResult> => {
        const smtp = { host: 'localhost', port, security, ...more }
        const read = adapter.accountOf({ address: EMAIL.address, secret: EMAIL.secret, smtp })
        if ('faults' in read) throw new Error(JSON.stringify(read.faults))
        const ports = { now: () => EMAIL_NOW, http: httpPort(), sleep: async () => undefined }
        return adapter.send({ conversationId: ANNA, replyId: 'r1', text: 'x', automated: false }, read.account, ports)
      }
      try {
        expect(await send({ ca: CERT })).to.include({ ok: true })
        expect(await send({})).to.include({ ok: false, class: 'temporary' })
      } finally {
        await new Promise<void>((resolve) => server.close(() => resolve()))
      }
    })

  it('starttls is never left out because the server does not offer it', async () => {
    const standIn = await startEmail()
    const smtp = { host: '127.0.0.1', port: standIn.port, security: 'starttls' }
    const read = adapter.accountOf({ address: EMAIL.address, secret: EMAIL.secret, smtp })
    if ('faults' in read) throw new Error('faults')
    const ports = { now: () => EMAIL_NOW, http: httpPort(), sleep: async () => undefined }
    const message = { conversationId: ANNA, replyId: 'r1', text: 'x', automated: false }
    const result = await adapter.send(message, read.account, ports).finally(standIn.close)
    expect(result).to.include({ ok: false, class: 'temporary' })
    expect(standIn.sent()).to.deep.equal([])
  })
})
