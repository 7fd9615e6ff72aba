// What every event must be, whatever came: the desk stores these as they are.
import type { ChannelEvent, ProviderAttachment, ReceiveResult } from '../../ports/channel-adapter.js'
import { ContractError } from '../contract/check.js'

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/u
const MAX_ID = 512
const ATTACHMENT_KINDS = [
  'image',
  'video',
  'audio',
  'voice',
  'file',
  'sticker',
  'location',
  'contact',
  'link',
  'unknown',
]
const IDS = [
  'conversationId',
  'messageId',
  'messageKey',
  'actionKey',
  'deliveryId',
  'replyToId',
  'threadId',
  'groupKey',
]
const MOMENTS = ['sentAt', 'receivedAt', 'watermark']

/** Throws `ContractError` for the first thing that is wrong. */
export function checkResult(what: string, result: ReceiveResult, secrets: readonly string[]): void {
  const { verdict, events, response, reason } = result
  const fail = (why: string, actual: unknown): never => {
    throw new ContractError(`${what}: ${why}`, actual, 'well-formed')
  }
  if (!['accept', 'ignore', 'reject', 'handshake'].includes(verdict)) fail('verdict', verdict)
  if (!Number.isInteger(response.status) || response.status < 200 || response.status > 599) fail('status', response)
  if (typeof response.body !== 'string') fail('the answer is no text', response)
  if (verdict !== 'accept' && events.length > 0) fail('events without acceptance', result)
  if (verdict === 'accept' && response.status >= 300) fail('accepted, and yet to be repeated', response)
  if (verdict === 'reject' && response.status < 400) fail('rejected with a good answer', response)
  for (const secret of secrets) {
    if (`${reason} ${response.body} ${JSON.stringify(events)}`.includes(secret)) fail('a secret is told', result)
  }
  for (const event of events) checkEvent(what, event)
}

export function checkEvent(what: string, event: ChannelEvent): void {
  const fail = (why: string, actual: unknown): never => {
    throw new ContractError(`${what}: ${event.kind} event: ${why}`, actual, 'well-formed')
  }
  const fields = new Map<string, unknown>(Object.entries(event))
  for (const [name, value] of fields) {
    if (value === undefined) fail(`${name} is there and undefined`, event)
    if (IDS.includes(name) && !isId(value)) fail(`${name} is no id`, value)
    if (MOMENTS.includes(name) && !isMoment(value)) fail(`${name} is no moment`, value)
  }
  if (!isId(fields.get('conversationId'))) fail('no conversation', event)
  if (!isMoment(event.sentAt) || !isMoment(event.receivedAt)) fail('no moments', event)
  if ('author' in event) {
    const { role, id, name } = event.author
    if (!['customer', 'agent', 'bot', 'system'].includes(role)) fail('author.role', role)
    if (!isId(id)) fail('author.id is no id', id)
    if (name !== null && (typeof name !== 'string' || name.trim() === '' || name.length > MAX_ID)) fail('name', name)
  }
  if ('text' in event && typeof event.text !== 'string') fail('text', event.text)
  if ('messageIds' in event && !event.messageIds.every(isId)) fail('messageIds', event.messageIds)
  if (event.kind === 'receipt' && event.messageIds.length === 0 && event.watermark === undefined)
    fail('a receipt of nothing', event)
  if (event.kind === 'message' || event.kind === 'echo') {
    if (!isId(event.messageId) || !isId(event.messageKey)) fail('no ids', event)
    if (![false, 'bot', 'auto-reply', 'auto-generated', 'list'].includes(event.automated)) fail('automated', event)
    if (event.automated !== false && !event.suppressAutoReply) fail('a robot would be answered by a robot', event)
    for (const one of event.attachments) {
      const wrong = faultOf(one)
      if (wrong !== null) fail(`attachment: ${wrong}`, one)
    }
  }
  if (!isPlain(event, 30)) fail('not plain JSON', event)
}

function faultOf({ kind, url, size, auth }: ProviderAttachment): string | null {
  if (!ATTACHMENT_KINDS.includes(kind)) return 'kind'
  if (url !== undefined && !(URL.canParse(url) && /^(?:https?|cid):/iu.test(url))) return 'url'
  if (size !== undefined && !(Number.isFinite(size) && size >= 0)) return 'size'
  if (auth !== undefined && auth !== 'none' && auth !== 'bearer') return 'auth'
  return null
}

/** As the desk takes it: well-formed text of up to 512 characters that isn't blank. */
function isId(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= MAX_ID && !/\0|\p{Surrogate}/u.test(value)
}

function isMoment(value: unknown): boolean {
  return typeof value === 'string' && ISO.test(value) && !Number.isNaN(Date.parse(value))
}

function isPlain(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth === 0) return false
  if (Array.isArray(value)) return value.every((one) => isPlain(one, depth - 1))
  return Object.values(value).every((one) => isPlain(one, depth - 1))
}
