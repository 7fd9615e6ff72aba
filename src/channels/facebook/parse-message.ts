import type { Author, ChannelEvent } from '../../ports/channel-adapter.js'
import { given } from '../shared/read.js'
import { replyIdOf } from '../shared/split-text.js'
import type { FacebookAccount } from './account.js'
import { attachmentsOf } from './parse-attachments.js'
import { type Item, messageOf, type PageMessage } from './payload.js'
import type { Talk } from './talk.js'

/** The app behind Facebook's own inbox for pages: a person typed what comes with it. */
const PAGE_INBOX = '263902037430900'

export function messageEvents(
  value: unknown,
  { isStandby }: Item,
  talk: Talk,
  account: FacebookAccount,
): readonly ChannelEvent[] {
  const message = messageOf(value)
  if (message === undefined) return []
  const key = { messageId: message.mid, messageKey: message.mid }
  if (message.isDeleted) return [{ kind: 'delete', ...key, ...talk.base }]
  const attachments = attachmentsOf(message.attachments)
  const content = {
    ...key,
    text: message.text,
    attachments,
    ...given({ replyToId: message.replyTo, payload: message.payload }),
    ...(message.text === '' && attachments.length === 0 ? { unsupported: true } : {}),
    ...talk.base,
  }
  if (message.isEcho || talk.isByPage) return [{ kind: 'echo', ...content, ...senderOf(message, account) }]
  // In standby another app, or a person in the page's inbox, leads the conversation.
  return [{ kind: 'message', ...content, author: talk.author, automated: false, suppressAutoReply: isStandby }]
}

interface Sender {
  readonly author: Author
  readonly automated: false | 'bot'
  readonly suppressAutoReply: true
  readonly ownTag?: string
}

/** Ours by its tag or by our app; a person's from the page's inbox or without an app; a robot's from any other app. */
function senderOf({ appId, metadata }: PageMessage, account: FacebookAccount): Sender {
  const isOurApp = appId !== undefined && appId === account.appId
  // Another app may write what it likes into `metadata`; without our app id set, the tag alone has to do.
  const mayBeOurs = isOurApp || account.appId === undefined
  const ownTag = mayBeOurs ? (replyIdOf(metadata) ?? undefined) : undefined
  const isPerson = ownTag === undefined && (appId === undefined || appId === PAGE_INBOX)
  return {
    author: { role: isPerson ? 'agent' : 'bot', id: appId ?? account.pageId, name: null },
    automated: isPerson || isOurApp || ownTag !== undefined ? false : 'bot',
    suppressAutoReply: true,
    ...given({ ownTag }),
  }
}
