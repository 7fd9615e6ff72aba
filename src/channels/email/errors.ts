// What a mail server said, by class. Its words are shown to nobody: they hold addresses, and links of strangers.
import type { NodemailerError } from 'nodemailer'
import type { Failed } from '../shared/lost-call.js'

export function failureOf(error: NodemailerError, reached: 'no' | 'maybe'): Failed {
  const status = error.responseCode ?? 0
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/u.exec(error.response ?? '')?.[1]
  const code = enhanced ?? (status > 0 ? String(status) : (error.originalCode ?? error.code))
  const failed = (cls: Failed['class'], detail: string): Failed => ({
    ok: false,
    class: cls,
    detail,
    ...(code === undefined ? {} : { providerCode: code }),
  })
  // Also where the server refuses to begin TLS: it may be set right any time, and our letter was never looked at.
  if (error.code === 'ETLS') return failed('temporary', 'There is no trusted TLS connection to the mail server')
  if (status === 0) return withoutAnswer(error, reached, failed)
  if (status >= 400 && status < 500) return later(enhanced, error, failed)
  // Out of step, not refused.
  if (status === 503 || status < 400) return failed('temporary', 'The mail server answered out of step')
  if (error.code === 'EAUTH' || status === 530 || status === 535 || status === 534 || status === 538)
    return failed('auth', 'The mail server does not accept our user and password')
  if (status === 552 && enhanced !== '5.2.2') return failed('too-long', 'The letter is too large for the mail server')
  if (enhanced === '5.2.3' || enhanced === '5.3.4')
    return failed('too-long', 'The letter is too large for the recipient')
  const isMailbox = status === 550 || status === 551 || status === 553 || /^5\.[12]\./u.test(enhanced ?? '')
  if (isMailbox && error.command === 'RCPT TO')
    return failed(
      'blocked',
      'The address of the customer takes no letters from us: it does not exist, is full or refuses us',
    )
  if (error.command === 'MAIL FROM') return failed('auth', 'The mail server does not let us send from this address')
  return failed('bad-request', `The mail server refused the letter (${code})`)
}

type Failing = (cls: Failed['class'], detail: string) => Failed

/** 4yz: the same letter may be taken later. */
function later(enhanced: string | undefined, error: NodemailerError, failed: Failing): Failed {
  const isLimited =
    enhanced === '4.7.28' || /\b(?:rate|too many|too fast|throttl|quota|limit)/iu.test(error.response ?? '')
  if (error.code === 'EAUTH') return failed('temporary', 'The mail server can not check our password now')
  return isLimited
    ? failed('rate-limited', 'The mail server asks to send more slowly')
    : failed('temporary', 'The mail server can not take the letter now')
}

function withoutAnswer(error: NodemailerError, reached: 'no' | 'maybe', failed: Failing): Failed {
  switch (error.code) {
    case 'EAUTH':
    case 'ENOAUTH':
    case 'EOAUTH2':
      return failed('auth', 'The mail server offers no way to sign in that we know, or wants one that is not set')
    case 'ECONFIG':
    case 'EENVELOPE':
    case 'EMESSAGE':
    case 'ESTREAM':
      return failed('bad-request', 'The letter can not be sent as it is')
    default:
      return reached === 'no'
        ? failed('temporary', 'The mail server could not be reached, or broke off before it had the letter')
        : failed('unknown-outcome', 'The connection was lost after the letter was handed on; it may have been taken')
  }
}
