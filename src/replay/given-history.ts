import type { HistoryEntry } from '../history/entry.js'
import { parseEntry } from '../history/parse-entry.js'

export interface HistoryFault {
  /** Index of the object. */
  readonly index: number
  readonly field: string | null
  readonly message: string
}

export type GivenHistory =
  | { readonly ok: true; readonly entries: readonly HistoryEntry[] }
  | { readonly ok: false; readonly faults: readonly HistoryFault[] }

const MOST_FAULTS = 20

/** Objects of our JSON Lines; what is out of order arrives late. */
export function givenHistory(objects: readonly unknown[]): GivenHistory {
  const entries: HistoryEntry[] = []
  const faults: HistoryFault[] = []
  for (const [index, object] of objects.entries()) {
    const parsed = parseEntry(object)
    if ('entry' in parsed) entries.push(parsed.entry)
    else faults.push({ index, field: parsed.fault.field ?? null, message: parsed.fault.message })
    if (faults.length === MOST_FAULTS) break
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, entries }
}
