// A journal entry as it is stored, without what can be told from the rest of it: that makes an ordinary message's entry
// half as long, and short enough to stay in its row uncompressed.
import type { ChatView } from '../../core/chat/view.js'
import type { Trace } from '../../core/trace.js'
import type { JournalEntry } from '../../ports/store.js'

const NOTHING: { readonly [name in keyof ChatView]: null } = {
  number: null,
  state: null,
  status: null,
  channel: null,
  customer: null,
  subject: null,
  subjectIsDefault: null,
  isFirstOnChannel: null,
  activation: null,
  startedAt: null,
  startedBy: null,
  reopenedAt: null,
  finishedAt: null,
  finishedBy: null,
  autoFinishAt: null,
  newSince: null,
  previous: null,
  next: null,
  splitFrom: null,
  mergedInto: null,
  assignee: null,
  priority: null,
  tags: null,
  fields: null,
  counts: null,
  waitingSince: null,
  workflow: null,
  actions: null,
  version: null,
}

/** A view without what is null. */
type Told = { readonly [name in keyof ChatView]?: ChatView[name] }

/**
 * `command` is the entry's own. In place of `after`: the properties that differ from `before`, nulls among them. Entries
 * of older versions hold `command`, and `before` with its nulls.
 */
type StoredTrace = Omit<Trace, 'after' | 'before' | 'command'> & {
  readonly command?: Trace['command']
  readonly before: Told
  readonly changed: Told
}

export type StoredEntry = Omit<JournalEntry, 'trace'> & { readonly trace: Trace | StoredTrace | null }

export function storedEntry(entry: JournalEntry): StoredEntry {
  const { trace } = entry
  if (trace === null || trace.before === null || trace.after === null) return entry
  const { command: _, before, after, ...rest } = trace
  const told: { [name: string]: unknown } = {}
  const changed: { [name: string]: unknown } = {}
  for (const name of Object.keys(NOTHING) as (keyof ChatView)[]) {
    if (before[name] !== null) told[name] = before[name]
    if (after[name] !== before[name]) changed[name] = after[name]
  }
  return { ...entry, trace: { ...rest, before: told, changed } }
}

export function entryOf({ trace, ...entry }: StoredEntry): JournalEntry {
  if (trace === null || !('changed' in trace)) return { ...entry, trace }
  const { changed, passes, before, ...rest } = trace
  const { id, type, at } = entry.command
  return {
    ...entry,
    trace: {
      command: { id, type, at },
      ...rest,
      before: viewOf(before),
      after: viewOf({ ...before, ...changed }),
      passes,
    },
  }
}

function viewOf(told: Told): ChatView {
  // Whoever wrote the entry had a whole view.
  return { ...NOTHING, ...told } as ChatView
}
