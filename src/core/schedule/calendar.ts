/** What a schedule says of one moment; the fact `schedule` of rules and templates. Times are ISO 8601 with the offset of the schedule's zone, so that `date` shows them as people there read them. */
export interface ScheduleMoment {
  readonly open: boolean
  /** `special`: a day with hours of its own; `holiday`: a day that is closed by a holiday; both win over the other two. */
  readonly kind: 'business' | 'off-hours' | 'holiday' | 'special'
  readonly holiday: string | null
  /** `mon` … `sun` in the schedule's zone. */
  readonly weekday: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'
  /** `HH:MM` in the schedule's zone. */
  readonly time: string
  /** The zone, for templates. */
  readonly zone: string
  /** `null` when it never opens again within 400 days. When open: the opening after the present stretch. */
  readonly nextOpening: string | null
  /** `null` when it never closes within 400 days. When closed: the closing of the next stretch. */
  readonly nextClosing: string | null
  /** While closed: when this closed stretch began (`always` when it never was open within 400 days); `null` while open. Names an absence. */
  readonly absence: string | null
}
