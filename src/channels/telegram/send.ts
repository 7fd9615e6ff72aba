// Texts go out as they are: a parse_mode would break on every `_` and `<` of an agent. Telegram recognises no repetition, so
// a lost call stays `unknown-outcome`.
import type { Attachment } from '../../core/thread/message.js'
import type { OutgoingMessage, SendPorts, SendResult } from '../../ports/channel-adapter.js'
import { type Asked, askedOf } from '../shared/buttons.js'
import { jsonText } from '../shared/json-body.js'
import { lostCall } from '../shared/lost-call.js'
import { asId, asUrl, given, pick } from '../shared/read.js'
import { type PartSent, sendParts } from '../shared/send-parts.js'
import { splitText } from '../shared/split-text.js'
import type { TelegramAccount } from './account.js'
import { callBot } from './call.js'
import { failureOf } from './errors.js'

/** Telegram counts after entity parsing, of which there is none, in UTF-16 units. */
export const limits = { maxText: 4096, countBy: 'utf16' } as const

interface Part {
  readonly method: 'sendMessage' | 'sendPhoto' | 'sendDocument'
  readonly content: { readonly [name: string]: string }
  /** Sent in its place when Telegram can't fetch the file. */
  readonly link?: string
}

export async function send(message: OutgoingMessage, account: TelegramAccount, ports: SendPorts): Promise<SendResult> {
  const place = placeOf(message)
  if (typeof place === 'string') return { ok: false, class: 'bad-request', detail: place }
  const { text, buttons } = askedOf(message, BUTTONS)
  const isPrivate = /^\d+$/u.test(message.conversationId)
  const keyboard = isPrivate && buttons.length > 0 ? keyboardOf(buttons) : null
  const parts = partsOf(keyboard === null ? message : { ...message, text })
  const last = parts.findLastIndex(({ content }) => content.text !== undefined)
  if (parts.length === 0) return { ok: false, class: 'bad-request', detail: 'There is nothing to send' }
  const quote = idNumber(message.replyToId)
  const sendOne = async ({ method, content, link }: Part, index: number): Promise<PartSent> => {
    const reply =
      quote === null || index > 0 ? {} : { reply_parameters: { message_id: quote, allow_sending_without_reply: true } }
    const answers = keyboard !== null && index === last ? { reply_markup: keyboard } : {}
    const sent = await post(method, { ...place, ...content, ...reply, ...answers }, account, ports)
    if (sent.ok || link === undefined || sent.class !== 'bad-request') return sent
    return post('sendMessage', { ...place, text: link, ...reply }, account, ports)
  }
  return sendParts(parts, sendOne, ports, message.sentIds)
}

/** Nothing is documented; more than that nobody reads on a phone. */
const BUTTONS = { most: 30, longest: 64 }

/**
 * A keyboard in place of the phone's own: what is pressed comes back as the customer's message, so it needs no receipt and
 * is in the conversation for all to see. Telegram has it in private chats with the bot only.
 */
function keyboardOf(buttons: Asked['buttons']) {
  const keyboard = buttons.map(({ label }) => [{ text: label }])
  return { keyboard, one_time_keyboard: true, resize_keyboard: true }
}

/** Where it goes, as parameters; a sentence for an agent when that isn't known. */
function placeOf({ conversationId, replyContext }: OutgoingMessage): { readonly [name: string]: unknown } | string {
  const [, business, chat] = /^(business:)?(-?\d{1,16})$/u.exec(conversationId) ?? []
  const chatId = idNumber(chat)
  if (chatId === null) return 'This is no Telegram chat'
  const connection = asId(pick(replyContext, 'businessConnectionId'))
  const topic = idNumber(asId(pick(replyContext, 'topicId')))
  if (business === undefined) return given({ chat_id: chatId, message_thread_id: topic ?? undefined })
  if (connection === undefined)
    return 'The business connection of this chat is not known; the customer must write first'
  return { chat_id: chatId, business_connection_id: connection }
}

function idNumber(id: string | undefined): number | null {
  const number = id !== undefined && /^-?\d{1,16}$/u.test(id) ? Number(id) : Number.NaN
  return Number.isSafeInteger(number) && number !== 0 ? number : null
}

/** The text's parts, then the files, which Telegram fetches from their addresses. */
function partsOf({ text, attachments = [] }: OutgoingMessage): readonly Part[] {
  const texts = splitText(text, limits).map((part): Part => ({ method: 'sendMessage', content: { text: part } }))
  return [...texts, ...attachments.flatMap((one) => filePart(one) ?? [])]
}

function filePart({ kind, url, name }: Attachment): Part | null {
  const address = asUrl(url)
  if (address === undefined) return null
  const link = (name === undefined ? address : `${name}: ${address}`).slice(-limits.maxText)
  if (kind === 'link') return { method: 'sendMessage', content: { text: link } }
  if (kind === 'image') return { method: 'sendPhoto', content: { photo: address }, link }
  return { method: 'sendDocument', content: { document: address }, link }
}

async function post(
  method: string,
  parameters: { readonly [name: string]: unknown },
  account: TelegramAccount,
  { http, signal }: SendPorts,
): Promise<PartSent> {
  try {
    const answer = await callBot(http, account, method, parameters, signal)
    const failure = failureOf(answer)
    if (failure !== null) return failure
    const id = asId(pick(jsonText(answer.body), 'result', 'message_id'))
    if (id !== undefined) return { ok: true, id }
    return { ok: false, class: 'unknown-outcome', detail: 'Telegram answered without the id of a message' }
  } catch (error) {
    return lostCall(error, 'Telegram')
  }
}
