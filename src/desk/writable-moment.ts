const YEAR_1 = Date.parse('0001-01-02T00:00:00Z')
const YEAR_10_000 = Date.parse('+010000-01-01T00:00:00Z')

/** Of milliseconds since 1970; `null` for what databases can't write (there is no year 0): nothing is as old or as new. */
export function isoOf(instant: number): string | null {
  return instant > YEAR_1 && instant < YEAR_10_000 ? new Date(instant).toISOString() : null
}

/** What a store is asked for. */
export function sinceOf(instant: number): { readonly since?: string } {
  const since = isoOf(instant)
  return since === null ? {} : { since }
}
