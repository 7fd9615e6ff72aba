// The tape of a running desk: entries of its journal, and between them what only this page knows (a refusal, presence).
// It grows at its end; what is added before that makes it anew, under another revision.
import type { ChatView } from 'caseline'
import type { Message } from 'caseline/core'
import type { JournalItem, JournalThread } from './desk-journal.js'
import type { NewFrame } from './engine.js'
import type { ThreadState } from './frame.js'
import { threadFrames } from './journal-frames.js'
import { listedState, listedThreads } from './listed-chats.js'
import { mergeThreads } from './merge-threads.js'
import type { RuleText } from './session.js'
import { emptyTape, growingTape, type Tape } from './tape.js'

/** Beyond, the oldest are let go; they can be loaded again. */
const MOST_ENTRIES = 30_000
const KEPT_ENTRIES = 20_000

/** `act` numbers what a cursor holds on to: it stays the same when earlier entries come. */
type Entry =
  | { readonly kind: 'item'; readonly act: number; readonly item: JournalItem }
  | { readonly kind: 'own'; readonly act: number; readonly frame: NewFrame }

export interface DeskTape {
  readonly tape: () => Tape
  /** Grows when frames that were there stand elsewhere. */
  readonly revision: () => number
  /** `start`: the moment from which on everything is told. */
  readonly prepend: (items: readonly JournalItem[], threads: readonly JournalThread[], start: string) => void
  /** True: the oldest were let go. */
  readonly append: (items: readonly JournalItem[], threads: readonly JournalThread[]) => boolean
  readonly addOwn: (frame: NewFrame) => void
  /** Chats as the desk lists them. */
  readonly list: (chats: readonly ChatView[]) => void
  /** Messages of a chat as the desk tells them now. */
  readonly find: (chat: number, messages: readonly Message[]) => void
  readonly rule: (rulings: ReadonlyMap<string, readonly RuleText[]>) => void
  readonly firstPlace: () => string | null
  readonly threads: () => ReadonlyMap<string, JournalThread>
  readonly stateOf: (chat: number) => ThreadState | null
}

export function deskTape(): DeskTape {
  let entries: Entry[] = []
  let start = ''
  let threads: ReadonlyMap<string, JournalThread> = new Map()
  let listed: readonly ChatView[] = []
  let groups: ReadonlyMap<string, readonly ChatView[]> = new Map()
  let growing = growingTape(emptyTape(start))
  let revision = 0
  let rulings: ReadonlyMap<string, readonly RuleText[]> = new Map()
  const states = new Map<string, ThreadState>()
  const found = new Map<number, readonly Message[]>()

  function makeAnew(): void {
    growing = growingTape(emptyTape(start))
    states.clear()
    groups = listedThreads(listed, threads)
    const items = entries.flatMap((entry) => (entry.kind === 'item' ? [entry.item] : []))
    const told = new Set(items.map(({ thread }) => thread))
    for (const [key, chats] of groups) if (!told.has(key)) setBase(key, listedState(key, chats))
    const frames = framesOf(items)
    growing.add(
      entries.flatMap((entry) => {
        const frame = entry.kind === 'own' ? entry.frame : frames.get(entry.item.place)
        return frame === undefined ? [] : [{ ...frame, act: entry.act }]
      }),
    )
    for (const [chat, messages] of found) showFound(chat, messages)
    revision += 1
  }

  function setBase(key: string, base: ThreadState): void {
    growing.found(key, base, [])
    states.set(key, base)
  }

  /** By the entry's place. Goes on from `states`. */
  function framesOf(items: readonly JournalItem[]): ReadonlyMap<string, NewFrame> {
    const byThread = new Map<string, JournalItem[]>()
    for (const item of items) {
      const of = byThread.get(item.thread)
      if (of === undefined) byThread.set(item.thread, [item])
      else of.push(item)
    }
    const frames = new Map<string, NewFrame>()
    for (const [key, own] of byThread) {
      const now = threads.get(key)
      if (now === undefined) continue
      const isFirst = (growing.tape().tracks.get(key)?.frames.length ?? 0) === 0
      const made = isFirst
        ? threadFrames(own, now, null, groups.get(key))
        : threadFrames(own, now, states.get(key) ?? null)
      if (isFirst && made.base !== null) setBase(key, made.base)
      for (const [index, frame] of made.frames.entries()) frames.set(own[index]?.place ?? '', frame)
      const last = made.frames.at(-1)?.state
      if (last != null) states.set(key, last)
    }
    return frames
  }

  function showFound(chat: number, messages: readonly Message[]): void {
    const state = stateOf(chat)
    if (state !== null) growing.found(state.key, null, messages)
  }

  function stateOf(chat: number): ThreadState | null {
    for (const state of states.values()) if (state.chats.some(({ number }) => number === chat)) return state
    return null
  }

  const nextAct = () => (entries.at(-1)?.act ?? -1) + 1

  return {
    tape: () => ({ ...growing.tape(), start, rulings }),
    revision: () => revision,
    prepend: (items, told, from) => {
      start = from
      threads = mergeThreads(mergeThreads(new Map(), told), [...threads.values()])
      const first = (entries[0]?.act ?? 0) - items.length
      entries = [...items.map((item, index): Entry => ({ kind: 'item', act: first + index, item })), ...entries]
      makeAnew()
    },
    append: (items, told) => {
      threads = mergeThreads(threads, told)
      const act = nextAct()
      const fresh = items.map((item, index): Entry => ({ kind: 'item', act: act + index, item }))
      const isTooLong = entries.length + fresh.length > MOST_ENTRIES
      // A chat that stood in the list alone is now of a thread with a name.
      const isKnownBetter = told.some(({ key, chats }) =>
        chats.some(({ view }) => {
          const before = stateOf(view.number)?.key
          return before !== undefined && before !== key
        }),
      )
      entries.push(...fresh)
      if (isTooLong) {
        entries = entries.slice(-KEPT_ENTRIES)
        start = atOf(entries[0]) ?? start
      }
      if (isTooLong || isKnownBetter) makeAnew()
      else {
        const frames = framesOf(items)
        growing.add(
          fresh.flatMap((entry) => {
            const frame = entry.kind === 'item' ? frames.get(entry.item.place) : undefined
            return frame === undefined ? [] : [{ ...frame, act: entry.act }]
          }),
        )
      }
      return isTooLong
    },
    addOwn: (frame) => {
      const act = nextAct()
      entries.push({ kind: 'own', act, frame })
      growing.add([{ ...frame, act }])
    },
    list: (chats) => {
      listed = chats
      makeAnew()
    },
    find: (chat, messages) => {
      found.set(chat, messages)
      showFound(chat, messages)
    },
    rule: (next) => {
      rulings = next
    },
    firstPlace: () => entries.find((entry) => entry.kind === 'item')?.item.place ?? null,
    threads: () => threads,
    stateOf,
  }
}

function atOf(entry: Entry | undefined): string | undefined {
  return entry === undefined ? undefined : entry.kind === 'item' ? entry.item.command.at : entry.frame.at
}
