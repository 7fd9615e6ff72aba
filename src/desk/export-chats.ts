// Chats with what is measured of them, page by page in constant memory: a reader that stops asking stops the reading.
import type { ChatView } from '../core/chat/view.js'
import { activationsOf } from '../core/statistics/activations-of.js'
import { type ChatSummary, chatSummary } from '../core/statistics/chat-summary.js'
import { isWithin, type Period, type PeriodRequest, readPeriod } from '../core/statistics/period.js'
import { chatView } from '../core/thread/chat-view.js'
import type { ChatFilter, StoredChat } from '../ports/store.js'
import type { Dispatching } from './dispatch.js'
import { type MessageView, messages } from './queries.js'
import { historiesOf } from './read-threads.js'
import { refuse } from './refused-error.js'
import type { ReadingOptions } from './statistics.js'
import { asRefusal } from './store-trouble.js'

/** `from` and `to`: chats that were started in the period. Merged ones are left out, unless `state` asks for them. */
export interface ExportRequest extends PeriodRequest, Omit<ChatFilter, 'limit' | 'below'> {
  /** With messages and notes. Default false. */
  readonly hasMessages?: boolean
}

export interface ExportedChat extends ChatSummary {
  readonly chat: ChatView
  /** Numbers of chats that were merged into it. */
  readonly mergedFrom: readonly number[]
  readonly messages?: readonly MessageView[]
}

const PAGE = 200
/** Threads whose journals were read lately; a customer's chats stand near each other. */
const KEPT_THREADS = 1_000

/** Newest number first, a page at a time. */
export async function* exportChats(
  desk: Dispatching,
  request: ExportRequest,
  { signal, onProgress }: ReadingOptions = {},
): AsyncGenerator<readonly ExportedChat[]> {
  const { from, to, zone, hasMessages = false, ...filter } = request
  const read = readPeriod({
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(zone === undefined ? {} : { zone }),
  })
  if (!read.ok) return refuse('invalid', read.message, { pointer: `/${read.field}` })
  const summaries = chatSummaries(desk)
  let below: number | undefined
  let count = 0
  try {
    for (;;) {
      signal?.throwIfAborted()
      const page: readonly StoredChat[] = await desk.store.chats(desk.workspace, {
        ...filter,
        limit: PAGE,
        ...(below === undefined ? {} : { below }),
      })
      const asked = page.filter((one) => isAsked(one, read.period, filter))
      const summaryOf = await summaries.of(asked)
      const chats: ExportedChat[] = []
      for (const stored of asked) {
        signal?.throwIfAborted()
        chats.push(await exported(desk, stored, summaryOf(stored), hasMessages))
      }
      count += chats.length
      onProgress?.(count)
      if (chats.length > 0) yield chats
      below = page.at(-1)?.chat.number
      if (below === undefined || page.length < PAGE) return
    }
  } catch (error) {
    throw asRefusal(error)
  }
}

function isAsked({ chat }: StoredChat, period: Period, { state }: Pick<ChatFilter, 'state'>): boolean {
  return isWithin(period, Date.parse(chat.startedAt)) && (chat.merge === null || state === 'merged')
}

async function exported(
  desk: Dispatching,
  { thread, chat }: StoredChat,
  summary: ChatSummary,
  hasMessages: boolean,
): Promise<ExportedChat> {
  const view = chatView(thread, chat, desk.channelOf(thread.channel))
  return {
    chat: view,
    mergedFrom: chat.absorbed,
    ...summary,
    activations: summary.activations ?? view.activation,
    ...(hasMessages ? { messages: await messages(desk, chat.number, {}) } : {}),
  }
}

const UNKNOWN = chatSummary({ activations: [] })

type OfThread = ReadonlyMap<number, ChatSummary>

/** Of each thread the journal is read once for all of its chats that come soon after each other. */
function chatSummaries({ store, workspace }: Dispatching) {
  const kept = new Map<string, OfThread>()
  const nameOf = ({ thread }: StoredChat) => JSON.stringify([thread.key, thread.version])
  return {
    of: async (page: readonly StoredChat[]): Promise<(one: StoredChat) => ChatSummary> => {
      const named = new Map(page.map((one) => [nameOf(one), one.thread.key]))
      const fresh = [...named].filter(([name]) => !kept.has(name))
      const read = new Map(
        (await historiesOf(store, workspace, [...new Set(fresh.map(([, key]) => key))])).map(({ thread, journal }) => [
          thread.key,
          new Map([...activationsOf(journal)].map(([number, history]) => [number, chatSummary(history)])),
        ]),
      )
      const known = new Map([...named].map(([name, key]) => [name, kept.get(name) ?? read.get(key)]))
      for (const [name, summaries] of known) {
        const [oldest] = kept.keys()
        if (kept.size >= KEPT_THREADS && oldest !== undefined) kept.delete(oldest)
        // Only a thread with several chats is asked for again.
        if (summaries !== undefined && summaries.size > 1) kept.set(name, summaries)
      }
      return (one) => (one.chat.merge === null ? known.get(nameOf(one))?.get(one.chat.number) : undefined) ?? UNKNOWN
    },
  }
}
