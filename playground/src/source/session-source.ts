import type { Act } from '../session/act.js'
import type { Engine } from '../session/engine.js'
import { joinsWait, runActs } from '../session/run-acts.js'
import { type Session, sharedActs } from '../session/session.js'
import { emptyTape, type GrowingTape, growingTape, type Tape } from '../session/tape.js'
import type { SessionSource, Snapshot, Trouble } from './source.js'

/** Sessions that `undo` can bring back. */
const MOST_UNDO = 200
/** A run gives the page its turn after so many milliseconds, and says how far it is after so many. */
const TURN_MS = 12
const TELL_MS = 120

/** A newer change made this run pointless. */
class Overtaken extends Error {}

export interface SessionSourceOptions {
  readonly session: Session
  /** Lets the page draw and listen; resolves afterwards. */
  readonly breathe: () => Promise<void>
  /** Milliseconds, of any origin. */
  readonly now: () => number
}

export function sessionSource({ session: first, breathe, now }: SessionSourceOptions): SessionSource {
  const listeners = new Set<() => void>()
  let session: Session = { ...first, acts: [] }
  let isOpened = false
  let growing: GrowingTape = growingTape(emptyTape(first.start))
  let tape: Tape = growing.tape()
  /** What the engine has done; `null` when it stands elsewhere than the session's end. */
  let engine: Engine | null = null
  let [past, future]: [readonly Session[], readonly Session[]] = [[], []]
  let revision = 0
  let generation = 0
  let progress: Snapshot['progress'] = null
  let trouble: Trouble | null = null
  let queue: Promise<unknown> = Promise.resolve()
  let shown: Snapshot = snapshotNow()

  function snapshotNow(): Snapshot {
    return { session, tape, revision, progress, trouble, canUndo: past.length > 0, canRedo: future.length > 0 }
  }
  function publish(): void {
    shown = snapshotNow()
    for (const listener of listeners) listener()
  }
  /** One thing after the other; a failure doesn't hold up what follows. */
  function next<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(work)
    queue = done.catch(() => undefined)
    return done
  }
  function remember(): void {
    past = [...past, session].slice(-MOST_UNDO)
    future = []
  }
  function pausing(mine: number, onPause: () => void): () => Promise<void> {
    let turn = now() + TURN_MS
    let telling = now() + TELL_MS
    return async () => {
      if (mine !== generation) throw new Overtaken()
      if (now() < turn) return
      if (now() >= telling) {
        onPause()
        telling = now() + TELL_MS
      }
      await breathe()
      turn = now() + TURN_MS
    }
  }

  /** Brings tape and engine to another session; what it shares with the present one stays. */
  async function show(wanted: Session, mine: number): Promise<void> {
    const shared = sharedActs(session, wanted)
    const kept = shared === null ? 0 : framesOf(tape, shared)
    const isLonger = shared === null || wanted.acts.length > shared || !isOpened
    const fresh = growingTape(shared === null ? emptyTape(wanted.start) : tape, kept)
    const isCut = shared === null || kept < tape.frames.length
    let opened: Engine | null = null
    if (isLonger) {
      let done = 0
      const total = wanted.acts.length
      const pause = pausing(mine, () => {
        progress = { done, total }
        publish()
      })
      opened = await runActs(wanted, {
        pause,
        onAct: (frames, index) => {
          done = index + 1
          if (shared === null || index >= shared) fresh.add(frames)
        },
      })
    }
    if (mine !== generation) throw new Overtaken()
    if (opened !== null) trouble = troubleOf(opened)
    isOpened = true
    session = wanted
    growing = fresh
    tape = growing.tape()
    engine = opened
    progress = null
    if (isCut) revision += 1
    publish()
  }

  /** Changes as a whole overtake each other: only the last one is worth its run. */
  function changeTo(wanted: () => Session | null, before: (wanted: Session) => void): Promise<void> {
    generation += 1
    const mine = generation
    return next(async () => {
      const to = wanted()
      if (to === null) return
      try {
        const from = session
        await show(to, mine)
        before(from)
        publish()
      } catch (error) {
        progress = null
        publish()
        if (!(error instanceof Overtaken)) throw error
      }
    })
  }

  async function act(one: Act, from: number): Promise<number> {
    return next(async () => {
      try {
        await doAct(one, from)
      } catch (error) {
        // The session that it was meant for is being replaced.
        if (!(error instanceof Overtaken)) throw error
      }
      return tape.frames.length - 1
    })
  }

  async function doAct(one: Act, from: number): Promise<void> {
    const isAtEnd = from >= tape.frames.length - 1
    const kept = isAtEnd ? session.acts : actsUpTo(session, tape, from)
    const joins = isAtEnd && engine !== null && joinsWait(kept, one)
    if (!joins) remember()
    if (!isAtEnd) {
      const base: Session = { ...session, acts: kept }
      await show(base, generation)
    }
    const acts = joins ? kept.slice(0, -1) : kept
    engine ??= await reopened({ ...session, acts: kept })
    if (joins && tape.frames.at(-1)?.type === 'clock') growing = growingTape(tape, tape.frames.length - 1)
    const wanted: Session = { ...session, acts: [...acts, one] }
    if (one.type === 'rules' && !isSameNames(session, one)) {
      // Functions and workflows that the new rules name must be known to the desk from its start.
      engine = await reopened({ ...wanted, acts: wanted.acts.slice(0, -1) }, wanted)
    }
    growing.add(await engine.perform(one, acts.length))
    session = wanted
    tape = growing.tape()
    publish()
  }

  /** An engine that has done the session's acts; `known`: the session whose names it must know. */
  async function reopened(until: Session, known: Session = until): Promise<Engine> {
    return runActs(known, { pause: pausing(generation, () => {}), onAct: () => {}, until: until.acts.length })
  }

  void changeTo(
    () => first,
    () => {},
  )
  return {
    kind: 'session',
    snapshot: () => shown,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    act,
    change: (wanted) =>
      changeTo(
        () => wanted,
        (from) => {
          past = [...past, from].slice(-MOST_UNDO)
          future = []
        },
      ),
    undo: () =>
      changeTo(
        () => past.at(-1) ?? null,
        (from) => {
          past = past.slice(0, -1)
          future = [from, ...future]
        },
      ),
    redo: () =>
      changeTo(
        () => future[0] ?? null,
        (from) => {
          future = future.slice(1)
          past = [...past, from]
        },
      ),
    close: () => {
      generation += 1
      listeners.clear()
    },
  }
}

function troubleOf({ fault }: Engine): Trouble | null {
  return fault === null ? null : { kind: 'rules', message: fault.refusal.message, diagnostics: fault.diagnostics }
}

/** How many frames the first acts made. */
function framesOf({ frames }: Tape, acts: number): number {
  const first = frames.findIndex((frame) => frame.act >= acts)
  return first === -1 ? frames.length : first
}

/** The acts whose frames end with `from`; a wait that is left half-way ends there. */
function actsUpTo({ acts }: Session, { frames }: Tape, from: number): readonly Act[] {
  const frame = frames[from]
  if (frame === undefined) return []
  const whole = acts.slice(0, frame.act)
  const last = acts[frame.act]
  if (last === undefined) return whole
  const isCut = frames[from + 1]?.act === frame.act
  return [...whole, isCut && last.type === 'until' ? { type: 'until', at: frame.at } : last]
}

function isSameNames(session: Session, act: Extract<Act, { type: 'rules' }>): boolean {
  const known = new Set(
    [...session.rules, ...session.acts.flatMap((one) => (one.type === 'rules' ? one.rules : []))].map(
      ({ text }) => text,
    ),
  )
  return act.rules.every(({ text }) => known.has(text))
}
