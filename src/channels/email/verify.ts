// A letter is handed over by somebody of ours: an HTTP call of the mail server's, our own SMTP listener, our IMAP poller.
// All of them sign it with the account's secret, so there is one way in and none for strangers. Who wrote the letter is not
// proved by that: see sender-trust.ts.
import type { ChannelAdapter, DeliveryHead, RawDelivery } from '../../ports/channel-adapter.js'
import { hmacHex, isHmacHex } from '../shared/hmac.js'
import { isSameSecret } from '../shared/same-secret.js'
import type { EmailAccount } from './account.js'
import type { Envelope } from './payload.js'

export const SIGNATURE_HEADER = 'x-caseline-signature'
export const MAIL_FROM_HEADER = 'x-caseline-mail-from'
export const RCPT_TO_HEADER = 'x-caseline-rcpt-to'
/** `h`: over the head alone. */
const SIGNATURE = /^t=(\d{1,12})(?:,h=([0-9a-f]{64}))?,v1=([0-9a-f]{64})$/u
/** How old a signature may be, and how far ahead its clock. */
const TOLERANCE_S = 300
const MOST_RECIPIENTS = 100

/** Null: authentic. */
export function refusalOf(delivery: RawDelivery, account: EmailAccount, now: number): string | null {
  const given = delivery.headers[SIGNATURE_HEADER]
  if (given === undefined) return bearerRefusal(delivery, account)
  const found = SIGNATURE.exec(given)
  if (found === null) return 'the signature has another form'
  const [, time = '', , hex = ''] = found
  const said = envelopeText(delivery)
  if (!isHmacHex(hex, 'sha256', account.secret, signedHead(time, said.mailFrom, said.rcptTo), delivery.rawBody))
    return 'the signature does not fit'
  return isFresh(time, now) ? null : 'the signature is too old or from the future'
}

/**
 * Whoever signs the head alone as well (`h=`) knows the secret, and may send a large letter; who brings nothing that could
 * be a proof needs no reading.
 */
export const headProof: NonNullable<ChannelAdapter<EmailAccount>['headProof']> = (head, account, { now }) => {
  const given = head.headers[SIGNATURE_HEADER]
  if (given === undefined) return bearerRefusal(head, account) === null ? 'proved' : 'refused'
  const [, time = '', hex] = SIGNATURE.exec(given) ?? []
  if (!isFresh(time, now())) return 'refused'
  if (hex === undefined) return 'open'
  const { mailFrom, rcptTo } = envelopeText(head)
  return isHmacHex(hex, 'sha256', account.secret, signedHead(time, mailFrom, rcptTo, 'v1-head')) ? 'proved' : 'refused'
}

function isFresh(time: string, now: number): boolean {
  return time !== '' && Math.abs(now / 1000 - Number(time)) <= TOLERANCE_S
}

/** The headers of a hand-over, as the mail server's script or our own listener sends them. */
export function handOverHeaders(
  letter: Uint8Array,
  envelope: Envelope,
  secret: string,
  now: number,
): { readonly [name: string]: string } {
  const time = String(Math.floor(now / 1000))
  const [mailFrom, rcptTo] = [envelope.mailFrom ?? '', envelope.rcptTo.join(',')]
  const hex = hmacHex('sha256', secret, signedHead(time, mailFrom, rcptTo), letter)
  return {
    'content-type': 'message/rfc822',
    ...(envelope.mailFrom === null ? {} : { [MAIL_FROM_HEADER]: mailFrom }),
    ...(rcptTo === '' ? {} : { [RCPT_TO_HEADER]: rcptTo }),
    [SIGNATURE_HEADER]: `t=${time},v1=${hex}`,
  }
}

/** Only after the delivery was found authentic. */
export function envelopeOf({ headers, envelope }: RawDelivery): Envelope {
  if (envelope !== undefined) return { mailFrom: bare(envelope.mailFrom), rcptTo: envelope.rcptTo.map(bare) }
  const [mailFrom, rcptTo = ''] = [headers[MAIL_FROM_HEADER], headers[RCPT_TO_HEADER]]
  const recipients = rcptTo.split(',', MOST_RECIPIENTS).map(bare)
  return { mailFrom: mailFrom === undefined ? null : bare(mailFrom), rcptTo: recipients.filter((one) => one !== '') }
}

function bearerRefusal({ headers }: DeliveryHead, { handOver, secret }: EmailAccount): string | null {
  if (handOver !== 'bearer') return 'no signature'
  const token = /^bearer (.+)$/isu.exec(headers.authorization ?? '')?.[1]
  return isSameSecret(token, secret) ? null : 'no signature, and the bearer token is not the secret'
}

function envelopeText({ headers, envelope }: DeliveryHead & Pick<RawDelivery, 'envelope'>): {
  readonly mailFrom: string
  readonly rcptTo: string
} {
  if (envelope !== undefined) return { mailFrom: envelope.mailFrom, rcptTo: envelope.rcptTo.join(',') }
  return { mailFrom: headers[MAIL_FROM_HEADER] ?? '', rcptTo: headers[RCPT_TO_HEADER] ?? '' }
}

/** Its lines can't run into each other: a header's value holds no line break. */
function signedHead(time: string, mailFrom: string, rcptTo: string, kind: 'v1' | 'v1-head' = 'v1'): string {
  return `${kind}\n${time}\n${mailFrom}\n${rcptTo}\n`
}

function bare(address: string): string {
  return address.trim().replace(/^<(.*)>$/su, '$1')
}
