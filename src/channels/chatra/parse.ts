// One webhook call → what the desk hears of it. Messages come several times; their keys are the same each time.
import type { Author, ChannelEvent } from '../../ports/channel-adapter.js'
import { isoOf } from '../shared/moment.js'
import { asLabel, given, pick } from '../shared/read.js'
import { EMAIL } from './account.js'
import { messageEvents } from './parse-message.js'
import type { ChatraEvent } from './payload.js'

type Base = Pick<ChannelEvent, 'conversationId' | 'conversationType' | 'sentAt' | 'receivedAt'>

/** What the call tells besides its messages. */
export function ownEvents(
  { name, client, clientId, messages }: ChatraEvent,
  receivedAt: string,
): readonly ChannelEvent[] {
  const [last] = messages.slice(-1)
  const base: Base = {
    conversationId: clientId,
    conversationType: 'private',
    sentAt: isoOf(pick(last, 'createdAt'), receivedAt),
    receivedAt,
  }
  if (name === 'chatStarted' && messages.length === 0)
    return [{ kind: 'contact', contact: 'started', author: clientAuthor(client, clientId), ...base }]
  return name === 'chatTranscript' ? [{ kind: 'service', detail: 'chatra: the chat has ended', ...base }] : []
}

export function itemEvents(item: unknown, event: ChatraEvent, receivedAt: string): readonly ChannelEvent[] {
  return messageEvents(item, event, clientAuthor(event.client, event.clientId), receivedAt)
}

/** A visitor who gave no name has one that Chatra made up (`defaultName`), which tells agents more than none. */
function clientAuthor(client: unknown, id: string): Author {
  const info = pick(client, 'info')
  const name = ['name', 'displayedName', 'defaultName'].flatMap((field) => {
    return asLabel(pick(info, field)) ?? asLabel(pick(client, field)) ?? []
  })[0]
  const email = asLabel(pick(info, 'email'), 320)
  const phone = asLabel(pick(info, 'phone'), 50)
  const isEmail = email !== undefined && EMAIL.test(email)
  return { role: 'customer', id, name: name ?? null, ...given({ email: isEmail ? email : undefined, phone }) }
}
