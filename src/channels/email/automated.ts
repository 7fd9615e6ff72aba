// Whether a machine wrote it (RFC 3834 and what people do instead), and whether automation should keep silent. Two things:
// `X-Auto-Response-Suppress` asks for silence and stands on human letters too.
import type { IncomingMessage } from '../../ports/channel-adapter.js'
import type { EmailAccount } from './account.js'
import type { Envelope, Letter } from './payload.js'

type Automated = IncomingMessage['automated']

const AUTO_REPLY_HEADERS = ['x-autoreply', 'x-autorespond', 'x-autoreply-from', 'x-mail-autoreply']
const LIST_HEADERS = ['list-id', 'list-post', 'list-unsubscribe', 'list-help', 'list-owner']
export const ROBOTS = /^(?:mailer-daemon|postmaster|mail-daemon)(?:[@+]|$)/iu
const NO_REPLY = /^(?:do-?not-?reply|no-?reply|bounces?|notifications?)(?:[@+._-]|$)/iu

export function automatedOf(letter: Letter, envelope: Envelope, account: EmailAccount): Automated {
  const autoSubmitted = firstWord(letter, 'auto-submitted')
  if (autoSubmitted === 'auto-replied') return 'auto-reply'
  if (AUTO_REPLY_HEADERS.some((name) => isSaid(letter, name))) return 'auto-reply'
  const precedence = firstWord(letter, 'precedence')
  if (precedence === 'auto_reply' || precedence === 'auto-reply') return 'auto-reply'
  if (autoSubmitted !== '' && autoSubmitted !== 'no') return 'auto-generated'
  const isListed =
    precedence === 'list' || precedence === 'bulk' || LIST_HEADERS.some((name) => letter.header(name).length > 0)
  if (isListed && !isOwnList(letter, account)) return 'list'
  const hasNoSender = envelope.mailFrom === '' || /^\s*<\s*>\s*$/u.test(letter.header('return-path')[0] ?? '')
  if (precedence === 'junk' || hasNoSender || isReport(letter) || letter.from.some((one) => ROBOTS.test(one.address)))
    return 'auto-generated'
  return false
}

/** Asked not to be answered by machines, or nobody reads there. */
export function isSilenceWanted(letter: Letter, envelope: Envelope): boolean {
  const asked = letter
    .header('x-auto-response-suppress')
    .join(',')
    .toLowerCase()
    .split(/[\s,;]+/u)
  if (asked.some((one) => one === 'all' || one === 'autoreply' || one === 'oof')) return true
  return NO_REPLY.test(envelope.mailFrom ?? '') || letter.from.some((one) => NO_REPLY.test(one.address))
}

export function isReport(letter: Letter): boolean {
  return /^\s*multipart\/report\b/iu.test(letter.header('content-type')[0] ?? '')
}

/** A mailbox behind a group (Google Groups, a distribution list) gets every customer's letter with the group's marks. */
function isOwnList(letter: Letter, { ownLists }: EmailAccount): boolean {
  const id = /<([^<>]{1,300})>/u.exec(letter.header('list-id')[0] ?? '')?.[1]
  return id !== undefined && ownLists.includes(id.trim().toLowerCase())
}

/** Without parameters and comments. */
function firstWord(letter: Letter, name: string): string {
  return /^[\w-]+/u.exec((letter.header(name)[0] ?? '').trim())?.[0]?.toLowerCase() ?? ''
}

/** `X-Autoreply: no` says that it is none. */
function isSaid(letter: Letter, name: string): boolean {
  const value = letter.header(name)[0]?.trim().toLowerCase()
  return value !== undefined && value !== 'no' && value !== 'false'
}
