import type { Session } from '../session/session.js'
import { lazySession } from './lazy-session.js'

/** A session of this page; its engine comes behind the first screen. */
export function browserSource(session: Session): ReturnType<typeof lazySession> {
  return lazySession(session, async (wanted) => (await import('./open-session.js')).openSession(wanted))
}
