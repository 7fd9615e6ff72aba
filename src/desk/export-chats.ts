// Chats with what is measured of them, page by page in constant memory: a reader that stops asking stops the reading.
import type { ChatView } from '../core/chat/view.js'
import { activationsOf } from '../core/statistics/activations-of.js'
import { type ChatSummary, chatSummary } from '../core/statistics/chat-summary.js'
import { isWithin, type Period, type PeriodRequest, readPeriod } from '../core/statistics/period.js'
import { chatView } from '../core/thread/chat-view.js'
import type { ChatFilter, StoredChat } from '../ports/store.js'
import type { Dispatching } from './dispatch.js'
import { type MessageView, messages } from './queries.js'
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
  const summaryOf = summaries(desk)
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
      const chats: ExportedChat[] = []
      for (const stored of page.filter((one) => isAsked(one, read.period, filter))) {
        signal?.throwIfAborted()
        chats.push(await exported(desk, stored, await summaryOf(stored), hasMessages))
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
  return isWithin(period, chat.startedAt) && (chat.merge === null || state === 'merged')
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

/** Of each thread the journal is read once for all of its chats that come soon after each other. */
function summaries({ store, workspace }: Dispatching): (one: StoredChat) => Promise<ChatSummary> {
  const kept = new Map<string, ReadonlyMap<number, ChatSummary>>()
  return async ({ thread, chat }) => {
    if (chat.merge !== null) return UNKNOWN
    const key = JSON.stringify([thread.key, thread.version])
    const known = kept.get(key) ?? (await read(thread.key))
    const [oldest] = kept.keys()
    if (kept.size >= KEPT_THREADS && oldest !== undefined) kept.delete(oldest)
    // Only a thread with several chats is asked for again.
    if (known.size > 1) kept.set(key, known)
    return known.get(chat.number) ?? UNKNOWN
  }

  async function read(thread: string): Promise<ReadonlyMap<number, ChatSummary>> {
    const histories = activationsOf(await store.journal(workspace, thread))
    return new Map([...histories].map(([number, history]) => [number, chatSummary(history)]))
  }
}
