import { expect } from 'chai'
import type { EmailAccount } from '../../../src/channels/email/account.js'
import { adapter } from '../../../src/channels/email/adapter.js'
import type { ChannelEvent, ReceiveResult } from '../../../src/ports/channel-adapter.js'
import { ANNA, EMAIL, EMAIL_NOW, emailCall, emailLetter, type HandOver } from '../stand-ins/email.js'
import { letters } from './letters.js'

const all = letters()

function accountWith(more: object = {}): EmailAccount {
  const read = adapter.accountOf({
    address: EMAIL.address,
    secret: EMAIL.secret,
    authserv: 'mail.shop.example',
    ...more,
  })
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.account
}

function receive(letter: string | Uint8Array, account = accountWith(), how: HandOver = {}): Promise<ReceiveResult> {
  return adapter.receive(emailCall(letter, how), account, { now: () => EMAIL_NOW })
}

async function told(name: string, account = accountWith(), how: HandOver = {}): Promise<ChannelEvent> {
  const letter = all.get(name)
  if (letter === undefined) throw new Error(`There is no letter ${name}`)
  const { events } = await receive(letter, account, how)
  expect(events, name).to.have.length(1)
  return events[0] as ChannelEvent
}

async function told2(text: string, account = accountWith()): Promise<ChannelEvent> {
  const { events } = await receive(text, account)
  return events[0] as ChannelEvent
}

describe('letters are told as messages', () => {
  it('with sender, subject, ids and what an answer needs', async () => {
    expect(await told('plain')).to.deep.equal({
      kind: 'message',
      conversationId: ANNA,
      conversationType: 'private',
      messageId: 'CAF1.20261124.plain@mail.example.org',
      messageKey: 'CAF1.20261124.plain@mail.example.org',
      sentAt: '2026-11-24T11:58:00.000Z',
      receivedAt: '2026-11-24T12:00:00.000Z',
      author: { role: 'customer', id: ANNA, name: 'Анна Петрова', email: 'Anna.Petrova@Example.org' },
      text: 'Где моя посылка 1234?',
      attachments: [],
      automated: false,
      suppressAutoReply: false,
      subject: 'Где посылка?',
      replyContext: {
        to: 'Anna.Petrova@Example.org',
        toName: 'Анна Петрова',
        subject: 'Где посылка?',
        messageId: 'CAF1.20261124.plain@mail.example.org',
        references: [],
      },
    })
  })

  it('in any character set, also where headers are raw 8-bit', async () => {
    expect(await told('koi8-r')).to.deep.include({ text: 'Пришлите счёт, пожалуйста.', subject: 'Счёт' })
    expect(await told('koi8-r')).to.have.nested.property('author.name', 'Борис')
    expect(await told('windows-1251')).to.include({ text: 'Добрый день! Не работает кнопка.', subject: 'Кнопка' })
    expect(await told('windows-1251')).to.have.nested.property('author.name', 'Вера')
    // Nothing in the letter says which set it is: the account does.
    const raw = Buffer.concat([
      Buffer.from('From: a@example.org\r\nSubject: '),
      Buffer.from([0xcf, 0xf0, 0xe8]),
      Buffer.from('\r\n\r\nx'),
    ])
    const { events } = await receive(raw, accountWith({ charset: 'windows-1251' }))
    expect(events[0]).to.include({ subject: 'При' })
  })

  it('HTML without a text beside it as the text that it shows', async () => {
    const event = await told('html-only')
    expect(event).to.include({ text: 'Hello & welcome,\n\nthe lamp is broken.\nOrder 12 < 13\n\n- one\n- two' })
    expect(event).to.have.property('html').that.contains('<script>')
  })

  it('without the letter that they answer, which is kept', async () => {
    expect(await told('gmail-reply')).to.include({ text: 'Yes, order 1234.\n\nAnna' })
    expect(await told('gmail-reply'))
      .to.have.property('original')
      .that.contains('> Which order')
    expect(await told('outlook-reply')).to.include({ text: 'Заказ 1234.\n\nС уважением,\nАнна' })
    expect(await told('bottom-answer')).to.include({ text: 'The blue one.' })
    expect(await told('inline-answers')).to.not.have.property('original')
    expect(await told('forwarded'))
      .to.include({ forwarded: true })
      .and.not.have.property('original')
    expect(await told('flowed')).to.include({ text: 'This is one long line of text.' })
  })

  it('with the ids that they answer, ours as our reply ids', async () => {
    expect(await told('gmail-reply')).to.deep.include({
      inReplyTo: 'reply-1',
      references: ['CAF1.20261124.plain@mail.example.org', 'reply-1'],
    })
    expect(await told('outlook-reply'))
      .to.include({ inReplyTo: 'reply-1' })
      .and.not.have.property('references')
  })

  it('with names of files that lead nowhere', async () => {
    const event = await told('attachments')
    const names =
      'attachments' in event ? event.attachments.map(({ name, kind, inline }) => [name, kind, inline ?? false]) : []
    expect(names).to.deep.equal([
      ['logo.png', 'image', true],
      ['evil.pdf', 'file', false],
      ['Счётfdp.exe', 'file', false],
      ['attachment-4.ics', 'file', false],
    ])
  })

  it('a date is a claim: the future and nonsense aren’t believed', async () => {
    for (const name of ['future-date', 'bad-date'])
      expect(await told(name), name).to.include({ sentAt: '2026-11-24T12:00:00.000Z' })
  })

  it('without an id they have one of their own that other servers on the way don’t change', async () => {
    const letter = all.get('no-message-id') ?? Buffer.alloc(0)
    const again = Buffer.concat([Buffer.from('Received: from elsewhere\r\n'), letter])
    const [one, two] = [(await receive(letter)).events[0], (await receive(again)).events[0]]
    const other = (await receive(Buffer.concat([letter, Buffer.from('more')]))).events[0]
    expect(one)
      .to.have.property('messageId')
      .that.matches(/^[0-9a-f]{40}@no-id\.invalid$/u)
    expect(two).to.deep.equal(one)
    expect(other)
      .to.have.property('messageId')
      .that.is.not.equal((one as { messageId: string }).messageId)
    expect(one).to.have.property('replyContext').that.does.not.have.property('messageId')
  })

  it('ids that name nothing in particular are one letter’s own', async () => {
    const two = async (text: string) => {
      const event = await told2(emailLetter({ id: '1@localhost', text }))
      return 'messageKey' in event ? event.messageKey : ''
    }
    expect(await two('First')).to.not.equal(await two('Second'))
    expect(await two('First')).to.equal(await two('First'))
    expect(await told('weak-id')).to.include({ messageId: '1@localhost' })
  })

  it('the customer is who it is from, or who wants the answer, as the account says', async () => {
    expect(await told('reply-to')).to.deep.include({
      conversationId: 'form@shop-forms.example',
      replyToAddress: ANNA,
    })
    expect(await told('reply-to')).to.have.nested.property('replyContext.to', ANNA)
    const account = accountWith({ customerFrom: 'reply-to' })
    expect(await told('reply-to', account)).to.deep.include({ conversationId: ANNA })
    expect(await told('group-from')).to.include({ conversationId: ANNA })
    expect(await told('no-to')).to.include({ conversationId: ANNA })
  })

  it('a letter that names nobody is from whom the mail server says, or told to nobody', async () => {
    const letter = 'Subject: x\r\n\r\nhello'
    expect(
      (await receive(letter, accountWith(), { mailFrom: 'a@example.org', rcptTo: 'help@shop.example' })).events[0],
    ).to.include({
      conversationId: 'a@example.org',
    })
    expect(await receive(letter)).to.deep.include({ verdict: 'ignore', events: [] })
    for (const from of ['nobody', '<>', 'a@b@', '@', 'undisclosed:;'])
      expect((await receive(`From: ${from}\r\n\r\nhi`)).response.status, from).to.equal(200)
  })

  it('names that pose as somebody else’s address or turn the line around are cleaned', async () => {
    const event = await told2(
      emailLetter({ id: 'abcdefghij@x', text: 'x', from: '"bank\u202Emoc.evil\u0007" <a@example.org>' }),
    )
    expect(event).to.have.nested.property('author.name', 'bank moc.evil')
    const same = await told2(emailLetter({ id: 'abcdefghij@x', text: 'x', from: '"A@example.org" <a@example.org>' }))
    expect(same).to.have.nested.property('author.name', null)
  })
})

describe('letters of machines', () => {
  it('are known by their headers, and not answered by ours', async () => {
    for (const [name, automated] of [
      ['vacation', 'auto-reply'],
      ['robot', 'auto-generated'],
      ['list', 'list'],
    ] as const)
      expect(await told(name), name).to.include({ automated, suppressAutoReply: true })
  })

  it('a person’s letter stays a person’s, also where no automatic answer is wanted', async () => {
    expect(await told('auto-submitted-no')).to.include({ automated: false, suppressAutoReply: false })
    expect(await told('suppress')).to.include({ automated: false, suppressAutoReply: true })
    expect(await told('dmarc-failed')).to.include({ automated: false, suppressAutoReply: true })
  })

  it('by each of the headers that mailers use', async () => {
    const cases: readonly (readonly [string, string | false, boolean])[] = [
      ['Auto-Submitted: AUTO-REPLIED', 'auto-reply', true],
      ['Auto-Submitted: auto-notified; x=y', 'auto-generated', true],
      ['Auto-Submitted: no (really)', false, false],
      ['X-Autoreply: yes', 'auto-reply', true],
      ['X-Autorespond: away', 'auto-reply', true],
      ['X-Mail-Autoreply: 1', 'auto-reply', true],
      ['X-Autoreply: no', false, false],
      ['Precedence: auto_reply', 'auto-reply', true],
      ['Precedence: Bulk', 'list', true],
      ['Precedence: junk', 'auto-generated', true],
      ['Precedence: first-class', false, false],
      ['List-Post: <mailto:a@b>', 'list', true],
      ['Return-Path: <>', 'auto-generated', true],
      ['X-Auto-Response-Suppress: All', false, true],
      ['X-Auto-Response-Suppress: OOF', false, true],
      ['X-Auto-Response-Suppress: DR, RN, NRN', false, false],
    ]
    for (const [header, automated, suppressAutoReply] of cases)
      expect(await told2(emailLetter({ id: 'abcdefghij@x', text: 'x', more: [header] })), header).to.include({
        automated,
        suppressAutoReply,
      })
    expect(await told2(emailLetter({ id: 'abcdefghij@x', text: 'x', from: 'no-reply@example.org' }))).to.include({
      automated: false,
      suppressAutoReply: true,
    })
  })

  it('an empty sender of the envelope is a machine’s', async () => {
    expect(await told('plain', accountWith(), { mailFrom: '', rcptTo: EMAIL.address })).to.include({
      automated: 'auto-generated',
    })
    expect(await told('plain', accountWith(), { mailFrom: ANNA, rcptTo: EMAIL.address })).to.include({
      automated: false,
    })
  })

  it('a group of our own in front of the mailbox makes no list of it', async () => {
    expect(await told('own-group')).to.include({ automated: 'list' })
    expect(await told('own-group', accountWith({ ownLists: ['help.shop.example'] }))).to.include({ automated: false })
  })
})

describe('notices about our own letters', () => {
  it('bounces are receipts of the letter and open no chat', async () => {
    expect(await told('bounce-failed')).to.deep.include({
      kind: 'receipt',
      receipt: 'failed',
      messageIds: ['cl.reply-1.1@shop.example'],
      conversationId: ANNA,
      reason: '5.1.1 550 5.1.1 <anna.petrova@example.org>: Recipient address rejected: User unknown',
    })
    expect(await told('bounce-delayed')).to.include({ kind: 'receipt', receipt: 'delayed' })
    expect(await told('bounce-exchange')).to.deep.include({
      receipt: 'failed',
      messageIds: ['cl.reply-2.1@shop.example'],
    })
    expect(await told('bounce-qmail')).to.deep.include({ receipt: 'failed', messageIds: ['cl.reply-3.1@shop.example'] })
    expect(await told('read')).to.deep.include({ receipt: 'read', messageIds: ['cl.reply-1.1@shop.example'] })
  })

  it('about letters that aren’t ours they say nothing', async () => {
    const { verdict, events, response } = await receive(all.get('bounce-foreign') ?? '')
    expect([verdict, events, response.status]).to.deep.equal(['ignore', [], 200])
  })

  it('our own letter that comes back is an echo with our tag', async () => {
    expect(await told('own-copy')).to.deep.include({ kind: 'echo', ownTag: 'reply-1', conversationId: ANNA })
  })

  it('an answer that was typed in the mail program is an agent’s, if our mail server says that it is ours', async () => {
    const echo = await told('own-typed')
    expect(echo).to.deep.include({
      kind: 'echo',
      conversationId: ANNA,
      text: 'I called you.',
      author: { role: 'agent', id: EMAIL.address, name: 'Olga' },
    })
    expect(echo).to.not.have.property('ownTag')
    for (const [name, account] of [
      ['own-forged', accountWith()],
      ['own-typed', accountWith({ authserv: 'other.example' })],
    ] as const)
      expect(await receive(all.get(name) ?? '', account), name).to.deep.include({ verdict: 'ignore', events: [] })
  })
})

describe('hand-overs by HTTP', () => {
  it('may bring the secret itself, where the account says so', async () => {
    const call = { ...emailCall(all.get('plain') ?? ''), headers: { authorization: `Bearer ${EMAIL.secret}` } }
    const account = accountWith({ handOver: 'bearer' })
    const ports = { now: () => EMAIL_NOW }
    expect((await adapter.receive(call, account, ports)).verdict).to.equal('accept')
    for (const authorization of ['', 'Bearer', 'Bearer x', `Basic ${EMAIL.secret}`, `Bearer ${EMAIL.secret}x`])
      expect((await adapter.receive({ ...call, headers: { authorization } }, account, ports)).verdict).to.equal(
        'reject',
      )
    expect((await adapter.receive(call, accountWith(), ports)).verdict).to.equal('reject')
    expect((await adapter.receive(emailCall(all.get('plain') ?? ''), account, ports)).verdict).to.equal('accept')
  })

  it('a letter beyond 40 MiB is refused for good', async () => {
    const { verdict, response } = await receive(Buffer.alloc(40 * 1024 * 1024 + 1, 'x'))
    expect([verdict, response.status]).to.deep.equal(['ignore', 413])
  })
})
