// Viber recognises no repetition, so a lost call stays `unknown-outcome`. Status 0 means taken, not delivered: a `failed`
// callback may follow.
import type { Attachment } from '../../core/thread/message.js'
import type { OutgoingMessage, SendPorts, SendResult } from '../../ports/channel-adapter.js'
import { type Asked, askedOf } from '../shared/buttons.js'
import { jsonText } from '../shared/json-body.js'
import { lostCall } from '../shared/lost-call.js'
import { asId, asLabel, asUrl, pick } from '../shared/read.js'
import { type PartSent, sendParts } from '../shared/send-parts.js'
import { splitText } from '../shared/split-text.js'
import { textWithLinks } from '../shared/text-with-links.js'
import { MAX_NAME, type ViberAccount } from './account.js'
import { callViber } from './call.js'
import { failureOf } from './errors.js'

export const limits = { maxText: 7000, countBy: 'utf16' } as const

interface Content {
  readonly [name: string]: string | number
}

export async function send(message: OutgoingMessage, account: ViberAccount, ports: SendPorts): Promise<SendResult> {
  const receiver = asId(message.conversationId)
  if (receiver === undefined) return { ok: false, class: 'bad-request', detail: 'This is no Viber user' }
  const asked = askedOf(message, BUTTONS)
  const contents = contentsOf({ ...message, text: asked.text })
  const last = contents.findLastIndex(({ type }) => type === 'text')
  const keyboard = asked.buttons.length === 0 ? {} : { keyboard: keyboardOf(asked.buttons) }
  if (contents.length === 0) return { ok: false, class: 'bad-request', detail: 'There is nothing to send' }
  const name = asLabel(message.senderName, MAX_NAME) ?? account.name
  const sender = { name, ...(account.avatar === undefined ? {} : { avatar: account.avatar }) }
  const sendOne = (content: Content, index: number) => {
    const answers = index === last ? keyboard : {}
    return post({ receiver, min_api_version: 1, sender, ...content, ...answers }, account, ports)
  }
  return sendParts(contents, sendOne, ports, message.sentIds)
}

/** Rows of a keyboard, characters of a label that stay readable. https://developers.viber.com/docs/tools/keyboards/ */
const BUTTONS = { most: 24, longest: 250 }

/** What is pressed comes back as the customer's text. Viber reads HTML in what stands on a button. */
function keyboardOf(buttons: Asked['buttons']) {
  const Buttons = buttons.map(({ label }) => ({
    ActionType: 'reply',
    ActionBody: label,
    Text: label.replace(/[&<>]/gu, (sign) => `&#${sign.charCodeAt(0)};`),
    Columns: 6,
    Rows: 1,
  }))
  return { Type: 'keyboard', DefaultHeight: false, Buttons }
}

/** The text's parts, then the files that Viber takes; the addresses of all others stand in the text. */
function contentsOf({ text, attachments = [] }: OutgoingMessage): readonly Content[] {
  const files = attachments.map(fileOf).filter((file) => file !== null)
  const others = attachments.filter((one) => fileOf(one) === null)
  const texts = splitText(textWithLinks(text, others), limits).map((part) => ({ type: 'text', text: part }))
  return [...texts, ...files]
}

const MB = 1024 * 1024
const MAX_VIDEO = 26 * MB
const MAX_FILE = 50 * MB
const MAX_FILE_NAME = 256

/** Null: Viber needs to know more about it than we do. */
function fileOf({ kind, url, name, size }: Attachment): Content | null {
  const media = asUrl(url)
  if (media === undefined) return null
  const { pathname } = new URL(media)
  if (kind === 'image' && /\.(?:jpe?g|png|gif)$/iu.test(pathname)) return { type: 'picture', text: '', media }
  if (size === undefined || size <= 0) return null
  if (kind === 'video' && /\.mp4$/iu.test(pathname) && size <= MAX_VIDEO) return { type: 'video', media, size }
  const isNamed = name !== undefined && name.length <= MAX_FILE_NAME && /.\.\w+$/u.test(name)
  return isNamed && size <= MAX_FILE ? { type: 'file', media, size, file_name: name } : null
}

async function post(
  body: { readonly [name: string]: unknown },
  account: ViberAccount,
  { http, signal }: SendPorts,
): Promise<PartSent> {
  try {
    const answer = await callViber(http, account, 'send_message', body, signal)
    const failure = failureOf(answer)
    if (failure !== null) return failure
    const id = asId(pick(jsonText(answer.body), 'message_token'))
    if (id !== undefined) return { ok: true, id }
    return { ok: false, class: 'unknown-outcome', detail: 'Viber answered without the token of a message' }
  } catch (error) {
    return lostCall(error, 'Viber')
  }
}
