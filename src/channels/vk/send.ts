// Repeatable: under the same `random_id` VK sends nothing twice, so each part has its own, made of its tag.
import type { OutgoingMessage, SendPorts, SendResult } from '../../ports/channel-adapter.js'
import { type Asked, askedOf } from '../shared/buttons.js'
import { asId } from '../shared/read.js'
import { type PartSent, sendParts } from '../shared/send-parts.js'
import { type Part, partsOf } from '../shared/split-text.js'
import { textWithLinks } from '../shared/text-with-links.js'
import type { VkAccount } from './account.js'
import { callVk } from './call.js'
import { payloadOf, pressedPayload, randomIdOf } from './reply-tag.js'

/** VK's schema says 9000; in practice more than 4096 is refused or cut. */
export const LIMITS = { maxText: 4096, countBy: 'utf16' } as const

export async function send(message: OutgoingMessage, account: VkAccount, ports: SendPorts): Promise<SendResult> {
  const asked = askedOf(message, BUTTONS)
  const parts = partsOf(textWithLinks(asked.text, message.attachments), message.replyId, LIMITS)
  if (parts.length === 0) return { ok: false, class: 'bad-request', detail: 'There is nothing to send' }
  const { conversationId } = message
  if (!/^-?\d{1,19}$/u.test(conversationId))
    return { ok: false, class: 'bad-request', detail: 'The conversation is no id of VK' }
  const sendOne = async ({ tag, text }: Part, index: number): Promise<PartSent> => {
    const fields = {
      peer_id: conversationId,
      random_id: String(randomIdOf(tag)),
      message: text,
      payload: payloadOf(tag),
      ...(index === 0 ? answerTo(message) : {}),
      ...(index === parts.length - 1 && asked.buttons.length > 0 ? { keyboard: keyboardOf(asked.buttons) } : {}),
    }
    const called = await callVk(ports.http, account, 'messages.send', fields, ports.signal)
    if (!called.ok) return called
    const id = asId(called.response)
    // In group chats VK tells 0; the echo is known by its tag then.
    return { ok: true, id: id === undefined || id === '0' ? tag : id }
  }
  return sendParts(parts, sendOne, ports, message.sentIds)
}

/** Ten rows of a keyboard, 40 characters of a label. https://dev.vk.com/api/bots/development/keyboard */
const BUTTONS = { most: 10, longest: 40 }

function keyboardOf(buttons: Asked['buttons']): string {
  const rows = buttons.map(({ label, payload }) => [
    { action: { type: 'text', label, payload: pressedPayload(payload) } },
  ])
  return JSON.stringify({ one_time: true, buttons: rows })
}

/** Messages of group chats have no id, only a number in their chat. */
function answerTo({ replyToId, conversationId }: OutgoingMessage): { readonly [name: string]: string } {
  if (replyToId === undefined) return {}
  if (/^\d+$/u.test(replyToId)) return { reply_to: replyToId }
  const [, peer, cmid] = /^(-?\d+):(\d+)$/u.exec(replyToId) ?? []
  if (peer !== conversationId || cmid === undefined) return {}
  const forward = { peer_id: Number(peer), conversation_message_ids: [Number(cmid)], is_reply: true }
  return { forward: JSON.stringify(forward) }
}
