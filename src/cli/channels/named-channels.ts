import { UsageError } from '../exit.js'
import type { ListedChannel } from './channel-book.js'

/** Those of the ids, in their order; throws `UsageError` for one that isn't there. */
export function named<Channel extends Pick<ListedChannel, 'id'>>(
  channels: readonly Channel[],
  ids: readonly string[],
  unseen: string | undefined,
): readonly Channel[] {
  return ids.flatMap((id) => {
    const found = channels.filter((channel) => channel.id === id)
    if (found.length > 0) return found
    const known = channels.length === 0 ? 'none' : channels.map((channel) => channel.id).join(', ')
    throw new UsageError(`There is no channel ${id}; there are ${known}.${unseen === undefined ? '' : ` ${unseen}`}`)
  })
}
