import type { Author } from '../../ports/channel-adapter.js'
import { isoOf } from '../shared/moment.js'
import type { FacebookAccount } from './account.js'
import type { Item } from './payload.js'

/** Where an item belongs: whose conversation with our page, who did it, and when. */
export interface Talk {
  readonly isByPage: boolean
  readonly author: Author
  readonly base: {
    readonly conversationId: string
    readonly conversationType: 'private'
    readonly sentAt: string
    readonly receivedAt: string
  }
}

/**
 * Null for items of other pages (one app, and so one address, may serve several) and for those without a person: opt-ins of
 * somebody who has never written. The item's own page counts, the entry's only where it names none, as the two may differ.
 */
export function talkOf(item: Item, { pageId }: FacebookAccount, receivedAt: string): Talk | null {
  const isByPage = item.sender === pageId
  const [page, person] = isByPage ? [item.sender, item.recipient] : [item.recipient ?? item.page, item.sender]
  if (page !== pageId || person === undefined || person === pageId) return null
  return {
    isByPage,
    author: { role: isByPage ? 'agent' : 'customer', id: isByPage ? pageId : person, name: null },
    base: {
      conversationId: person,
      conversationType: 'private',
      sentAt: isoOf(item.timestamp, receivedAt),
      receivedAt,
    },
  }
}
