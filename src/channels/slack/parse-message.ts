import type { Author, ChannelEvent } from '../../ports/channel-adapter.js'
import { asLabel, asText, given, pick } from '../shared/read.js'
import { replyIdOf } from '../shared/split-text.js'
import type { SlackAccount } from './account.js'
import { attachmentsOf } from './parse-files.js'
import { messageOf, type SlackMessage } from './payload.js'
import { baseOf, type Heard, keyOf } from './place.js'
import { plainText, withoutAddress } from './text.js'

/** A person's or a robot's word; other subtypes are Slack's notices about the channel. */
const WORDS: ReadonlySet<string | undefined> = new Set([
  undefined,
  'file_share',
  'thread_broadcast',
  'me_message',
  'bot_message',
])

/** `message` without change, and `app_mention`: the same message under another event, and under the same key. */
export function messageEvents(event: unknown, account: SlackAccount, heard: Heard): readonly ChannelEvent[] {
  const message = messageOf(event)
  if (message === undefined || pick(event, 'hidden') === true) return []
  const base = baseOf(message, heard)
  // USLACK and USLACKBOT speak for Slack itself, without a subtype.
  if (!WORDS.has(message.subtype) || message.user?.startsWith('USLACK'))
    return [{ kind: 'service', detail: `slack: ${message.subtype ?? 'a notice'}`, ...base }]
  const author = authorOf(message, account, heard)
  if (author === null) return []
  const content = { ...contentOf(message, heard), ...base }
  if (author.role === 'customer' || !isOurs(message, account, heard)) {
    const isBot = author.role === 'bot'
    const suppressAutoReply = isBot || base.conversationType !== 'private'
    return [{ kind: 'message', ...content, author, automated: isBot ? 'bot' : false, suppressAutoReply }]
  }
  const ownTag = isOurApp(message, heard) ? (replyIdOf(message.tag) ?? undefined) : undefined
  return [{ kind: 'echo', ...content, author, automated: false, suppressAutoReply: true, ...given({ ownTag }) }]
}

function contentOf(message: SlackMessage, { envelope }: Heard) {
  const attachments = attachmentsOf(message.files)
  const text = [textOf(message, envelope.botUsers), ...sharedLines(message.attachments)].filter((line) => line !== '')
  const isThread = message.threadTs !== undefined && message.threadTs !== message.ts
  return {
    messageId: message.ts,
    messageKey: keyOf(message.channel, message.ts),
    text: text.join('\n'),
    attachments,
    ...given({ threadId: isThread ? message.threadTs : undefined }),
    ...(message.attachments.some(isShared) ? { forwarded: true } : {}),
    ...(text.length === 0 && attachments.length === 0 ? { unsupported: true } : {}),
  }
}

export function textOf({ text }: Pick<SlackMessage, 'text'>, botUsers: readonly string[]): string {
  return plainText(withoutAddress(text, botUsers))
}

/** Messages that were shared from elsewhere. Previews of links repeat what the text links to, and are left out. */
function sharedLines(attachments: readonly unknown[]): readonly string[] {
  return attachments.filter(isShared).flatMap((one) => {
    const text = asText(pick(one, 'text')) ?? asText(pick(one, 'fallback')) ?? ''
    return text === ''
      ? []
      : plainText(text)
          .split('\n')
          .map((line) => `> ${line}`)
  })
}

function isShared(attachment: unknown): boolean {
  return pick(attachment, 'is_share') === true || pick(attachment, 'is_msg_unfurl') === true
}

/** Null for what nobody wrote. */
export function authorOf(message: SlackMessage, account: SlackAccount, heard: Heard): Author | null {
  const { user, botId, subtype, name } = message
  const label = asLabel(name) ?? null
  if (botId !== undefined || subtype === 'bot_message' || isOurApp(message, heard)) {
    const id = botId ?? user
    return id === undefined ? null : { role: 'bot', id, name: label }
  }
  if (user === undefined) return null
  return { role: account.agentIds.includes(user) ? 'agent' : 'customer', id: user, name: null }
}

/** Said by our app, or by a person of ours. */
function isOurs(message: SlackMessage, { agentIds }: SlackAccount, heard: Heard): boolean {
  const isAgent = message.botId === undefined && message.user !== undefined && agentIds.includes(message.user)
  return isAgent || isOurApp(message, heard)
}

/** Slack signs which app and which bot of ours it calls: no setting has to say it. */
function isOurApp({ user, appId }: SlackMessage, { envelope }: Heard): boolean {
  const isOurBot = user !== undefined && envelope.botUsers.includes(user)
  return isOurBot || (appId !== undefined && appId === envelope.appId)
}
