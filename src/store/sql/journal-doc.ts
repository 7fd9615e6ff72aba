// A journal entry as it is stored: the chat after a command is nearly the chat before it, so only what changed is kept.
// That makes an entry of an ordinary message a third shorter, and short enough to stay in its row uncompressed.
import type { ChatView } from '../../core/chat/view.js'
import type { Trace } from '../../core/trace.js'
import type { JournalEntry } from '../../ports/store.js'

/** In place of `after`: the properties that differ from `before`. */
type StoredTrace = Omit<Trace, 'after'> & { readonly changed: Partial<ChatView> }

export type StoredEntry = Omit<JournalEntry, 'trace'> & { readonly trace: Trace | StoredTrace | null }

export function storedEntry(entry: JournalEntry): StoredEntry {
  const { trace } = entry
  if (trace === null || trace.before === null || trace.after === null) return entry
  const { after, ...rest } = trace
  const before: { readonly [name: string]: unknown } = { ...trace.before }
  const changed = Object.entries(after).filter(([name, value]) => before[name] !== value)
  return { ...entry, trace: { ...rest, changed: Object.fromEntries(changed) } }
}

export function entryOf({ trace, ...entry }: StoredEntry): JournalEntry {
  if (trace === null || 'after' in trace || trace.before === null) return { ...entry, trace: wholeOf(trace) }
  const { changed, passes, ...rest } = trace
  return { ...entry, trace: { ...rest, after: { ...trace.before, ...changed }, passes } }
}

function wholeOf(trace: StoredEntry['trace']): Trace | null {
  return trace === null || 'after' in trace ? trace : { ...trace, after: null }
}
