import type { Schedule } from 'caseline/core'
import { useEffect, useMemo, useState } from 'react'
import type { Hours } from '../../session/hours-at.js'
import type { RuleText } from '../../session/session.js'

const AFTER_MS = 60

interface Reader {
  readonly schedulesIn: (rules: readonly RuleText[]) => readonly Schedule[]
  readonly hoursAt: (schedules: readonly Schedule[], at: string) => readonly Hours[]
}

/** What the first schedule of the rules says of a moment; `null` without one, and until the engine is there to ask. */
export function useHours(rules: readonly RuleText[], at: string): Hours | null {
  const [reader, setReader] = useState<Reader | null>(null)
  useEffect(() => {
    let isGone = false
    const load = () =>
      import('../../session/hours-at.js').then(
        ({ hoursAt, schedulesIn }) => (isGone ? undefined : setReader({ hoursAt, schedulesIn })),
        // The session says that the engine could not be loaded; here only the hours are missing.
        () => undefined,
      )
    // They need half of the engine, which may not hold up the first picture.
    const timer = setTimeout(load, AFTER_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [])
  const schedules = useMemo(() => reader?.schedulesIn(rules) ?? [], [reader, rules])
  return useMemo(() => reader?.hoursAt(schedules, at)[0] ?? null, [reader, schedules, at])
}
