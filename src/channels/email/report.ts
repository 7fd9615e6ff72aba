// Bounces and other notices about our own letters (RFC 3464, RFC 8098) → receipts. They open no chat; those about letters
// that aren't ours say nothing.
import type { ChannelEvent } from '../../ports/channel-adapter.js'
import type { EmailAccount } from './account.js'
import { addressId } from './address.js'
import { isReport, ROBOTS } from './automated.js'
import { idsIn, replyIdIn } from './message-id.js'
import type { Letter, LetterPart } from './payload.js'

type Receipt = Extract<ChannelEvent, { kind: 'receipt' }>

const STATUS = /^message\/(?:global-)?delivery-status$/u
const DISPOSITION = /^message\/(?:global-)?disposition-notification$/u
const RETURNED = /^(?:message\/(?:rfc822|global|rfc822-headers|global-headers)|text\/rfc822-headers)$/u
const LONGEST = 100_000
const MOST_RECIPIENTS = 20

/** Null: an ordinary letter. */
export function receiptsOf(letter: Letter, account: EmailAccount, receivedAt: string): readonly Receipt[] | null {
  if (!isReport(letter)) return returned(letter, account, receivedAt)
  const status = letter.parts.find(({ mimeType }) => STATUS.test(mimeType))
  const disposition = letter.parts.find(({ mimeType }) => DISPOSITION.test(mimeType))
  if (status === undefined && disposition === undefined) return null
  const [about, ...recipients] = status === undefined ? [] : blocksOf(status)
  const seen = disposition === undefined ? [] : blocksOf(disposition)
  const messageIds = oursIn(letter, [about, ...seen], account)
  if (messageIds.length === 0) return []
  const base = { kind: 'receipt', conversationType: 'private', sentAt: receivedAt, receivedAt, messageIds } as const
  const told = (recipient: string | null): string => recipient ?? addressId(letter.from[0]?.address) ?? 'unknown'
  const delivered = recipients.slice(0, MOST_RECIPIENTS).flatMap((block): readonly Receipt[] => {
    const receipt = receiptOf(block.get('action'))
    if (receipt === null) return []
    const reason = reasonOf(block)
    const conversationId = told(recipientIn(block))
    return [{ ...base, conversationId, receipt, ...(reason === '' ? {} : { reason }) }]
  })
  const read = seen.flatMap((block): readonly Receipt[] => {
    const isSeen = /displayed/iu.test(block.get('disposition') ?? '')
    return isSeen ? [{ ...base, conversationId: told(recipientIn(block)), receipt: 'read' }] : []
  })
  return [...delivered, ...read]
}

/** Older mail servers send the letter back as text: theirs is whatever a mailer-daemon writes that holds an id of ours. */
function returned(letter: Letter, account: EmailAccount, receivedAt: string): readonly Receipt[] | null {
  if (!letter.from.some((one) => ROBOTS.test(one.address))) return null
  const text = [letter.text, ...letter.parts.filter(({ mimeType }) => RETURNED.test(mimeType)).map(textOf)].join('\n')
  const [, named = ''] = /^[ \t>]{0,10}message-id:[ \t]{0,10}(<[^<>\s]{1,500}>)/imu.exec(text.slice(0, LONGEST)) ?? []
  const messageIds = idsIn([named]).filter((id) => replyIdIn(id, account) !== null)
  if (messageIds.length === 0) return null
  const conversationId = addressId(letter.from[0]?.address) ?? 'unknown'
  const reason = 'A mail server sent the letter back'
  const when = { sentAt: receivedAt, receivedAt }
  return [
    { kind: 'receipt', conversationType: 'private', conversationId, receipt: 'failed', messageIds, reason, ...when },
  ]
}

type Fields = ReadonlyMap<string, string>

/** Groups of header lines with empty ones between. */
function blocksOf(part: LetterPart): readonly Fields[] {
  return textOf(part)
    .split(/\n[ \t]*\n/u)
    .filter((block) => block.trim() !== '')
    .map(fieldsIn)
}

function fieldsIn(block: string): Fields {
  const fields = new Map<string, string>()
  for (const line of block.replace(/\n[ \t]+/gu, ' ').split('\n')) {
    const [, name = '', value = ''] = /^([\w-]{1,60})[ \t]*:[ \t]*(.*)$/u.exec(line) ?? []
    if (name !== '' && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim())
  }
  return fields
}

/** The letter that came back names itself; if it isn't there, the notice may name it. */
function oursIn(letter: Letter, blocks: readonly (Fields | undefined)[], account: EmailAccount): readonly string[] {
  const returned = letter.parts.filter(({ mimeType }) => RETURNED.test(mimeType)).map(headOf)
  const named = [
    ...returned.map((head) => head.get('message-id')),
    ...blocks.map((block) => block?.get('original-message-id')),
    ...letter.header('in-reply-to'),
    ...letter.header('references'),
  ].flatMap((value) => (value === undefined ? [] : idsIn([value])))
  return [...new Set(named)].filter((id) => replyIdIn(id, account) !== null).slice(0, 1)
}

function headOf(part: LetterPart): Fields {
  return fieldsIn(
    textOf(part)
      .replace(/^\n+/u, '')
      .split(/\n[ \t]*\n/u, 1)[0] ?? '',
  )
}

function textOf({ content }: LetterPart): string {
  return Buffer.from(content.subarray(0, LONGEST)).toString('utf8').replace(/\r\n?/gu, '\n')
}

function receiptOf(action: string | undefined): Receipt['receipt'] | null {
  switch (/^[a-z]+/iu.exec(action ?? '')?.[0]?.toLowerCase()) {
    case 'failed':
      return 'failed'
    case 'delayed':
      return 'delayed'
    case 'delivered':
    case 'relayed':
    case 'expanded':
      return 'delivered'
    default:
      return null
  }
}

/** `rfc822; anna@example.org`. */
function recipientIn(block: Fields): string | null {
  return addressId((block.get('original-recipient') ?? block.get('final-recipient') ?? '').replace(/^[^;]*;/u, ''))
}

function reasonOf(block: Fields): string {
  const parts = [block.get('status') ?? '', (block.get('diagnostic-code') ?? '').replace(/^[^;]*;/u, '')]
  return parts
    .map((one) => one.replace(/[\p{Cc}\s]+/gu, ' ').trim())
    .filter((one) => one !== '')
    .join(' ')
    .slice(0, 300)
}
