import type { Stretch } from './stretch.js'
import type { ZoneClock } from './zone-clock.js'

/** A day that differs from the week. `label`: its name, or its date as written when it has none. */
export interface SpecialDay {
  readonly label: string
  /** Empty: closed all day. */
  readonly stretches: readonly Stretch[]
}

/** From the opening up to, not including, the closing; milliseconds since 1970. */
export interface OpenRun {
  readonly opens: number
  readonly closes: number
}

/** What holds from a moment on, as `momentOf` shows it. */
export interface Phase {
  readonly from: number
  readonly open: boolean
  readonly nextOpening: string | null
  readonly nextClosing: string | null
  readonly absence: string | null
}

/** Business hours, checked and ready. Made by `compileSchedule`; the two maps at the end only remember answers. */
export interface Schedule {
  readonly name: string
  readonly zone: string
  readonly clock: ZoneClock
  /** By weekday, Monday first, in order of their starts. */
  readonly week: readonly (readonly Stretch[])[]
  /** By `YYYY-MM-DD`; these win over the yearly ones. */
  readonly dated: ReadonlyMap<string, SpecialDay>
  /** By `MM-DD`. */
  readonly yearly: ReadonlyMap<string, SpecialDay>
  /** Stretches by the day that they start on (days since 1970). */
  readonly stretchesByDay: Map<number, readonly OpenRun[]>
  /** Phases by day, in order. */
  readonly phasesByDay: Map<number, readonly Phase[]>
}
