import type { Act } from './act.js'
import { type Engine, type NewFrame, openEngine } from './engine.js'
import type { Session } from './session.js'

export interface RunOptions {
  /** Told after each act, with the frames it made. */
  readonly onAct: (frames: readonly NewFrame[], index: number) => void
  /** Between acts: lets the page breathe, or gives up by throwing. */
  readonly pause: () => Promise<void>
  /** How many acts are played. Default: all. */
  readonly until?: number
  /** Id of a rule that is switched off all along, whatever the session says. */
  readonly off?: string
}

/** Plays a session from its start on a fresh engine, which then stands where the acts end. */
export async function runActs(session: Session, { onAct, pause, until, off }: RunOptions): Promise<Engine> {
  const engine = await openEngine(session, off)
  for (const [index, act] of session.acts.slice(0, until).entries()) {
    await pause()
    onAct(await engine.perform(act, index), index)
  }
  return engine
}

/** A wait that goes on from a wait is one wait: a playing clock doesn't fill a session with ticks. */
export function joinsWait(acts: readonly Act[], act: Act): boolean {
  return act.type === 'until' && acts.at(-1)?.type === 'until'
}
