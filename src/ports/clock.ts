/** The desk's only source of time. */
export interface Clock {
  /** ISO 8601 UTC with milliseconds. */
  readonly now: () => string
  /** Resolves after so many milliseconds of this clock, or at once when the signal aborts. Never rejects. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}
