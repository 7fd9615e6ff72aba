// Not repeatable: Slack posts a message twice that is sent twice. A lost call stays `unknown-outcome` until the message
// comes back with our tag in its `metadata`.
import type { OutgoingMessage, SendPorts, SendResult } from '../../ports/channel-adapter.js'
import { askedOf } from '../shared/buttons.js'
import { pick } from '../shared/read.js'
import { type PartSent, sendParts } from '../shared/send-parts.js'
import { type Part, partsOf } from '../shared/split-text.js'
import { textWithLinks } from '../shared/text-with-links.js'
import type { SlackAccount } from './account.js'
import { BUTTONS, blocksOf } from './buttons.js'
import { callSlack } from './call.js'
import { asTs } from './payload.js'
import { addressOf } from './place.js'
import { escaped } from './text.js'

/** Slack's advice; escaping may make five of one, which stays below the 40,000 where Slack cuts. */
export const LIMITS = { maxText: 4000, countBy: 'utf16' } as const

/** One message a second may go to a channel. */
const BETWEEN_PARTS_MS = 1_000

export async function send(message: OutgoingMessage, account: SlackAccount, ports: SendPorts): Promise<SendResult> {
  const asked = askedOf(message, BUTTONS)
  // Blocks stand in place of the text, so addresses of files would be left out.
  const blocks = (message.attachments ?? []).length === 0 ? blocksOf(asked) : null
  const text = blocks === null ? textWithLinks(message.text, message.attachments) : asked.text
  const parts = partsOf(text, message.replyId, LIMITS)
  if (parts.length === 0) return { ok: false, class: 'bad-request', detail: 'There is nothing to send' }
  const address = addressOf(message.conversationId)
  if (address === null) return { ok: false, class: 'bad-request', detail: 'The conversation is no id of Slack' }
  // The thread of a channel is in its id; without one the answer would land in the channel for all to see.
  const threadTs = address.threadTs ?? asTs(message.replyContext?.threadTs)
  const first = message.sentIds?.length ?? 0
  const sendOne = async ({ tag, text }: Part, index: number): Promise<PartSent> => {
    if (index > first) await ports.sleep(BETWEEN_PARTS_MS)
    const called = await callSlack(ports.http, account, 'chat.postMessage', {
      json: {
        channel: address.channel,
        text: escaped(text),
        ...(blocks === null ? {} : { blocks }),
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
        metadata: { event_type: 'caseline_reply', event_payload: { caseline: tag } },
      },
      ...(ports.signal === undefined ? {} : { signal: ports.signal }),
    })
    if (!called.ok) return called
    const ts = asTs(pick(called.body, 'ts'))
    if (ts !== undefined) return { ok: true, id: ts }
    return { ok: false, class: 'unknown-outcome', detail: 'Slack answered without the id of a message' }
  }
  return sendParts(parts, sendOne, ports, message.sentIds)
}
