// One history under two sets of rules, as the page's worker runs it.
import { type HistoryEntry, type HistoryProblem, readHistoryText, type Simulation, simulate } from 'caseline/replay'
import { readRules } from './rule-sources.js'
import type { RuleText, Session } from './session.js'

export interface CompareRequest {
  readonly history: readonly HistoryEntry[] | { readonly name: string; readonly text: string }
  readonly before: readonly RuleText[]
  readonly after: readonly RuleText[]
  readonly channels: Session['channels']
}

export type CompareAnswer =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly simulation: Simulation; readonly problems: readonly HistoryProblem[] }
  | { readonly kind: 'failed'; readonly message: string }

/** Chats that are listed. */
const LISTED = 2_000
/** The page can stop it at any time, so this is only against what never ends. */
const WITHIN_MS = 30 * 60_000
/** Entries between two words on how far it is. */
const STRIDE = 500

export async function compareRules(
  { history, before, after, channels }: CompareRequest,
  tell: (answer: CompareAnswer) => void,
): Promise<CompareAnswer> {
  try {
    const read = 'text' in history ? await readHistoryText(history.text, { name: history.name }) : null
    const entries = read?.entries ?? ('text' in history ? [] : history)
    const [first, second] = [readRules(before), readRules(after)]
    if (!first.ok || !second.ok) {
      const fault = [first, second].flatMap((one) => (one.ok ? [] : one.diagnostics))[0]
      return { kind: 'failed', message: `${fault?.source ?? ''}: ${fault?.message ?? ''}` }
    }
    const total = 2 * entries.length
    let done = 0
    const simulation = await simulate(entries, {
      before: first.rules,
      after: second.rules,
      channels: new Map(channels.map((channel) => [channel.id, channel])),
      limit: LISTED,
      timelines: true,
      withinMs: WITHIN_MS,
      onEntry: () => {
        done += 1
        if (done % STRIDE === 0) tell({ kind: 'progress', done, total })
      },
    })
    return { kind: 'done', simulation, problems: read?.problems ?? [] }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { kind: 'failed', message }
  }
}
