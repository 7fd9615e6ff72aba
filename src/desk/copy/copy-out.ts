import type { ThreadRef } from '../../ports/store.js'
import type { Dispatching } from '../dispatch.js'
import { readThreads } from '../read-threads.js'
import type { ReadingOptions } from '../statistics.js'
import type { CopiedThread } from './copied-thread.js'

/**
 * Every thread of a desk, whole, one by one. A thread is read as it stood at one moment, the desk isn't: threads that
 * begin meanwhile may be missing. What waits for delivery, channels, rules and keys are not part of it.
 */
export async function* copyOut(
  { store, workspace }: Pick<Dispatching, 'store' | 'workspace'>,
  { signal, onProgress }: ReadingOptions = {},
): AsyncGenerator<CopiedThread> {
  let count = 0
  const all = readThreads(store, workspace, {
    since: Number.NEGATIVE_INFINITY,
    ...(signal === undefined ? {} : { signal }),
  })
  for await (const { thread } of all) {
    const copied = await wholeThread({ store, workspace }, thread)
    if (copied !== null) yield copied
    count += 1
    onProgress?.(count)
  }
}

/** Parts are read one after the other: anew until nothing moved in between. */
async function wholeThread(
  { store, workspace }: Pick<Dispatching, 'store' | 'workspace'>,
  ref: ThreadRef,
): Promise<CopiedThread | null> {
  const { key, channel, customer, root } = ref
  const head = { key, channel, customer, ...(root === undefined ? {} : { root }) }
  for (;;) {
    const thread = await store.chain(workspace, key)
    if (thread === null) return null
    const [messages, journal, { contact }] = await Promise.all([
      store.messages(workspace, key, {
        fromSeq: 0,
        toSeq: thread.lastSeq + 1,
        chats: thread.chats.map((chat) => chat.number),
      }),
      store.journal(workspace, key),
      store.load(workspace, { ...head, isFresh: true }),
    ])
    const after = await store.chain(workspace, key)
    // Names first, whatever the store: so the same desk makes the same file.
    const named = { ...head, ...thread, chats: thread.chats }
    if (contact !== null && after?.version === thread.version) return { thread: named, contact, messages, journal }
    if (contact === null) return null
  }
}
