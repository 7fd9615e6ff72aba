// One letter of ours as bytes. No header can be forged through what a customer or an agent wrote: line breaks and other
// controls are taken out of every value before the composer sees it.
import MailComposer from 'nodemailer/lib/mail-composer'
import type { OutgoingMessage } from '../../ports/channel-adapter.js'
import { asList, asText, given, pick } from '../shared/read.js'
import type { EmailAccount } from './account.js'
import { addressId } from './address.js'
import { ownMessageId } from './message-id.js'
import { taggedAddress } from './plus-tag.js'

const LONGEST_SUBJECT = 500
/** The oldest and the newest; a header of hundreds of ids is refused by some servers. */
const MOST_REFERENCES = 20

export interface OutgoingLetter {
  readonly message: OutgoingMessage
  readonly to: string
  readonly text: string
  /** From 0: a text in several letters. */
  readonly part: number
}

export async function composed(letter: OutgoingLetter, account: EmailAccount, now: number): Promise<Uint8Array> {
  const { message, to, text, part } = letter
  const context = message.replyContext
  const answered = idIn(pick(context, 'messageId'))
  const references = [...asList(pick(context, 'references')).map(idIn), answered].filter((id) => id !== null)
  const name = oneLine(message.senderName ?? account.name ?? '', 200)
  const toName = addressId(asText(pick(context, 'to'))) === addressId(to) ? pick(context, 'toName') : undefined
  const node = new MailComposer({
    from: { name, address: account.address },
    to: { name: oneLine(asText(toName) ?? '', 200), address: to },
    subject: subjectOf(message, account),
    messageId: `<${ownMessageId(message.replyId, part, account)}>`,
    date: new Date(now),
    text,
    headers: message.automated
      ? {
          'Auto-Submitted': context === undefined ? 'auto-generated' : 'auto-replied',
          'X-Auto-Response-Suppress': 'All',
        }
      : {},
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
    ...given({
      replyTo: account.plusTags ? (taggedAddress(message.replyId, account) ?? undefined) : undefined,
      inReplyTo: answered === null ? undefined : `<${answered}>`,
      references: references.length === 0 ? undefined : shortened(references).map((id) => `<${id}>`),
    }),
  }).compile()
  return node.build()
}

/** `Re:` once, whatever the other side piled up; our own subject where nothing is answered. */
export function subjectOf({ subject, replyContext }: OutgoingMessage, { name, address }: EmailAccount): string {
  const answered = asText(pick(replyContext, 'subject'))
  const text = oneLine(subject ?? answered ?? '', LONGEST_SUBJECT)
  const bare = text.replace(/^(?:(?:re|aw|antw|sv|vs|odp|ynt|ответ|отв)(?:\[\d{1,3}\])?\s*:\s*)+/iu, '').trim()
  if (answered !== undefined) return bare === '' ? 'Re:' : `Re: ${bare}`
  return text === '' ? `Message from ${name === undefined ? address : oneLine(name, 200)}` : text
}

function shortened(ids: readonly string[]): readonly string[] {
  const each = [...new Set(ids)]
  return each.length <= MOST_REFERENCES ? each : [...each.slice(0, 1), ...each.slice(1 - MOST_REFERENCES)]
}

/** What a header of another letter gave us, if it is still an id; ids that we made up are nobody's. */
function idIn(value: unknown): string | null {
  const id = asText(value)
  return id !== undefined && /^[^\s<>\p{Cc}]{1,900}$/u.test(id) && !id.endsWith('.invalid') ? id : null
}

function oneLine(text: string, longest: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return line
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/u, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
}
