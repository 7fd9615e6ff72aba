import type { Contact } from '../../core/thread/contact.js'
import type { NumberHold } from '../../ports/store.js'
import type { Dispatching } from '../dispatch.js'
import { refuse } from '../refused-error.js'
import type { ReadingOptions } from '../statistics.js'
import type { CopiedThread } from './copied-thread.js'
import { copyCommits, copySteps } from './copy-steps.js'

/** Threads that are written side by side: stores write commits that come together in one go. */
const AT_ONCE = 32

/**
 * Writes threads onto a desk that has no chats yet and on which nothing else happens meanwhile. `highest`: the highest chat
 * number among them. Answers how many threads. Trouble of the store in the middle leaves what was written until then.
 */
export async function copyIn(
  { store, workspace }: Pick<Dispatching, 'store' | 'workspace'>,
  all: AsyncIterable<CopiedThread>,
  { highest, now }: { readonly highest: number; readonly now: string },
  { signal, onProgress }: ReadingOptions = {},
): Promise<number> {
  const [known] = await store.chats(workspace, { limit: 1 })
  if (known !== undefined)
    refuse('conflict', 'The desk has chats already: a whole desk is imported into an empty one', {
      number: known.chat.number,
    })
  const holds = new Map<number, NumberHold>()
  while (holds.size < highest) {
    signal?.throwIfAborted()
    const hold = await store.holdNumber(workspace, now)
    if (hold.number > highest || holds.has(hold.number))
      refuse('conflict', 'Somebody else begins chats on the desk', { number: hold.number })
    holds.set(hold.number, hold)
  }
  const contacts = new Map<string, Contact>()
  let count = 0
  const used = new Set<number>()
  let batch: Promise<void>[] = []
  for await (const copied of all) {
    signal?.throwIfAborted()
    const { thread } = copied
    for (const { number } of thread.chats) used.add(number)
    const customer = JSON.stringify([thread.channel, thread.customer])
    const contact = contacts.get(customer)
    // Several correspondences have one customer, who is written with the first: the others wait for it.
    if (contact !== undefined || batch.length >= AT_ONCE) {
      await Promise.all(batch)
      batch = []
    }
    if (thread.root !== undefined) contacts.set(customer, contact ?? copied.contact)
    batch.push(
      writeThread(
        { store, workspace },
        { ...copied, contact: contact ?? copied.contact },
        holds,
        contact !== undefined,
      ),
    )
    count += 1
    onProgress?.(count)
  }
  await Promise.all(batch)
  await store.releaseNumbers(
    workspace,
    [...holds.values()].filter(({ number }) => !used.has(number)),
  )
  return count
}

async function writeThread(
  { store, workspace }: Pick<Dispatching, 'store' | 'workspace'>,
  copied: CopiedThread,
  holds: ReadonlyMap<number, NumberHold>,
  isContactKnown: boolean,
): Promise<void> {
  const steps = copySteps(copied)
  if (steps === null)
    return refuse('invalid', `Thread ${copied.thread.key}: its version doesn't fit its chats, messages and journal`)
  for (const commit of copyCommits(copied, steps, holds, isContactKnown)) {
    const result = await store.commit(workspace, commit)
    if (result !== 'committed')
      refuse(
        'conflict',
        `Thread ${copied.thread.key} could not be written (${result}): something else happens on the desk`,
      )
  }
}
