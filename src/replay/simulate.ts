// The same history under two sets of rules: where they part, and by how much. People do in both runs what they did when it was
// recorded, however the rules answer them; only what the engine does differs.
import type { DeskRules } from '../desk/options.js'
import { refuse } from '../desk/refused-error.js'
import type { HistoryEntry } from '../history/entry.js'
import { type Counts, type Observed, type ObservedChat, type ObserveOptions, observe, type Step } from './observe.js'

export interface SimulateOptions extends Omit<ObserveOptions, 'rules' | 'pause'> {
  readonly before: DeskRules | undefined
  readonly after: DeskRules | undefined
  /** Differing chats that are listed. Default 100. */
  readonly limit?: number
  /** Milliseconds for both runs; refused `too-large` beyond. Default 20,000. */
  readonly withinMs?: number
  readonly signal?: AbortSignal
}

/** A chat that goes another way; `null`: there it has nothing at that point. */
export interface Difference {
  readonly channel: string
  readonly customer: string
  /** The customer's first chat of the history is 1. */
  readonly place: number
  /** Where the runs part. */
  readonly at: string
  readonly before: Step | null
  readonly after: Step | null
  /** States at the end; `null`: there is no such chat. */
  readonly end: { readonly before: string | null; readonly after: string | null }
}

export interface Simulation {
  readonly entries: number
  /** Entries that the desk refuses in this order. */
  readonly refused: { readonly before: number; readonly after: number }
  readonly from: string | null
  readonly until: string | null
  readonly before: Counts
  readonly after: Counts
  readonly chats: { readonly compared: number; readonly different: number }
  /** In order of the moment at which they part. */
  readonly differences: readonly Difference[]
  /** More differ than are listed. */
  readonly isCut: boolean
}

const WITHIN_MS = 20_000
const LISTED = 100
/** So long the process belongs to a simulation before others have their turn. */
const TURN_MS = 10

export async function simulate(entries: readonly HistoryEntry[], options: SimulateOptions): Promise<Simulation> {
  const { before, after, limit = LISTED, withinMs = WITHIN_MS, signal, ...shared } = options
  const pause = pausing(withinMs, signal)
  const one = await observe(entries, { ...shared, rules: before, pause })
  const two = await observe(entries, { ...shared, rules: after, pause })
  const differences = differencesOf(one, two)
  return {
    entries: one.replayed.entries,
    refused: { before: one.refusals, after: two.refusals },
    from: one.replayed.from,
    until: one.replayed.until,
    before: one.counts,
    after: two.counts,
    chats: { compared: new Set([...one.chats.keys(), ...two.chats.keys()]).size, different: differences.length },
    differences: differences.slice(0, limit),
    isCut: differences.length > limit,
  }
}

function differencesOf(one: Observed, two: Observed): readonly Difference[] {
  const found: Difference[] = []
  for (const name of new Set([...one.chats.keys(), ...two.chats.keys()])) {
    const [left, right] = [one.chats.get(name), two.chats.get(name)]
    const either = left ?? right
    const parting = partingOf(left?.steps ?? [], right?.steps ?? [])
    if (parting === null || either === undefined) continue
    const { channel, customer, place } = either
    found.push({ channel, customer, place, ...parting, end: { before: endOf(left), after: endOf(right) } })
  }
  return found.sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : left.place - right.place))
}

function partingOf(left: readonly Step[], right: readonly Step[]): Pick<Difference, 'at' | 'before' | 'after'> | null {
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [before, after] = [left[index] ?? null, right[index] ?? null]
    if (before !== null && after !== null && JSON.stringify(before) === JSON.stringify(after)) continue
    const moments = [before?.at, after?.at].filter((at) => at !== undefined).sort()
    const at = moments[0] ?? ''
    // The one that comes later isn't about this moment.
    return { at, before: before?.at === at ? before : null, after: after?.at === at ? after : null }
  }
  return null
}

function endOf(chat: ObservedChat | undefined): string | null {
  return chat?.steps.at(-1)?.state ?? null
}

function pausing(withinMs: number, signal: AbortSignal | undefined): () => Promise<void> {
  const end = performance.now() + withinMs
  let turn = performance.now() + TURN_MS
  return async () => {
    signal?.throwIfAborted()
    const now = performance.now()
    if (now > end) refuse('too-large', `It takes longer than ${withinMs / 1000} s: take a shorter history`)
    if (now < turn) return
    await new Promise((resolve) => setImmediate(resolve))
    turn = performance.now() + TURN_MS
  }
}
