import type { HistoryEntry } from './entry.js'

/** An entry as an object of our JSON Lines: what `parseEntry` makes that entry of. */
export function jsonLineOf(entry: HistoryEntry): { readonly [name: string]: unknown } {
  const { place: _, truth: __, arrivedAt: ___, ...told } = entry
  if (!('target' in told)) return told
  const { target, ...rest } = told
  if (rest.type !== 'update') return { ...rest, ...target }
  const { changes, ...update } = rest
  return { ...update, ...target, ...changes }
}
