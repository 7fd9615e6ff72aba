import { useEffect, useState } from 'react'
import type { AttachedSource } from '../source/source.js'

/** The desk's time, each second, while its end is looked at; `null` where time is the session's. */
export function useNow(attached: AttachedSource | null, isAtEnd: boolean): string | null {
  const [now, setNow] = useState(() => (attached === null ? 0 : attached.client.now()))
  useEffect(() => {
    if (attached === null || !isAtEnd) return
    const tick = () => setNow(attached.client.now())
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [attached, isAtEnd])
  return attached === null || !isAtEnd ? null : new Date(now).toISOString()
}
