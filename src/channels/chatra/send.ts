// Chatra recognises no repetition; but without `agentId` each message carries our tag, so that a lost call's message is
// known when it comes back.
import type { OutgoingMessage, SendPorts, SendResult } from '../../ports/channel-adapter.js'
import { jsonText } from '../shared/json-body.js'
import { lostCall } from '../shared/lost-call.js'
import { asFields, asId, asLabel, pick } from '../shared/read.js'
import { type PartSent, sendParts } from '../shared/send-parts.js'
import { type Part, partsOf } from '../shared/split-text.js'
import { textWithLinks } from '../shared/text-with-links.js'
import { type ChatraAccount, EMAIL } from './account.js'
import { callChatra } from './call.js'
import { failureOf } from './errors.js'

/** How Chatra counts isn't known; UTF-16 units are never fewer than its characters. */
export const limits = { maxText: 5000, countBy: 'utf16' } as const

/** Before our tag in `receivedFrom`. */
export const TAG = 'caseline:'

export async function send(message: OutgoingMessage, account: ChatraAccount, ports: SendPorts): Promise<SendResult> {
  const clientId = asId(message.conversationId)
  if (clientId === undefined) return { ok: false, class: 'bad-request', detail: 'This is no visitor of Chatra' }
  const parts = partsOf(textWithLinks(message.text, message.attachments), message.replyId, limits)
  if (parts.length === 0) return { ok: false, class: 'bad-request', detail: 'There is nothing to send' }
  const sendOne = ({ tag, text }: Part) =>
    post({ clientId, text, ...speakerOf(message, account, tag) }, tag, account, ports)
  return sendParts(parts, sendOne, ports, message.sentIds)
}

function speakerOf(
  { senderName, senderEmail }: OutgoingMessage,
  { agentId, agentName, agentEmail }: ChatraAccount,
  tag: string,
): { readonly [name: string]: string } {
  if (agentId !== undefined) return { agentId }
  const isEmail = senderEmail !== undefined && EMAIL.test(senderEmail)
  return {
    agentName: asLabel(senderName, 100) ?? agentName,
    agentEmail: isEmail ? senderEmail : agentEmail,
    receivedFrom: `${TAG}${tag}`,
  }
}

async function post(
  body: unknown,
  tag: string,
  account: ChatraAccount,
  { http, signal }: SendPorts,
): Promise<PartSent> {
  try {
    const call = { path: '/messages/', body, ...(signal === undefined ? {} : { signal }) }
    const answer = await callChatra(http, account, call)
    const failure = failureOf(answer)
    if (failure !== null) return failure
    const made = jsonText(answer.body)
    if (asFields(made) === undefined)
      return { ok: false, class: 'unknown-outcome', detail: 'Chatra’s answer could not be read' }
    const id = asId(pick(made, 'id')) ?? asId(pick(made, '_id')) ?? asId(pick(made, 'message', 'id'))
    return { ok: true, id: id ?? tag }
  } catch (error) {
    return lostCall(error, 'Chatra')
  }
}
