/** The process lives. */
export interface Health {
  readonly status: 'ok'
}

/** Whether requests may be sent here. */
export interface Readiness {
  readonly status: 'ready' | 'not-ready'
  /** Why not; empty when ready. */
  readonly reasons: readonly string[]
  /** What somebody should look at, though requests may be sent here. */
  readonly warnings?: readonly string[]
}

/** Prometheus' text format. */
export type MetricsText = string
