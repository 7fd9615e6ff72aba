import type { Author, ChannelEvent, EchoMessage, IncomingMessage } from '../../ports/channel-adapter.js'
import { asId, asLabel, asText, given, isTrue, pick } from '../shared/read.js'
import { botIdOf, type TelegramAccount } from './account.js'
import { attachmentsOf } from './parse-attachments.js'
import { serviceEvents } from './parse-service.js'
import type { Update } from './payload.js'
import { authorOf, type Talk, talkOf } from './talk.js'

type Events = readonly ChannelEvent[]

export function messageEvents(update: Update, account: TelegramAccount, receivedAt: string): Events {
  const { value } = update
  const talk = talkOf(value, update, receivedAt)
  if (talk === null) return []
  const service = serviceEvents(value, talk)
  if (service.length > 0) return service
  const said = saidIn(value, talk, update, account)
  if (said === null) return []
  return [isOwners(said, talk) ? echoOf(said, value) : said]
}

/** What a person said, or null where nobody is named. */
function saidIn(value: unknown, talk: Talk, update: Update, account: TelegramAccount): IncomingMessage | null {
  const id = asId(pick(value, 'message_id'))
  const author = authorOf(value)
  if (id === undefined || author === null) return null
  const text = textOf(value)
  const attachments = attachmentsOf(value)
  const isSilent = text === '' && attachments.every((one) => one.kind === 'unknown')
  // A message that nobody here can read must not wake chats of a group, where most of them are notices.
  if (isSilent && talk.base.conversationType !== 'private') return null
  // Posts of a channel that Telegram itself copies into the channel's discussion group.
  const isCopy = isTrue(pick(value, 'is_automatic_forward'))
  const automated = isCopy ? 'auto-generated' : author.role === 'bot' ? 'bot' : false
  const isQuiet = talk.base.conversationType !== 'private' && !account.autoReplyInGroups
  return {
    kind: 'message',
    messageId: id,
    messageKey: keyOf(id, talk, update),
    author: isCopy ? { ...author, role: 'system' } : author,
    text,
    attachments,
    ...given({
      replyToId: asId(pick(value, 'reply_to_message', 'message_id')),
      threadId: asId(pick(value, 'message_thread_id')),
      groupKey: asId(pick(value, 'media_group_id')),
      payload: /^\/start (\S{1,64})$/u.exec(text)?.[1],
    }),
    ...(pick(value, 'forward_origin') !== undefined || pick(value, 'forward_date') !== undefined
      ? { forwarded: true }
      : {}),
    automated,
    suppressAutoReply: automated !== false || isQuiet,
    ...(isSilent ? { unsupported: true } : {}),
    ...talk.base,
  }
}

/** Scheduled and fleeting messages all have the id 0. */
function keyOf(id: string, talk: Talk, { updateId }: Update): string {
  return id === '0' ? `${talk.keyRoom}:update:${updateId}` : `${talk.keyRoom}:${id}`
}

/** In a business chat, whose id is the customer's, everything that isn't the customer's is the owner's. */
function isOwners({ author }: IncomingMessage, { isBusiness, chatId }: Talk): boolean {
  return isBusiness && author.id !== chatId
}

/** Typed by the owner himself, or sent for him: by a bot, which is mostly we, or as his greeting while he is away. */
function echoOf(said: IncomingMessage, value: unknown): EchoMessage {
  const author = ownerOf(said.author, value)
  const isGreeting = isTrue(pick(value, 'is_from_offline'))
  const automated = author.role === 'bot' ? 'bot' : isGreeting ? 'auto-reply' : false
  return { ...said, kind: 'echo', author, automated, suppressAutoReply: true }
}

function ownerOf(author: Author, value: unknown): Author {
  return { ...author, role: pick(value, 'sender_business_bot') === undefined ? 'agent' : 'bot' }
}

export function editEvents(update: Update, account: TelegramAccount, receivedAt: string): Events {
  const { value } = update
  const talk = talkOf(value, update, receivedAt)
  const said = talk === null ? null : saidIn(value, talk, update, account)
  // A place that is shared live is edited every few seconds, with nothing to read.
  if (talk === null || said === null || pick(value, 'location') !== undefined) return []
  const author = isOwners(said, talk) ? ownerOf(said.author, value) : said.author
  // Our own edits come back from groups where the bot is an administrator.
  if (author.id === botIdOf(account)) return []
  const { messageId, messageKey, text } = said
  return [
    {
      kind: 'edit',
      messageId,
      messageKey,
      author,
      text,
      ...given({ editVersion: asId(value.edit_date) }),
      ...talk.base,
    },
  ]
}

/** What was written, or what stands in for it where the message is a die, a poll or a game. */
function textOf(value: unknown): string {
  const written = asText(pick(value, 'text')) ?? asText(pick(value, 'caption'))
  if (written !== undefined) return written
  const [dice, points] = [asLabel(pick(value, 'dice', 'emoji'), 20), asId(pick(value, 'dice', 'value'))]
  if (dice !== undefined) return `${dice} ${points ?? ''}`.trim()
  const poll = asLabel(pick(value, 'poll', 'question'), 1000)
  if (poll !== undefined) return poll
  return asLabel(pick(value, 'game', 'title')) ?? asLabel(pick(value, 'invoice', 'title')) ?? ''
}
