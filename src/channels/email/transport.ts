// One letter to our mail server, over a connection of its own. Whether it may have been taken is known by whether its last
// byte was handed on: without the final dot no server takes a letter.
import { Readable } from 'node:stream'
import { rootCertificates } from 'node:tls'
import { createTransport, type NodemailerError, type SMTPTransportOptions } from 'nodemailer'
import type { SmtpAccount } from './account.js'

const CONNECT_MS = 8_000
/** Of silence. Content filters take their time behind DATA. */
const SILENCE_MS = 20_000

export type Handed =
  | { readonly ok: true }
  | { readonly ok: false; readonly error: NodemailerError; readonly reached: 'no' | 'maybe' }

export async function handOn(
  letter: Uint8Array,
  envelope: { readonly from: string; readonly to: string },
  account: SmtpAccount,
  signal?: AbortSignal,
): Promise<Handed> {
  const transport = createTransport(transportOptions(account))
  const stream = Readable.from([Buffer.from(letter)])
  let isHandedOn = false
  stream.once('end', () => {
    isHandedOn = true
  })
  try {
    await transport.sendMail({
      envelope: { from: envelope.from, to: [envelope.to] },
      raw: stream,
      ...(signal === undefined ? {} : { signal }),
    })
    return { ok: true }
  } catch (thrown) {
    const error: NodemailerError = thrown instanceof Error ? thrown : new Error('The letter was not taken')
    return { ok: false, error, reached: isHandedOn ? 'maybe' : 'no' }
  } finally {
    stream.destroy()
    transport.close()
  }
}

/** Resolves when the server greets, and takes user and password; rejects as nodemailer does. */
export async function tried(account: SmtpAccount): Promise<void> {
  const transport = createTransport(transportOptions(account))
  try {
    await transport.verify()
  } finally {
    transport.close()
  }
}

function transportOptions(account: SmtpAccount): SMTPTransportOptions {
  const { host, port, security, user, password, name, ca } = account
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(security === 'none' ? {} : { tls: ca === undefined ? {} : { ca: [...rootCertificates, ca] } }),
    ...(user === undefined || password === undefined ? {} : { auth: { user, pass: password } }),
    ...(name === undefined ? {} : { name }),
  }
}
