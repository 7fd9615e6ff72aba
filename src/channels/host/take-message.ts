// A customer's message in. How to answer it is written before the desk decides: an automatic answer may go out at once.
import type { Answer } from '../../desk/answer.js'
import type { CustomerMessage } from '../../desk/desk.js'
import { routeOf } from '../../desk/route.js'
import type { ChannelEvent, IncomingMessage } from '../../ports/channel-adapter.js'
import type { CustomerNames } from './customer-names.js'
import { customerIdOf, customerOf } from './customer-of.js'
import type { Line } from './line.js'

type Action = Extract<ChannelEvent, { kind: 'action' }>

const LONGEST_NAME = 200
const UNSHOWN = '(something that can’t be shown here)'

/** `authorOf`: who of a group says it. */
export type Authors = Pick<CustomerNames, 'authorOf'>

export async function takeMessage(line: Line, event: IncomingMessage, { authorOf }: Authors): Promise<Answer> {
  const { channel } = line
  const id = await customerIdOf(line, event)
  const authorName = await authorOf(line, event)
  const isEmpty = event.text === '' && event.attachments.length === 0
  const message: CustomerMessage & { readonly id: string } = {
    channel,
    customer: customerOf(id, event),
    id: event.messageKey,
    text: isEmpty ? UNSHOWN : event.text,
    attachments: event.attachments,
    sentAt: event.sentAt,
    ...(event.author.locale === undefined ? {} : { language: event.author.locale }),
    ...(event.automated !== false || event.suppressAutoReply ? { automated: true } : {}),
    ...(authorName === null ? {} : { authorName: authorName.slice(0, LONGEST_NAME) }),
    ...(event.payload === undefined ? {} : { payload: event.payload }),
    inReplyTo: answeredBy(event),
  }
  await noteMessage(line, event, message)
  const answer = await line.desk.receive(message)
  if (event.subject !== undefined && event.subject.trim() !== '' && answer.outcome === 'started')
    await line.desk.update(answer.chat.number, { subject: event.subject.slice(0, 1_000) })
  return answer
}

/** A button that was pressed says what stands on it. */
export async function takeAction(line: Line, event: Action, { authorOf }: Authors): Promise<Answer> {
  const { author, actionKey, text, payload, sentAt } = event
  const id = await customerIdOf(line, event)
  const authorName = await authorOf(line, event)
  const message = {
    channel: line.channel,
    customer: customerOf(id, event),
    id: actionKey,
    text: text ?? payload,
    payload,
    sentAt,
    ...(authorName === null ? {} : { authorName: authorName.slice(0, LONGEST_NAME) }),
    ...(author.role === 'bot' || event.conversationType !== 'private' ? { automated: true } : {}),
  }
  await noteMessage(line, event, message)
  return line.desk.receive(message)
}

/** E-mail: the letter that it answers, then from the newest back. */
export function answeredBy({
  inReplyTo,
  references = [],
}: Pick<IncomingMessage, 'inReplyTo' | 'references'>): readonly string[] {
  return [...(inReplyTo === undefined ? [] : [inReplyTo]), ...references.toReversed()]
}

async function noteMessage(
  line: Line,
  { replyContext, sentAt, receivedAt, author }: IncomingMessage | Action,
  message: CustomerMessage & { readonly id: string },
): Promise<void> {
  const { store, workspace, kind } = line
  const { key } = await routeOf(store, workspace, kind, message, message.id)
  await store.channels.note(workspace, {
    thread: key,
    conversation: message.customer.id,
    author: author.id,
    lastMessageAt: sentAt < receivedAt ? sentAt : receivedAt,
    ...(replyContext === undefined ? {} : { context: replyContext }),
  })
}
