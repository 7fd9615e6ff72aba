import type { Session } from './session.js'
import type { Tape } from './tape.js'

/** Which agents are there after a frame. */
export function presenceAt(session: Session, { frames }: Tape, cursor: number): Session['agents'] {
  const now = { ...session.agents }
  for (const frame of frames.slice(0, cursor + 1)) {
    if (frame.type !== 'presence') continue
    const act = session.acts[frame.act]
    if (act?.type === 'presence') now[act.agent] = act.is
  }
  return now
}
