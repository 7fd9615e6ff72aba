import type { OutgoingMessage, SendPorts, SendResult } from '../../ports/channel-adapter.js'
import type { Failed } from '../shared/lost-call.js'
import { asText, pick } from '../shared/read.js'
import { sendParts } from '../shared/send-parts.js'
import { splitText } from '../shared/split-text.js'
import { textWithLinks } from '../shared/text-with-links.js'
import type { EmailAccount } from './account.js'
import { addressId } from './address.js'
import { composed } from './compose.js'
import { failureOf } from './errors.js'
import { ownMessageId } from './message-id.js'
import { handOn } from './transport.js'

/** Mail has no limit of its own; over this, which nobody writes, a text comes as several letters. */
export const limits = { maxText: 1_000_000, countBy: 'utf16' } as const

export async function send(message: OutgoingMessage, account: EmailAccount, ports: SendPorts): Promise<SendResult> {
  const { smtp } = account
  if (smtp === undefined) return refused('The account has no mail server to send through: set smtp')
  const to = asText(pick(message.replyContext, 'to')) ?? message.conversationId
  if (addressId(to) === null) return refused('The customer has no e-mail address that could be written to')
  const parts = splitText(textWithLinks(message.text, message.attachments), limits)
  if (parts.length === 0) return refused('There is nothing to say')
  const from = message.automated && smtp.emptySender ? '' : account.address
  return sendParts(
    parts,
    async (text, part) => {
      if (ports.signal?.aborted)
        return { ok: false, class: 'temporary', detail: 'The letter was given up before it was sent' }
      const letter = await composed({ message, to, text, part }, account, ports.now())
      const handed = await handOn(letter, { from, to }, smtp, ports.signal)
      if (!handed.ok) return failureOf(handed.error, handed.reached)
      return { ok: true, id: ownMessageId(message.replyId, part, account) }
    },
    ports,
    message.sentIds,
  )
}

function refused(detail: string): Failed {
  return { ok: false, class: 'bad-request', detail }
}
