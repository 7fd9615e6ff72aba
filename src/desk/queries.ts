import type { Chat } from '../core/chat/chat.js'
import type { ChatView } from '../core/chat/view.js'
import { chatView } from '../core/thread/chat-view.js'
import type { Contact } from '../core/thread/contact.js'
import type { Message } from '../core/thread/message.js'
import { chatOf, survivorOf, type Thread } from '../core/thread/thread.js'
import type { ChatFilter, ThreadRef } from '../ports/store.js'
import type { Dispatching } from './dispatch.js'
import { numberOf } from './input.js'
import { refuse } from './refused-error.js'

/** A message or note as screens show it. */
export interface MessageView extends Omit<Message, 'chat'> {
  /** The chat that it belongs to now. */
  readonly chat: number
  /** It is shown along from the chat before (`previous: true`). */
  readonly previous?: true
}

export interface ThreadView {
  readonly channel: string
  readonly customer: Omit<Contact, 'marks' | 'everStarted' | 'version'>
  readonly current: number | null
  /** In order, tombstones included. */
  readonly chats: readonly ChatView[]
}

export interface MessagesOptions {
  /** Also those of the chat before, in line before the chat's own and marked. */
  readonly previous?: boolean
  /** Only messages with a lower seq, for paging backwards. */
  readonly before?: number
  /** At most so many, the latest. Default: all. */
  readonly limit?: number
}

interface Found {
  readonly ref: ThreadRef
  readonly thread: Thread
  readonly chat: Chat
}

async function find(desk: Dispatching, number: number): Promise<Found> {
  const ref = await desk.store.threadOfChat(desk.workspace, numberOf(number))
  const thread = ref === null ? null : await desk.store.chain(desk.workspace, ref.key)
  const chat = thread === null ? null : chatOf(thread, number)
  if (ref === null || thread === null || chat === null)
    return refuse('not-found', `There is no chat ${number}`, { pointer: '/chat' })
  return { ref, thread, chat }
}

/** The chat as it is; of a merged one the tombstone, whose `mergedInto` leads on. */
export async function chat(desk: Dispatching, number: number): Promise<ChatView> {
  const found = await find(desk, number)
  return chatView(found.thread, found.chat, desk.channelOf(found.ref.channel))
}

export async function chats(desk: Dispatching, filter: ChatFilter): Promise<readonly ChatView[]> {
  for (const name of ['limit', 'below'] as const) {
    const value = filter[name]
    if (value !== undefined && !Number.isSafeInteger(value))
      refuse('invalid', `${name} must be a whole number`, { pointer: `/${name}` })
  }
  const { q: asked, ...others } = filter
  const q = sought(asked)
  const stored = await desk.store.chats(desk.workspace, q === '' ? others : { ...others, q })
  return stored.map((one) => chatView(one.thread, one.chat, desk.channelOf(one.thread.channel)))
}

const LONGEST_SEARCH = 200

/** What is looked for; empty: nothing in particular. */
function sought(q: unknown): string {
  if (q === undefined) return ''
  if (typeof q !== 'string') return refuse('invalid', 'q must be a text', { pointer: '/q' })
  const text = q.trim()
  if (text.length <= LONGEST_SEARCH) return text
  return refuse('too-large', `A search has at most ${LONGEST_SEARCH} characters`, { pointer: '/q' })
}

export async function thread(desk: Dispatching, number: number): Promise<ThreadView> {
  const found = await find(desk, number)
  const loaded = await desk.store.load(desk.workspace, { ...found.ref, isFresh: true })
  if (loaded.contact === null) return refuse('not-found', `The customer of chat ${number} is not stored`)
  const { marks: _, everStarted: __, version: ___, ...customer } = loaded.contact
  const channel = desk.channelOf(found.ref.channel)
  return {
    channel: found.ref.channel,
    customer,
    current: found.thread.current,
    chats: found.thread.chats.map((one) => chatView(found.thread, one, channel)),
  }
}

/** Messages and notes in order; a merged chat's number leads to the survivor's. */
export async function messages(
  desk: Dispatching,
  number: number,
  options: MessagesOptions,
): Promise<readonly MessageView[]> {
  const found = await find(desk, number)
  const own = survivorOf(found.thread, found.chat)
  const before = options.previous ? chatOf(found.thread, own.previous) : null
  const shown = [
    ...(before === null ? [] : await messagesOf(desk, found, before, true)),
    ...(await messagesOf(desk, found, own, false)),
  ]
  const below = options.before === undefined ? shown : shown.filter((one) => one.seq < (options.before ?? 0))
  return options.limit === undefined ? below : below.slice(-options.limit)
}

async function messagesOf(
  desk: Dispatching,
  found: Found,
  chat: Chat,
  isPrevious: boolean,
): Promise<readonly MessageView[]> {
  const next = chatOf(found.thread, chat.next)
  const stored = await desk.store.messages(desk.workspace, found.ref.key, {
    fromSeq: chat.firstSeq,
    toSeq: next?.firstSeq ?? found.thread.lastSeq + 1,
    chats: numbersIn(found.thread, chat),
  })
  return stored.map((message) => ({
    ...message,
    chat: chat.number,
    ...(isPrevious ? { previous: true as const } : {}),
  }))
}

/** The chat's number and those merged into it: notes on older chats carry the number they were written on. */
function numbersIn(thread: Thread, chat: Chat): readonly number[] {
  return [
    chat.number,
    ...thread.chats.filter((one) => one.merge !== null && survivorOf(thread, one) === chat).map((one) => one.number),
  ]
}

/** The number of the chat that the message belongs to now. */
export function chatHolding(thread: Thread, message: Message): number {
  const written = message.chat === undefined ? null : chatOf(thread, message.chat)
  if (written !== null) return survivorOf(thread, written).number
  const alive = thread.chats.filter((one) => one.merge === null)
  return (alive.findLast((one) => one.firstSeq <= message.seq) ?? alive[0])?.number ?? 0
}
