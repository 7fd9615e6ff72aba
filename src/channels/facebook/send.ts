// Not repeatable: Facebook recognises no message that it already had, so a lost call stays `unknown-outcome` until its echo
// comes back with our tag in `metadata`.
import type { Attachment } from '../../core/thread/message.js'
import type { OutgoingMessage, SendPorts, SendResult } from '../../ports/channel-adapter.js'
import { type Asked, askedOf } from '../shared/buttons.js'
import { jsonText } from '../shared/json-body.js'
import { lostCall } from '../shared/lost-call.js'
import { asId, pick } from '../shared/read.js'
import { type PartSent, sendParts } from '../shared/send-parts.js'
import { partTag, splitText } from '../shared/split-text.js'
import { textWithLinks } from '../shared/text-with-links.js'
import type { FacebookAccount } from './account.js'
import { failureOf } from './errors.js'
import { callGraph } from './graph.js'
import { HUMAN_AGENT, type Messaging, mayTag, messagingOf } from './window.js'

export const LIMITS = { maxText: 2000, countBy: 'utf16' } as const

type Content = { readonly text: string } | { readonly attachment: unknown }

export async function send(message: OutgoingMessage, account: FacebookAccount, ports: SendPorts): Promise<SendResult> {
  const asked = askedOf(message, QUICK_REPLIES)
  const contents = contentsOf({ ...message, text: asked.text })
  const last = contents.findLastIndex((content) => 'text' in content)
  if (contents.length === 0) return { ok: false, class: 'bad-request', detail: 'There is nothing to send' }
  const sendOne = async (content: Content, index: number): Promise<PartSent> => {
    const answers = index === last && asked.buttons.length > 0 ? { quick_replies: quickReplies(asked.buttons) } : {}
    const said = { ...content, ...answers }
    const post = (messaging: Messaging) => postOne(message, { content: said, index, messaging }, account, ports)
    const messaging = messagingOf(message, account, ports.now())
    const sent = await post(messaging)
    const mayAskAgain = !sent.ok && sent.class === 'window-closed' && messaging.messaging_type === 'RESPONSE'
    return mayAskAgain && mayTag(message, account, ports.now()) ? post(HUMAN_AGENT) : sent
  }
  return sendParts(contents, sendOne, ports, message.sentIds)
}

/** https://developers.facebook.com/docs/messenger-platform/send-messages/quick-replies */
const QUICK_REPLIES = { most: 13, longest: 20 }

/** What is pressed comes back as the customer's message, with the payload. */
function quickReplies(buttons: Asked['buttons']) {
  return buttons.map(({ label, payload }) => ({ content_type: 'text', title: label, payload }))
}

/** The text's parts, then each file as a message of its own: Facebook takes no text beside a file. */
function contentsOf({ text, attachments = [] }: OutgoingMessage): readonly Content[] {
  const files = attachments.flatMap((one) => fileOf(one) ?? [])
  const rest = attachments.filter((one) => fileOf(one) === null)
  return [...splitText(textWithLinks(text, rest), LIMITS).map((part) => ({ text: part })), ...files]
}

function fileOf({ kind, url }: Attachment): Content | null {
  const type = kind === 'voice' ? 'audio' : kind
  const isFile = type === 'image' || type === 'audio' || type === 'video' || type === 'file'
  return isFile && url !== undefined ? { attachment: { type, payload: { url, is_reusable: false } } } : null
}

interface Post {
  readonly content: Content
  readonly index: number
  readonly messaging: Messaging
}

async function postOne(
  { conversationId, replyId }: OutgoingMessage,
  { content, index, messaging }: Post,
  account: FacebookAccount,
  { http, signal }: SendPorts,
): Promise<PartSent> {
  const body = {
    recipient: { id: conversationId },
    ...messaging,
    message: { ...content, metadata: partTag(replyId, index) },
  }
  try {
    const answer = await callGraph(http, account, {
      path: `/${account.pageId}/messages`,
      body,
      ...(signal === undefined ? {} : { signal }),
    })
    const failure = failureOf(answer)
    if (failure !== null) return failure
    const id = asId(pick(jsonText(answer.body), 'message_id'))
    if (id !== undefined) return { ok: true, id }
    return { ok: false, class: 'unknown-outcome', detail: 'Facebook answered without the id of a message' }
  } catch (error) {
    return lostCall(error, 'Facebook')
  }
}
