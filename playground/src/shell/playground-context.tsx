import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useReducer,
  useRef,
  useSyncExternalStore,
} from 'react'
import type { Act } from '../session/act.js'
import type { Frame } from '../session/frame.js'
import { type Tape, timeAt } from '../session/tape.js'
import { type ChatPlace, type World, worldAt } from '../session/world.js'
import { attachedSourceOf, type Snapshot, type Source } from '../source/source.js'
import type { AttachFault } from './attach-fault.js'
import { noticeOf } from './notice-of.js'
import { usePreferences } from './preferences-context.js'
import { useNow } from './use-now.js'
import { reduceView, type ViewChange, type ViewState } from './view-state.js'

/** All that a panel needs: what is shown, and how to act on it. */
export interface Playground {
  readonly source: Source
  readonly snapshot: Snapshot
  readonly tape: Tape
  /** Index of the frame after which everything is shown; -1 before the first. */
  readonly cursor: number
  readonly isAtEnd: boolean
  /** The frame at the cursor. */
  readonly frame: Frame | null
  /** The world's time at the cursor. */
  readonly at: string
  readonly world: World
  readonly view: ViewState
  /** The selected chat as it is at the cursor. */
  readonly chat: ChatPlace | null
  readonly look: (change: ViewChange) => void
  /** Does an act after the cursor, and goes along to what came of it. Resolves to the last frame. */
  readonly act: (act: Act) => Promise<Frame | null>
  /** Moves the cursor; the end follows what comes. */
  readonly seek: (cursor: number) => void
  /** Puts another source in place. */
  readonly open: (source: Source) => void
}

const Context = createContext<Playground | null>(null)

export function usePlayground(): Playground {
  const playground = useContext(Context)
  if (playground === null) throw new Error('usePlayground is for what is inside PlaygroundProvider')
  return playground
}

export interface ProviderProps {
  readonly source: Source
  readonly onOpen: (source: Source) => void
  /** Why another source than the one that was asked for is shown. */
  readonly fault: AttachFault | null
  readonly children: ReactNode
}

export function PlaygroundProvider({ source, onOpen, fault, children }: ProviderProps) {
  const { knowsTour } = usePreferences().preferences
  const snapshot = useSyncExternalStore(source.subscribe, source.snapshot)
  const { tape, session, revision } = snapshot
  const [view, look] = useReducer(
    reduceView,
    session,
    (first): ViewState => ({
      cursor: null,
      chat: null,
      message: null,
      tab: 'verdicts',
      pane: 'conversation',
      writer: { customer: first.customers[0]?.id ?? '', channel: first.channels[0]?.id ?? '' },
      agent: Object.keys(first.agents)[0] ?? 'agent',
      overlay: fault === null ? null : 'attach',
      fault,
      showsPreviousOf: null,
      isTouring: !knowsTour && first.acts.length === 0,
      notice: null,
      draft: null,
      editing: { file: null, rule: 0, as: 'json' },
      scenarios: null,
      // All of a running desk may be years.
      counting: {
        span: snapshot.desk === undefined ? 'all' : '28',
        from: '',
        to: '',
        zone: null,
        channel: null,
        schedule: null,
        isCompared: true,
      },
    }),
  )
  const last = tape.frames.length - 1
  const cursor = view.cursor === null ? last : Math.min(view.cursor, last)
  const world = useMemo(() => worldAt(tape, cursor), [tape, cursor])

  // Where frames were replaced, the cursor stays with its act.
  const known = useRef({ tape, revision, cursor: view.cursor })
  useEffect(() => {
    const before = known.current
    if (before.revision !== revision && before.cursor !== null) {
      const act = before.tape.frames[before.cursor]?.act ?? -1
      const now = tape.frames.findLastIndex((frame) => frame.act <= act)
      look({ cursor: now >= tape.frames.length - 1 ? null : now })
    }
    known.current = { tape, revision, cursor: view.cursor }
  }, [tape, revision, view.cursor])

  const seek = useCallback(
    (to: number) => look({ cursor: to >= last ? null : Math.max(-1, to), message: null }),
    [last],
  )
  const act = useCallback(
    async (one: Act): Promise<Frame | null> => {
      const index = await source.act(one, cursor)
      const frame = source.snapshot().tape.frames[index] ?? null
      const isOfChat = frame !== null && frame.chat !== null && frame.outcome !== 'refused'
      look({
        cursor: null,
        message: null,
        notice: frame === null ? null : noticeOf(frame),
        ...(isOfChat ? { chat: frame.chat } : {}),
      })
      return frame
    },
    [source, cursor],
  )

  const chosen = view.chat ?? latestChat(tape, cursor)
  const chat = chosen === null ? null : (world.chats.get(chosen) ?? null)
  const attached = attachedSourceOf(source)
  const now = useNow(attached, cursor === last)
  const previous = chat?.view.previous ?? null
  useEffect(() => {
    for (const number of [chosen, previous]) if (number !== null) attached?.look(number)
  }, [attached, chosen, previous])
  const playground = useMemo<Playground>(
    () => ({
      source,
      snapshot,
      tape,
      cursor,
      isAtEnd: cursor === last,
      frame: tape.frames[cursor] ?? null,
      at: now ?? timeAt(tape, cursor),
      world,
      view,
      chat,
      look,
      act,
      seek,
      open: onOpen,
    }),
    [source, snapshot, tape, cursor, last, now, world, view, chat, act, seek, onOpen],
  )
  return <Context value={playground}>{children}</Context>
}

function latestChat({ frames }: Tape, cursor: number): number | null {
  for (let index = cursor; index >= 0; index -= 1) {
    const chat = frames[index]?.chat
    if (chat !== null && chat !== undefined) return chat
  }
  return null
}
