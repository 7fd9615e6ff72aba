import type { Session } from '../session/session.js'
import { sessionSource } from './session-source.js'
import type { SessionSource } from './source.js'

/** A session that runs in this page, drawing and listening between its acts. */
export function openSession(session: Session): SessionSource {
  return sessionSource({
    session,
    breathe: () => new Promise((resolve) => setTimeout(resolve)),
    now: () => performance.now(),
  })
}
