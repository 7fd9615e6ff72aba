// Names and languages that a webhook lacks, asked for after the provider has its answer. Nobody waits for it, and when it
// fails nothing is lost: the next message asks again, an hour later at the earliest.
import { LRUCache } from 'lru-cache'
import type { Answer } from '../../desk/answer.js'
import type { IncomingMessage } from '../../ports/channel-adapter.js'
import type { Line } from './line.js'

const MOST_KNOWN = 10_000
const HOUR_MS = 3_600_000
/** Under way at once; beyond that the next message asks. */
const MOST_AT_ONCE = 20

export interface CustomerNames {
  readonly ask: (line: Line, event: IncomingMessage, answer: Answer) => void
  readonly idle: () => Promise<void>
}

export function customerNames(): CustomerNames {
  const asked = new LRUCache<string, true>({ max: MOST_KNOWN, ttl: HOUR_MS })
  const underWay = new Set<Promise<void>>()
  return {
    ask: (line, event, answer) => {
      const { connection, channel, workspace } = line
      if (connection.describeCustomer === undefined || event.author.name !== null || underWay.size >= MOST_AT_ONCE)
        return
      if (event.conversationType !== 'private' || event.author.role !== 'customer') return
      const key = JSON.stringify([workspace, channel, event.conversationId])
      if (asked.has(key)) return
      asked.set(key, true)
      const asking = describe(line, event.author.id, answer).catch(line.onError)
      underWay.add(asking)
      void asking.then(() => underWay.delete(asking))
    },
    idle: async () => {
      await Promise.all(underWay)
    },
  }
}

async function describe(
  { connection, store, workspace, desk, ports }: Line,
  author: string,
  answer: Answer,
): Promise<void> {
  const { number, channel, customer } = answer.chat
  const ref = await store.threadOfChat(workspace, number)
  if (ref === null) return
  const { contact } = await store.load(workspace, ref)
  if (contact?.name != null) return
  const { describeCustomer } = connection
  if (describeCustomer === undefined) return
  const found = await describeCustomer(author, { http: ports.http })
  if (found == null || (found.name === null && found.language === undefined)) return
  if (ref.channel !== channel || ref.customer !== customer) return
  const { name, language } = found
  await desk.update(number, {
    customer: { ...(name === null ? {} : { name }), ...(language === undefined ? {} : { language }) },
  })
}
