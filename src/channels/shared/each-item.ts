import type { ChannelEvent } from '../../ports/channel-adapter.js'

/** What the items of a batch tell. One that can't be read is left out and the others stand: the batch isn't repeated for it. */
export function eachItem<T>(
  items: readonly T[],
  eventsOf: (item: T, index: number) => readonly ChannelEvent[],
): { readonly events: readonly ChannelEvent[]; readonly unread: number } {
  const read = items.map((item, index) => {
    try {
      return eventsOf(item, index)
    } catch {
      return null
    }
  })
  return { events: read.flatMap((events) => events ?? []), unread: read.filter((events) => events === null).length }
}
