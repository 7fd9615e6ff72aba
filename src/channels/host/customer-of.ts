import type { CustomerInput } from '../../core/thread/contact.js'
import { threadKey } from '../../core/thread/thread.js'
import type { ChannelEvent, IncomingMessage } from '../../ports/channel-adapter.js'
import type { Line } from './line.js'

/** A group goes on as the customer that it was before it moved. */
export async function customerIdOf(line: Line, event: ChannelEvent): Promise<string> {
  const { conversationId, conversationType } = event
  if (conversationType === 'private') return conversationId
  const note = await line.store.channels.noted(line.workspace, threadKey(line.channel, conversationId))
  return note?.conversation ?? conversationId
}

/** In a group the author is one of many: what is known of him says nothing of the group. */
export function customerOf(
  id: string,
  { conversationType, author }: Pick<IncomingMessage, 'conversationType' | 'author'>,
): CustomerInput {
  if (conversationType !== 'private') return { id }
  const { name, email, phone, locale } = author
  return {
    id,
    ...(name === null ? {} : { name }),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(locale === undefined ? {} : { language: locale }),
  }
}
