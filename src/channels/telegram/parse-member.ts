import type { ChannelEvent } from '../../ports/channel-adapter.js'
import { pick } from '../shared/read.js'
import type { Update } from './payload.js'
import { authorOf, talkOf } from './talk.js'

type Contact = Extract<ChannelEvent, { kind: 'contact' }>['contact']

const OUTSIDE = ['left', 'kicked']

/** What became of the bot itself: a customer blocked it or lets it write again, a group took it in or threw it out. */
export function memberEvents(update: Update, receivedAt: string): readonly ChannelEvent[] {
  const talk = talkOf(update.value, update, receivedAt)
  const author = authorOf(update.value)
  if (talk === null || author === null) return []
  const [before, after] = ['old_chat_member', 'new_chat_member'].map((name) => pick(update.value, name, 'status'))
  const contact = contactOf(before, after, talk.base.conversationType === 'private')
  return contact === null ? [] : [{ kind: 'contact', contact, author, ...talk.base }]
}

/** Null for changes of rights. */
function contactOf(before: unknown, after: unknown, isPrivate: boolean): Contact | null {
  const [wasOut, isOut] = [before, after].map((status) => OUTSIDE.some((one) => one === status))
  if (typeof after !== 'string' || wasOut === isOut) return null
  if (isOut) return 'blocked'
  if (!isPrivate) return 'added'
  return before === 'kicked' ? 'unblocked' : 'started'
}
