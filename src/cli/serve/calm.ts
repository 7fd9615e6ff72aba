// A worker whose store is down fails every second. Equal errors are told once in a while, with how many there were.
export interface Told {
  readonly error: unknown
  /** So many like it were left out since it was last told. */
  readonly leftOut: number
}

const EVERY_MS = 30_000
/** More kinds of errors than this at a time are told all. */
const MOST_KINDS = 100

export function calm(tell: (told: Told) => void, now: () => number): (error: unknown) => void {
  const kinds = new Map<string, { readonly at: number; leftOut: number }>()
  return (error) => {
    const kind = error instanceof Error ? `${error.name}: ${error.message}` : typeof error
    const known = kinds.get(kind)
    if (known !== undefined && now() - known.at < EVERY_MS) {
      known.leftOut += 1
      return
    }
    if (kinds.size >= MOST_KINDS) kinds.clear()
    kinds.set(kind, { at: now(), leftOut: 0 })
    tell({ error, leftOut: known?.leftOut ?? 0 })
  }
}
