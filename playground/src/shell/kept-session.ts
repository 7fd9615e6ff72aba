import { readSession } from '../session/read-session.js'
import type { Session } from '../session/session.js'

const KEY = 'caseline.session'
/** Larger ones aren't kept: browsers give a page about 5 MB, and writing them at each act would be felt. */
const MOST_CHARACTERS = 2_000_000

/** The session that this browser kept; `null`: none, or one that this version can't read. */
export function keptSession(): Session | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    const read = readSession(kept)
    return read.ok ? read.session : null
  } catch {
    return null
  }
}

/** False when the browser has no room for it. */
export function keepSession(session: Session): boolean {
  // With 100,000 rules the mere writing would take a tenth of a second, each time.
  if (session.rules.reduce((sum, { text }) => sum + text.length, 0) > MOST_CHARACTERS) return false
  try {
    const text = JSON.stringify(session)
    if (text.length > MOST_CHARACTERS) return false
    localStorage.setItem(KEY, text)
    return true
  } catch {
    return false
  }
}
