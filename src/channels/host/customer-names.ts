// Names and languages that a webhook lacks, asked for after the provider has its answer. Nobody waits for it, and when it
// fails nothing is lost: the next message asks again, an hour later at the earliest.
import { LRUCache } from 'lru-cache'
import type { Answer } from '../../desk/answer.js'
import type { HttpPort, IncomingMessage } from '../../ports/channel-adapter.js'
import type { Line } from './line.js'

const MOST_KNOWN = 10_000
const HOUR_MS = 3_600_000
/** Under way at once; beyond that the next message asks. */
const MOST_AT_ONCE = 20

/** A message of a group waits so long for its author's name: providers wait three seconds at least. */
const NAME_WAIT_MS = 1_000

type Authored = Pick<IncomingMessage, 'author' | 'conversationType'>

export interface CustomerNames {
  readonly ask: (line: Line, event: IncomingMessage, answer: Answer) => void
  /** Who of a group says it; `null` in a private conversation, where the customer's name tells. Never rejects. */
  readonly authorOf: (line: Line, event: Authored) => Promise<string | null>
  readonly idle: () => Promise<void>
}

export function customerNames(): CustomerNames {
  const asked = new LRUCache<string, true>({ max: MOST_KNOWN, ttl: HOUR_MS })
  const underWay = new Set<Promise<void>>()
  const authors = new LRUCache<string, string>({ max: MOST_KNOWN, ttl: HOUR_MS })
  return {
    authorOf: async (line, { author, conversationType }) => {
      if (conversationType === 'private') return null
      const shown = author.name ?? author.username
      if (shown !== undefined && shown.trim() !== '') return shown
      const key = JSON.stringify([line.workspace, line.channel, author.id])
      const known = authors.get(key) ?? (await askedName(line, author.id)) ?? author.id
      // An id stands until the hour is over, too: a provider that tells no name would slow each message down.
      authors.set(key, known)
      return known
    },
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

async function askedName({ connection, ports, clock, onError }: Line, author: string): Promise<string | null> {
  if (connection.describeCustomer === undefined) return null
  const waiting = new AbortController()
  const http: HttpPort = { fetch: (request) => ports.http.fetch({ ...request, timeoutMs: NAME_WAIT_MS }) }
  const found = connection.describeCustomer(author, { http }).catch((error) => {
    onError(error)
    return null
  })
  const late = clock.sleep(NAME_WAIT_MS, waiting.signal).then(() => null)
  const { name = null } = (await Promise.race([found, late])) ?? {}
  waiting.abort()
  return name
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
