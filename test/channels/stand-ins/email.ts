// A customer's side of e-mail: a real SMTP server on loopback that takes our letters (and can fail in the ways that mail
// servers do), and letters handed over under a signature that is computed here, by itself.
import { createHmac } from 'node:crypto'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { RawDelivery } from '../../../src/ports/channel-adapter.js'

export const EMAIL = {
  address: 'help@shop.example',
  secret: 'hand-over-secret-0123456789',
  user: 'help',
  password: 'smtp-password-0123456789',
}
export const EMAIL_NOW = Date.parse('2026-11-24T12:00:00.000Z')
export const ANNA = 'anna.petrova@example.org'

export interface TakenLetter {
  readonly conversationId: string
  readonly text: string
  readonly mailFrom: string
  readonly raw: string
  readonly email: Email
}

export interface EmailStandIn {
  readonly port: number
  /** As a configuration has it. */
  readonly account: { readonly [property: string]: unknown }
  readonly deadAccount: { readonly [property: string]: unknown }
  readonly sent: () => readonly TakenLetter[]
  /**
   * One name for each of the next connections, then `ok` again: `ok`, `slow` (200 ms), `drop-before` (hangs up unread),
   * `drop-after` (takes the letter, hangs up), `never` (reads it, never answers), or one of `refusals`.
   */
  readonly answerNext: (...answers: readonly string[]) => void
  readonly close: () => Promise<void>
}

type Step = 'connect' | 'auth' | 'mail' | 'rcpt' | 'data'

/** At which step, with what. Texts name addresses and secrets, as real ones do. */
const refusals: { readonly [name: string]: readonly [Step, number, string] } = {
  auth: ['auth', 535, `5.7.8 Error: authentication failed for ${EMAIL.password}`],
  'auth-later': ['auth', 454, '4.7.0 Temporary authentication failure'],
  'sender-refused': ['mail', 553, `5.7.1 <${EMAIL.address}>: Sender address rejected: not owned by user`],
  'no-such-user': ['rcpt', 550, `5.1.1 <${ANNA}>: Recipient address rejected: User unknown`],
  'mailbox-full': ['rcpt', 552, '5.2.2 Mailbox full'],
  greylisted: ['rcpt', 450, '4.2.0 Greylisted, see http://postgrey.example/help'],
  'rate-limited': ['mail', 450, '4.7.28 Our system has detected an unusual rate of mail'],
  'too-many': ['data', 451, '4.7.1 Error: too many messages'],
  temporary: ['data', 451, '4.3.0 Error: queue file write error'],
  busy: ['connect', 421, '4.3.2 Service not available'],
  'too-long': ['data', 552, '5.3.4 Message size exceeds fixed limit'],
  spam: ['data', 554, '5.7.1 Message rejected as spam'],
}

export async function startEmail(): Promise<EmailStandIn> {
  const sent: TakenLetter[] = []
  let script: readonly string[] = []
  const fates = new Map<string, string>()
  const fateOf = (session: SMTPServerSession): string => fates.get(session.id) ?? 'ok'
  const refused = (session: SMTPServerSession, step: Step): Error | null => {
    const [at, responseCode, message] = refusals[fateOf(session)] ?? []
    return at === step ? Object.assign(new Error(message), { responseCode }) : null
  }
  const hangUp = (session: SMTPServerSession): void => {
    for (const connection of server.connections) if (connection.session.id === session.id) connection._socket.destroy()
  }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onConnect: (session, done) => {
      const [fate = 'ok', ...rest] = script
      script = rest
      fates.set(session.id, fate)
      if (fate === 'drop-before') hangUp(session)
      else done(refused(session, 'connect'))
    },
    onAuth: ({ username, password }, session, done) => {
      const isKnown = username === EMAIL.user && password === EMAIL.password
      const error =
        refused(session, 'auth') ?? (isKnown ? null : Object.assign(new Error('5.7.8 no'), { responseCode: 535 }))
      if (error === null) done(null, { user: EMAIL.user })
      else done(error)
    },
    onMailFrom: (_address, session, done) => done(refused(session, 'mail')),
    onRcptTo: (_address, session, done) => done(refused(session, 'rcpt')),
    onData: async (stream, session, done) => {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk)
      const fate = fateOf(session)
      const error = refused(session, 'data')
      if (error !== null) return done(error)
      if (fate === 'never') return
      sent.push(await letterOf(Buffer.concat(chunks), session))
      if (fate === 'drop-after') return hangUp(session)
      if (fate === 'slow') await new Promise((resolve) => setTimeout(resolve, 200))
      done(null, '2.0.0 Ok: queued')
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const smtp = {
    host: '127.0.0.1',
    port,
    security: 'none',
    user: EMAIL.user,
    password: EMAIL.password,
    name: 'desk.shop.example',
  }
  const account = { address: EMAIL.address, name: 'Shop', secret: EMAIL.secret, authserv: 'mail.shop.example', smtp }
  return {
    port,
    account,
    deadAccount: { ...account, smtp: { ...smtp, port: 9 } },
    sent: () => sent,
    answerNext: (...answers) => {
      for (const one of answers)
        if (!['ok', 'slow', 'drop-before', 'drop-after', 'never', ...Object.keys(refusals)].includes(one))
          throw new Error(`The stand-in knows no answer ${one}`)
      script = answers
    },
    close: () =>
      new Promise((resolve) => {
        for (const connection of server.connections) connection._socket.destroy()
        server.close(() => resolve())
      }),
  }
}

async function letterOf(raw: Buffer, session: SMTPServerSession): Promise<TakenLetter> {
  const email = await PostalMime.parse(raw)
  const { mailFrom, rcptTo } = session.envelope
  return {
    conversationId: rcptTo[0]?.address ?? '',
    text: (email.text ?? '').trimEnd(),
    mailFrom: mailFrom === false ? '' : mailFrom.address,
    raw: raw.toString('utf8'),
    email,
  }
}

export interface HandOver {
  readonly mailFrom?: string
  readonly rcptTo?: string
  readonly secret?: string
  /** Signs the head alone as well, as the script in docs/channels/email.md does. */
  readonly isHeadSigned?: boolean
  /** Milliseconds. */
  readonly at?: number
  readonly receivedAt?: string
}

/** A letter as a mail server of ours hands it over by HTTP. */
export function emailCall(letter: string | Uint8Array, options: HandOver = {}): RawDelivery {
  const {
    mailFrom,
    rcptTo,
    secret = EMAIL.secret,
    isHeadSigned = false,
    at = EMAIL_NOW,
    receivedAt = new Date(EMAIL_NOW).toISOString(),
  } = options
  const rawBody = typeof letter === 'string' ? Buffer.from(letter) : letter
  const time = Math.floor(at / 1000)
  const said = `${time}\n${mailFrom ?? ''}\n${rcptTo ?? ''}\n`
  const hmac = createHmac('sha256', secret).update(`v1\n${said}`).update(rawBody)
  const head = isHeadSigned ? `,h=${createHmac('sha256', secret).update(`v1-head\n${said}`).digest('hex')}` : ''
  return {
    method: 'POST',
    path: '/v1/channels/mail/webhook',
    query: {},
    headers: {
      'content-type': 'message/rfc822',
      ...(mailFrom === undefined ? {} : { 'x-caseline-mail-from': mailFrom }),
      ...(rcptTo === undefined ? {} : { 'x-caseline-rcpt-to': rcptTo }),
      'x-caseline-signature': `t=${time}${head},v1=${hmac.digest('hex')}`,
    },
    rawBody,
    receivedAt,
  }
}

export interface Letter {
  readonly id: string
  readonly text: string
  readonly from?: string
  readonly subject?: string
  /** More header lines. */
  readonly more?: readonly string[]
}

export function emailLetter({
  id,
  text,
  from = `Anna Petrova <${ANNA}>`,
  subject = 'Parcel',
  more = [],
}: Letter): string {
  const head = [
    `Received: from mx.example.org by mail.shop.example; Tue, 24 Nov 2026 11:59:00 +0000`,
    `From: ${from}`,
    `To: Shop <${EMAIL.address}>`,
    `Subject: ${subject}`,
    `Message-ID: <${id}>`,
    'Date: Tue, 24 Nov 2026 11:58:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    ...more,
  ]
  return `${head.join('\r\n')}\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`
}
