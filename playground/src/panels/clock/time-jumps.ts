import { rulesAt } from '../../session/rules-at.js'
import { usePlayground } from '../../shell/playground-context.js'
import { useHours } from './use-hours.js'

export interface TimeJumps {
  readonly by: (ms: number) => Promise<unknown>
  readonly to: (at: string) => Promise<unknown>
  /** ISO 8601; `null` when nothing is armed. */
  readonly nextTimer: string | null
  /** `null` when no schedule opens again. */
  readonly nextOpening: string | null
  /** `null` without schedules. */
  readonly isOpen: boolean | null
}

/** Ways to move the clock forward from the cursor. */
export function useTimeJumps(): TimeJumps {
  const { act, at, world, snapshot, tape, cursor } = usePlayground()
  const { session } = snapshot
  const hours = useHours(rulesAt(session, tape, cursor), at)
  const to = (moment: string) => act({ type: 'until', at: moment })
  return {
    by: (ms) => to(new Date(Date.parse(at) + ms).toISOString()),
    to,
    nextTimer: world.timers.find((timer) => timer.due > at)?.due ?? null,
    nextOpening: instantOf(hours?.nextOpening ?? null),
    isOpen: hours?.open ?? null,
  }
}

function instantOf(iso: string | null): string | null {
  return iso === null ? null : new Date(iso).toISOString()
}
