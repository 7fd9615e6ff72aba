import { createHash } from 'node:crypto'
import type { Author, ChannelEvent, IncomingMessage } from '../../ports/channel-adapter.js'
import { isoOf } from '../shared/moment.js'
import { asId, asLabel, asText, given, pick } from '../shared/read.js'
import { replyIdOf } from '../shared/split-text.js'
import { attachmentsOf } from './parse-attachments.js'
import type { ChatraEvent } from './payload.js'
import { TAG } from './send.js'

/** A visitor's message, or one of an agent's or a robot's, which is ours where it carries our tag. */
export function messageEvents(
  item: unknown,
  event: ChatraEvent,
  client: Author,
  receivedAt: string,
): readonly ChannelEvent[] {
  const type = asText(pick(item, 'type'))
  if (type === undefined) return []
  // Two names for it among the consumers.
  const text = asText(pick(item, 'message')) ?? asText(pick(item, 'text')) ?? ''
  const attachments = attachmentsOf(item)
  const messageId = asId(pick(item, 'id')) ?? hashOf(item, event, text)
  const said: IncomingMessage = {
    kind: 'message',
    messageId,
    messageKey: `${event.clientId}:${messageId}`,
    author: client,
    text,
    attachments,
    automated: false,
    suppressAutoReply: false,
    ...(text === '' && attachments.every((one) => one.kind === 'unknown') ? { unsupported: true } : {}),
    ...given({ threadId: asId(event.client.chatId) }),
    conversationId: event.clientId,
    conversationType: 'private',
    sentAt: isoOf(pick(item, 'createdAt'), receivedAt),
    receivedAt,
  }
  if (type === 'client') return [said]
  if (type !== 'agent' && type !== 'bot') return []
  const automated = type === 'bot' ? 'bot' : false
  const tag = given({ ownTag: ownTagOf(pick(item, 'receivedFrom')) })
  return [{ ...said, kind: 'echo', ...tag, author: agentOf(item, event, type), automated, suppressAutoReply: true }]
}

function ownTagOf(receivedFrom: unknown): string | undefined {
  const text = asText(receivedFrom)
  return text?.startsWith(TAG) ? (replyIdOf(text.slice(TAG.length)) ?? undefined) : undefined
}

function agentOf(item: unknown, { agents }: ChatraEvent, role: 'agent' | 'bot'): Author {
  const id = asId(pick(item, 'agentId')) ?? asId(pick(item, 'botId')) ?? role
  const agent = agents.find((one) => asId(pick(one, 'id')) === id)
  const name = asLabel(pick(agent, 'name')) ?? asLabel(pick(item, 'agentName')) ?? null
  return { role, id, name, ...given({ email: asLabel(pick(agent, 'email'), 320) }) }
}

/** Not the whole item: a later repetition may tell more of it. */
function hashOf(item: unknown, { clientId }: ChatraEvent, text: string): string {
  const parts = [clientId, pick(item, 'type'), pick(item, 'createdAt'), text]
  return `hash:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`
}
