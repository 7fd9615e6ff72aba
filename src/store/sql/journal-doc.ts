// A journal entry as it is stored, without what can be told from the rest of it: that makes an ordinary message's entry
// half as long, and short enough to stay in its row uncompressed; with rules, a third shorter once more.
import type { PassFacts } from '../../core/automation/facts.js'
import type { ChatView } from '../../core/chat/view.js'
import type { Finding, Verdict } from '../../core/rules/verdict.js'
import type { PassTrace, Trace } from '../../core/trace.js'
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

const NAMES = Object.keys(NOTHING) as (keyof ChatView)[]

/** A view without what is null. */
type Told = { readonly [name in keyof ChatView]?: ChatView[name] }

/**
 * `command` is the entry's own. In place of `after`: the properties that differ from `before`, nulls among them; of a
 * chat that was not there before all that aren't null. Entries of older versions hold `command`, and `before` with its nulls.
 */
type StoredTrace = Omit<Trace, 'after' | 'before' | 'command' | 'passes'> & {
  readonly command?: Trace['command']
  readonly before: Told | null
  readonly changed: Told
  readonly passes: readonly (PassTrace | StoredPass)[]
}

/** In place of the facts' chat: the properties that differ from `after`. Entries of older versions hold the whole facts. */
type StoredPass = Omit<PassTrace, 'facts' | 'verdicts'> & {
  readonly verdicts: readonly StoredVerdict[]
  readonly facts: StoredFacts
}

/** `before` is the trace's where it isn't there. */
type StoredFacts = Omit<PassFacts, 'chat' | 'before'> & {
  readonly chatChanged: Told
  readonly before?: PassFacts['before']
}

/** What it found is in the facts where it isn't there. */
type StoredFinding = Omit<Finding, 'actual'> & Partial<Pick<Finding, 'actual'>>
type Found = Extract<Verdict, { readonly finding: Finding }>
type StoredVerdict = Exclude<Verdict, Found> | (Omit<Found, 'finding'> & { readonly finding: StoredFinding })

export type StoredEntry = Omit<JournalEntry, 'trace'> & { readonly trace: Trace | StoredTrace | null }

export function storedEntry(entry: JournalEntry): StoredEntry {
  const { trace } = entry
  if (trace === null || trace.after === null) return entry
  const { command: _, before, after, passes, ...rest } = trace
  const stored = passes.map((pass) => storedPass(pass, before, after))
  const told = before === null ? null : differing(before, NOTHING)
  return { ...entry, trace: { ...rest, before: told, changed: differing(after, before ?? NOTHING), passes: stored } }
}

function differing(view: ChatView, from: ChatView | typeof NOTHING): Told {
  const changed: { [name: string]: unknown } = {}
  for (const name of NAMES) if (view[name] !== from[name]) changed[name] = view[name]
  return changed
}

function storedPass(pass: PassTrace, traceBefore: ChatView | null, after: ChatView): PassTrace | StoredPass {
  if (pass.facts === undefined) return pass
  const { facts, verdicts, ...rest } = pass
  const { chat, before, ...others } = facts
  return {
    ...rest,
    verdicts: verdicts.map((verdict) => storedVerdict(verdict, facts)),
    facts: { ...others, chatChanged: differing(chat, after), ...(before === traceBefore ? {} : { before }) },
  }
}

function storedVerdict(verdict: Verdict, facts: PassFacts): StoredVerdict {
  if (!('finding' in verdict)) return verdict
  const { actual, ...finding } = verdict.finding
  return factAt(facts, finding) === actual ? { ...verdict, finding } : verdict
}

/** What the finding looked at, where its path is made of names alone; `undefined`: elsewhere. */
function factAt(facts: PassFacts, { fact, path }: Pick<Finding, 'fact' | 'path'>): unknown {
  if (path === undefined || !NAMES_ALONE.test(path)) return undefined
  let value: unknown = Object.hasOwn(facts, fact) ? facts[fact as keyof PassFacts] : undefined
  for (const name of path.split('.').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as { readonly [name: string]: unknown })[name]
  }
  return value
}

const NAMES_ALONE = /^\$(?:\.[A-Za-z_]\w*)+$/

export function entryOf({ trace, ...entry }: StoredEntry): JournalEntry {
  if (trace === null || !('changed' in trace)) return { ...entry, trace }
  const { changed, passes, before: told, ...rest } = trace
  const { id, type, at } = entry.command
  const [before, after] = [told === null ? null : viewOf(told), viewOf({ ...told, ...changed })]
  return {
    ...entry,
    trace: {
      command: { id, type, at },
      ...rest,
      before,
      after,
      passes: passes.map((pass) => passOf(pass, before, after)),
    },
  }
}

function passOf(pass: PassTrace | StoredPass, traceBefore: ChatView | null, after: ChatView): PassTrace {
  if (pass.facts === undefined || !('chatChanged' in pass.facts)) return pass as PassTrace
  const { chatChanged, before = traceBefore, ...others } = pass.facts
  const facts: PassFacts = { ...others, chat: { ...after, ...chatChanged }, before }
  return { ...pass, verdicts: pass.verdicts.map((verdict) => verdictOf(verdict, facts)), facts }
}

function verdictOf(verdict: StoredVerdict, facts: PassFacts): Verdict {
  if (!('finding' in verdict)) return verdict
  const { finding } = verdict
  const actual = ('actual' in finding ? finding.actual : factAt(facts, finding)) as Finding['actual']
  return { ...verdict, finding: { ...finding, actual } }
}

function viewOf(told: Told): ChatView {
  // Whoever wrote the entry had a whole view.
  return { ...NOTHING, ...told } as ChatView
}
