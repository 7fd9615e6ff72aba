import { newSession } from '../session/samples/new-session.js'
import type { Session } from '../session/session.js'
import { sessionSourceOf } from '../source/source.js'
import { usePlayground } from './playground-context.js'
import { usePreferences } from './preferences-context.js'

export interface OpenSession {
  /** Puts another session in place, seen from its end; `null` where a desk runs elsewhere. */
  readonly open: ((session: Session) => void) | null
  readonly tour: () => void
}

export function useOpenSession(): OpenSession {
  const { source, look } = usePlayground()
  const { preferences } = usePreferences()
  const session = sessionSourceOf(source)
  const open = (wanted: Session) => {
    const last = wanted.acts.findLast((act) => act.type === 'customer')
    const writer = {
      customer: last?.customer ?? wanted.customers[0]?.id ?? '',
      channel: last?.channel ?? wanted.channels[0]?.id ?? '',
    }
    look({ chat: null, cursor: null, message: null, isTouring: false, showsPreviousOf: null, writer })
    void session?.change(wanted)
  }
  return {
    open: session === null ? null : open,
    tour: () => {
      open(newSession(preferences.language))
      look({ isTouring: true })
    },
  }
}
