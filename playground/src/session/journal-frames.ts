// A desk's journal as frames. Entries tell the chat that they decided about, before and after; threads are told as they are
// now. What an entry does to a chat beside it (a split, a merge, a newer chat) is taken from the next entry that tells that
// chat, or from now when there is none.
import type { ChatView, DomainEvent } from 'caseline'
import type { ArmedTimer, Message } from 'caseline/core'
import type { JournalItem, JournalThread } from './desk-journal.js'
import type { NewFrame } from './engine.js'
import type { Border, ThreadState } from './frame.js'
import { messageAsOf } from './message-as-of.js'

/** One thread's frames, and what it was before them: `null` when it began with them. */
export interface ThreadFrames {
  readonly base: ThreadState | null
  readonly frames: readonly NewFrame[]
}

const BIRTHS = new Set<DomainEvent['type']>(['chat.started', 'chat.started-by-agent', 'chat.split-off'])
/** Events that make or move borders between chats: neighbours change with them. */
const STRUCTURAL = new Set<DomainEvent['type']>([...BIRTHS, 'chat.merged', 'chat.unmerged'])

/**
 * `items`: entries of one thread, in order. `before`: its state where earlier entries were shown already. `listed`: chats of
 * it that are known from elsewhere.
 */
export function threadFrames(
  items: readonly JournalItem[],
  now: JournalThread,
  before: ThreadState | null,
  listed: readonly ChatView[] = [],
): ThreadFrames {
  const births = birthsIn(items)
  const told = toldBefore(items)
  const changes = lastChanges(items)
  const present = presentViews(items, now, before, listed)
  const firstSeqs = new Map([
    ...(before?.borders ?? []).map(({ chat, fromSeq }) => [chat, fromSeq] as const),
    ...now.chats.map(({ view, firstSeq }) => [view.number, firstSeq] as const),
  ])
  const deliveries = new Map<string, Message['delivery']>()
  let views = new Map<number, ChatView>((before?.chats ?? []).map((view) => [view.number, view]))
  let lastSeq = before?.lastSeq ?? 0

  /** What chat `number` was from entry `index` on, seen from later; `undefined`: a later entry changed it and doesn't tell. */
  const seenLater = (number: number, index: number): ChatView | undefined => {
    const later = told.get(number)?.find((one) => one.index > index)?.view
    if (later !== undefined) return later
    return (changes.get(number) ?? -1) > index ? undefined : present.get(number)
  }

  const isThere = (number: number, index: number): boolean => {
    const born = births.get(number)
    if (born !== undefined) return born <= index
    if (before?.chats.some((view) => view.number === number)) return true
    const started = present.get(number)?.startedAt ?? ''
    return started < (items[Math.max(index, 0)]?.command.at ?? '')
  }

  const stateAfter = (timers: (view: ChatView) => readonly ArmedTimer[]): ThreadState => {
    const chats = [...views.values()].sort((one, other) => placeOf(one) - placeOf(other) || one.number - other.number)
    const living = chats.filter(({ state }) => state !== 'merged')
    return {
      key: now.key,
      channel: now.channel,
      customer: now.customer,
      current: living.at(-1)?.number ?? null,
      lastSeq,
      chats,
      borders: living.flatMap(({ number }): readonly Border[] => {
        const fromSeq = firstSeqs.get(number)
        return fromSeq === undefined ? [] : [{ chat: number, fromSeq }]
      }),
      timers: chats.flatMap(timers),
    }
  }
  const placeOf = ({ number }: ChatView): number => firstSeqs.get(number) ?? 0

  if (before === null)
    for (const number of present.keys()) {
      const view = isThere(number, -1) ? (seenLater(number, -1) ?? present.get(number)) : undefined
      if (view !== undefined) views.set(number, view)
    }
  const base = views.size === 0 ? null : (before ?? stateAfter(silenceOf))

  const frames = items.map((item, index): NewFrame => {
    const after = item.trace?.after ?? null
    const born = present.get(item.events.find(({ type }) => BIRTHS.has(type))?.chat ?? -1)
    const isStructural = item.events.some(({ type }) => STRUCTURAL.has(type))
    const next = new Map(views)
    for (const number of present.keys()) {
      if (!isThere(number, index)) continue
      const view =
        after?.number === number
          ? after
          : isStructural || after === null || !views.has(number)
            ? (seenLater(number, index) ?? beside(views.get(number), born) ?? present.get(number))
            : views.get(number)
      if (view !== undefined) next.set(number, view)
    }
    views = next
    for (const { seq } of item.messages) lastSeq = Math.max(lastSeq, seq)
    const isLast = index === items.length - 1
    return {
      act: 0,
      at: item.command.at,
      type: item.command.type,
      outcome: item.outcome,
      refusal: null,
      thread: item.thread,
      chat: item.chat,
      state: stateAfter(isLast ? (view) => timersNow(now, view) : silenceOf),
      messages: item.messages.map((message) => asOf(message, item, deliveries)),
      events: item.events,
      effects: [],
      warnings: [],
      trace: item.trace,
    }
  })
  return { base, frames }
}

function birthsIn(items: readonly JournalItem[]): ReadonlyMap<number, number> {
  const births = new Map<number, number>()
  for (const [index, { events }] of items.entries())
    for (const { type, chat } of events) if (BIRTHS.has(type)) births.set(chat, births.get(chat) ?? index)
  return births
}

/** Per chat the last entry that changed it. */
function lastChanges(items: readonly JournalItem[]): ReadonlyMap<number, number> {
  const changes = new Map<number, number>()
  for (const [index, { trace, events }] of items.entries()) {
    if (trace?.after != null) changes.set(trace.after.number, index)
    for (const event of events) {
      changes.set(event.chat, index)
      if (event.type === 'chat.merged') changes.set(event.into, index).set(event.merged, index)
    }
  }
  return changes
}

/** What only the customer's last chat can do. */
const OF_THE_LAST = new Set<string>(['reply', 'split', 'merge', 'postpone'])

/** A chat when another one begins behind it. */
function beside(view: ChatView | undefined, born: ChatView | undefined): ChatView | undefined {
  if (view === undefined || born?.previous !== view.number || view.next !== null) return view
  return { ...view, next: born.number, actions: view.actions.filter((action) => !OF_THE_LAST.has(action)) }
}

/** Per chat the entries that tell how it was before them. */
function toldBefore(
  items: readonly JournalItem[],
): ReadonlyMap<number, readonly { readonly index: number; readonly view: ChatView }[]> {
  const told = new Map<number, { readonly index: number; readonly view: ChatView }[]>()
  for (const [index, { trace }] of items.entries()) {
    const view = trace?.before ?? null
    if (view === null) continue
    const list = told.get(view.number) ?? []
    told.set(view.number, list)
    list.push({ index, view })
  }
  return told
}

/** The latest that is known of each chat. */
function presentViews(
  items: readonly JournalItem[],
  now: JournalThread,
  before: ThreadState | null,
  listed: readonly ChatView[],
): ReadonlyMap<number, ChatView> {
  return new Map([
    ...listed.map((view) => [view.number, view] as const),
    ...(before?.chats ?? []).map((view) => [view.number, view] as const),
    ...items.flatMap(({ trace }) => (trace?.after == null ? [] : [[trace.after.number, trace.after] as const])),
    ...now.chats.map(({ view }) => [view.number, view] as const),
  ])
}

/** Of the past only that timer is known which the chat itself shows. */
function silenceOf({ number, autoFinishAt }: ChatView): readonly ArmedTimer[] {
  return autoFinishAt === null ? [] : [{ chat: number, kind: 'silence', rule: null, workflow: null, due: autoFinishAt }]
}

function timersNow({ chats }: JournalThread, view: ChatView): readonly ArmedTimer[] {
  return chats.find((one) => one.view.number === view.number)?.timers ?? silenceOf(view)
}

function asOf(message: Message, item: JournalItem, deliveries: Map<string, Message['delivery']>): Message {
  const { id } = message
  for (const event of item.events) {
    if (event.type === 'message.delivery' && event.message === id) deliveries.set(id, deliveryOf(event.delivery))
    else if ('message' in event && event.message === id && !deliveries.has(id) && message.delivery !== undefined)
      deliveries.set(id, 'pending')
  }
  return messageAsOf(message, item.command.at, deliveries.get(id))
}

function deliveryOf(name: string): Message['delivery'] {
  return (['pending', 'sent', 'failed', 'maybe-sent'] as const).find((one) => one === name)
}
