import { type Outline, outlineOf } from './outline.js'
import { runActs } from './run-acts.js'
import type { Session } from './session.js'
import { emptyTape, growingTape } from './tape.js'

/** Plays a session from its start with one rule switched off all along. `pause` as in `runActs`; it hears the acts done. */
export async function runWithout(
  session: Session,
  rule: string,
  pause: (done: number) => Promise<void>,
): Promise<Outline> {
  const growing = growingTape(emptyTape(session.start))
  let done = 0
  await runActs(session, {
    off: rule,
    pause: () => pause(done),
    onAct: (frames) => {
      done += 1
      growing.add(frames)
    },
  })
  return outlineOf(growing.tape())
}
