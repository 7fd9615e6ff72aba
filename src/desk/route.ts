import { threadKey } from '../core/thread/thread.js'
import type { Store, ThreadRef } from '../ports/store.js'
import type { CustomerMessage } from './desk.js'

/** A thread is one customer on one channel; on e-mail one correspondence of theirs (spec 1.4). */
export async function routeOf(
  store: Pick<Store, 'threadsOfMessage'>,
  workspace: string,
  kind: string,
  message: Pick<CustomerMessage, 'channel' | 'customer' | 'inReplyTo'>,
  messageId: string,
): Promise<ThreadRef> {
  const { channel, customer } = message
  if (kind !== 'email') return { key: threadKey(channel, customer.id), channel, customer: customer.id }
  for (const answered of [message.inReplyTo ?? []].flat()) {
    const known = await store.threadsOfMessage(workspace, answered, channel)
    const own = known.find((ref) => ref.customer === customer.id)
    if (own !== undefined) return own
  }
  // A redelivery of a first letter belongs to the correspondence that it began.
  return { key: threadKey(channel, customer.id, messageId), channel, customer: customer.id, root: messageId }
}
