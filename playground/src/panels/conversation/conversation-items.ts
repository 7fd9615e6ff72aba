import type { ChatView } from 'caseline'
import type { TimelineItem } from '../../session/timeline.js'

export type ConversationItem =
  | { readonly kind: 'timeline'; readonly id: string; readonly item: TimelineItem; readonly isPrevious: boolean }
  /** Here the messages of the next chat begin. */
  | { readonly kind: 'border'; readonly id: string; readonly chat: number }
  /** From here on the messages came after the chat was reopened: they can be split off. */
  | { readonly kind: 'new'; readonly id: string }

/** What an agent sees of a chat, with the chat before it in line where he asked for it. */
export function conversationItems(
  timeline: readonly TimelineItem[],
  { number, previous, newSince, state }: ChatView,
  showsPrevious: boolean,
): readonly ConversationItem[] {
  const items: ConversationItem[] = []
  let chat: number | null = null
  for (const item of timeline) {
    const isPrevious = showsPrevious && item.chat === previous
    if (item.chat !== number && !isPrevious) continue
    if (showsPrevious && item.chat !== chat)
      items.push({ kind: 'border', id: `border ${item.chat} ${items.length}`, chat: item.chat })
    chat = item.chat
    if (state === 'awaiting-split' && item.kind === 'message' && item.message.seq === newSince)
      items.push({ kind: 'new', id: 'new' })
    items.push({ kind: 'timeline', id: idOf(item, items.length), item, isPrevious })
  }
  return items
}

function idOf(item: TimelineItem, place: number): string {
  return item.kind === 'message' ? item.message.id : `${item.frame} ${item.event.type} ${place}`
}
