// A letter → what the desk is told. From and Date are claims; ids are taken without brackets, ours as our `replyId`.
import { createHash } from 'node:crypto'
import type { Author, EchoMessage, IncomingMessage } from '../../ports/channel-adapter.js'
import { isoOf } from '../shared/moment.js'
import type { EmailAccount } from './account.js'
import { addressId, isOwnAddress, shownName } from './address.js'
import { automatedOf, isSilenceWanted } from './automated.js'
import { attachmentsOf, MOST_FILES, originalOf } from './files.js'
import { idOf, idsIn, isStrong, replyIdIn } from './message-id.js'
import { newText } from './new-text.js'
import type { Envelope, Letter, Mailbox, ReplyContext } from './payload.js'
import { replyIdOfTag } from './plus-tag.js'
import { senderTrust } from './sender-trust.js'

/** The desk takes no longer text; the whole is in `original`. */
const LONGEST_TEXT = 100_000
const MOST_REFERENCES = 30
/** Clocks of mailers run ahead a little. */
const AHEAD_MS = 300_000

/** What a person reads of a letter; the whole is `letter.text`. */
export function shownText({ text }: Letter): string {
  return newText(text)
    .slice(0, LONGEST_TEXT)
    .replace(/[\uD800-\uDBFF]$/u, '')
}

export interface Came {
  readonly letter: Letter
  readonly bytes: Uint8Array
  readonly envelope: Envelope
  readonly receivedAt: string
  /** Key of the letter in the archive. */
  readonly archived: string | null
}

/** `left`: why nothing is told of it. */
export function messageOf(
  came: Came,
  account: EmailAccount,
): IncomingMessage | EchoMessage | { readonly left: string } {
  const { letter, envelope, receivedAt } = came
  const sender = letter.from[0] ?? { name: null, address: envelope.mailFrom ?? '' }
  const [answerTo = sender] = letter.replyTo
  const person = account.customerFrom === 'reply-to' ? answerTo : sender
  const id = addressId(person.address)
  const known = idOf(letter.header('message-id'))
  const ownTag = known === null ? null : replyIdIn(known, account)
  if (id === null && ownTag === null) return { left: 'it names no sender' }
  const isOurs = ownTag !== null || isOwnAddress(sender.address, account)
  const customer = isOurs ? othersIn(letter, account) : { id, person }
  if (customer.id === null) return { left: 'our own letter to nobody else' }
  const trust = senderTrust(letter, account)
  if (isOurs && ownTag === null && trust !== 'pass') return { left: 'from our own address, which nobody proved' }

  const messageId = known ?? `${fingerprint(letter, came.bytes)}@no-id.invalid`
  const automated = automatedOf(letter, envelope, account)
  const text = shownText(letter)
  const message: IncomingMessage = {
    kind: 'message',
    conversationId: customer.id,
    conversationType: 'private',
    messageId,
    // An id that other letters may bear as well is made one letter's own.
    messageKey: known === null || isStrong(known) ? messageId : `${messageId} ${fingerprint(letter, came.bytes)}`,
    sentAt: sentAtOf(letter, receivedAt),
    receivedAt,
    author: isOurs ? agent(sender) : authorOf(person, customer.id),
    text,
    attachments: filesOf(came, account, text !== letter.text),
    automated,
    suppressAutoReply: automated !== false || trust === 'fail' || isSilenceWanted(letter, envelope),
    replyContext: contextOf(letter, isOurs ? customer.person : answerTo, customer.id, known),
    ...threadOf(letter, envelope, account),
    ...(text === letter.text ? {} : { original: letter.text }),
    ...(letter.html === null ? {} : { html: letter.html }),
    ...(letter.subject === '' ? {} : { subject: letter.subject.slice(0, 1_000) }),
    ...(letter.replyTo.length === 0 ? {} : { replyToAddress: answerTo.address }),
    ...(/^\s*(?:fwd?|wg|tr|rv|пересл)\s*:/iu.test(letter.subject) ? { forwarded: true } : {}),
  }
  if (!isOurs) return message
  return { ...message, kind: 'echo', ...(ownTag === null ? {} : { ownTag }) }
}

function filesOf(
  { letter, bytes, archived }: Came,
  { attachOriginal }: EmailAccount,
  isShortened: boolean,
): IncomingMessage['attachments'] {
  const files = attachmentsOf(letter, archived)
  if (!isShortened || !attachOriginal || archived === null) return files
  return [...files.slice(0, MOST_FILES - 1), originalOf(bytes, archived)]
}

/** The customer in a letter of our own: the first one it is to that isn't us. */
function othersIn(letter: Letter, account: EmailAccount): { readonly id: string | null; readonly person: Mailbox } {
  const person = letter.to.find((one) => addressId(one.address) !== null && !isOwnAddress(one.address, account))
  return { id: addressId(person?.address), person: person ?? { name: null, address: '' } }
}

function authorOf(person: Mailbox, id: string): Author {
  return { role: 'customer', id, name: shownName(person), email: person.address.trim().slice(0, 320) }
}

function agent(sender: Mailbox): Author {
  return { role: 'agent', id: addressId(sender.address) ?? 'unknown', name: shownName(sender) }
}

/** In-Reply-To first, then references from the newest back; a tagged address counts least. */
function threadOf(
  letter: Letter,
  envelope: Envelope,
  account: EmailAccount,
): { readonly inReplyTo?: string; readonly references?: readonly string[] } {
  const ours = (id: string): string => replyIdIn(id, account) ?? id
  const [inReplyTo] = idsIn(letter.header('in-reply-to')).map(ours)
  const tagged = replyIdOfTag([...envelope.rcptTo, ...letter.to.map((one) => one.address)], account)
  const references = [
    ...new Set([...(tagged === null ? [] : [tagged]), ...idsIn(letter.header('references')).map(ours)]),
  ]
  return {
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    ...(references.length === 0 ? {} : { references }),
  }
}

function contextOf(letter: Letter, to: Mailbox, customer: string, messageId: string | null): ReplyContext {
  const toName = shownName(to)
  return {
    to: addressId(to.address) === null ? customer : to.address.trim(),
    subject: letter.subject.slice(0, 500),
    references: idsIn([...letter.header('references'), ...letter.header('in-reply-to')]).slice(-MOST_REFERENCES),
    ...(messageId === null ? {} : { messageId }),
    ...(toName === null ? {} : { toName }),
  }
}

function sentAtOf({ date }: Letter, receivedAt: string): string {
  const claimed = isoOf(date, receivedAt)
  return Date.parse(claimed) > Date.parse(receivedAt) + AHEAD_MS ? receivedAt : claimed
}

/** The same for every copy of one letter, whatever servers wrote above it. */
function fingerprint(letter: Letter, bytes: Uint8Array): string {
  const hash = createHash('sha256')
  for (const name of ['from', 'date', 'subject']) hash.update(`${letter.header(name).join('\n')}\0`)
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const body = Math.max(view.indexOf('\r\n\r\n'), view.indexOf('\n\n'))
  return hash
    .update(view.subarray(Math.max(0, body)))
    .digest('hex')
    .slice(0, 40)
}
