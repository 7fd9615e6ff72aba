import { useEffect } from 'react'
import { keepSession } from './kept-session.js'
import { usePlayground } from './playground-context.js'

/** A playing clock changes the session four times a second. */
const REST_MS = 600

/** The session is kept in this browser, so that a reload or tomorrow's visit goes on where one was. */
export function useKeptSession(): void {
  const { snapshot, source } = usePlayground()
  const { session, progress } = snapshot
  const isKept = source.kind === 'session' && progress === null
  useEffect(() => {
    if (!isKept) return
    const timer = setTimeout(() => keepSession(session), REST_MS)
    const onHide = () => void keepSession(session)
    addEventListener('pagehide', onHide)
    return () => {
      clearTimeout(timer)
      removeEventListener('pagehide', onHide)
    }
  }, [session, isKept])
}
