import type { Session } from '../session/session.js'
import { emptyTape } from '../session/tape.js'
import type { SessionSource, Snapshot } from './source.js'

/** Brings the engine: the larger half of the script. */
export type LoadSession = (session: Session) => Promise<SessionSource>

/**
 * A session whose engine comes when it is needed, or when `load` is called: the page is there before it. What was asked for
 * meanwhile is done then.
 */
export function lazySession(session: Session, loadSession: LoadSession): SessionSource & { readonly load: () => void } {
  const listeners = new Set<() => void>()
  const total = session.acts.length
  let waiting: Snapshot = {
    session,
    tape: emptyTape(session.start),
    revision: 0,
    progress: total === 0 ? null : { done: 0, total },
    trouble: null,
    canUndo: false,
    canRedo: false,
  }
  let inner: SessionSource | null = null
  let loading: Promise<SessionSource> | null = null
  let isClosed = false
  const tell = () => {
    for (const listener of listeners) listener()
  }

  function ready(): Promise<SessionSource> {
    loading ??= loadSession(session).then(
      (loaded) => {
        inner = loaded
        if (isClosed) loaded.close()
        else loaded.subscribe(tell)
        tell()
        return loaded
      },
      (error: unknown) => {
        // The next act asks for it again.
        loading = null
        const message = error instanceof Error ? error.message : String(error)
        waiting = { ...waiting, trouble: { kind: 'connection', message, retryAt: null } }
        tell()
        throw error
      },
    )
    return loading
  }

  return {
    kind: 'session',
    snapshot: () => inner?.snapshot() ?? waiting,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    act: async (act, from) => (await ready()).act(act, from),
    change: async (wanted) => (await ready()).change(wanted),
    undo: async () => (await ready()).undo(),
    redo: async () => (await ready()).redo(),
    load: () => void ready().catch(() => undefined),
    close: () => {
      isClosed = true
      listeners.clear()
      inner?.close()
    },
  }
}
