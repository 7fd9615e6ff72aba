// The same history under two sets of rules: where they part, and by how much. People do in both runs what they did when it was
// recorded, however the rules answer them; only what the engine does differs. Customers have nothing to do with each other,
// so parts of a history that share none can be simulated by themselves and added up (`addSimulations`).
import type { CheckOptions } from '../core/rules/check-rule-set.js'
import type { ChannelOptions, DeskRules } from '../desk/options.js'
import { refuse } from '../desk/refused-error.js'
import type { HistoryEntry } from '../history/entry.js'
import {
  add,
  type Observed,
  type ObservedChat,
  type ObserveOptions,
  observe,
  type Step,
  type Tally,
} from './observe.js'
import { type Difference, firstDifferences, ruleDifferences, type Simulation } from './simulation.js'

export interface SimulateOptions extends Pick<ObserveOptions, 'silence' | 'channelKind' | 'until' | 'onEntry'> {
  readonly before: DeskRules | undefined
  readonly after: DeskRules | undefined
  /** Of channels that are known; others are guessed from their ids. */
  readonly channels?: ReadonlyMap<string, ChannelOptions>
  /** What rules may name beside what is ours: operators work, facts have no value. */
  readonly known?: CheckOptions
  /** Differing chats that are listed. Default 100. */
  readonly limit?: number
  /** With every step of the chats that are listed. */
  readonly timelines?: boolean
  /** Milliseconds for both runs; refused `too-large` beyond. Default 20,000. */
  readonly withinMs?: number
  readonly signal?: AbortSignal
}

const WITHIN_MS = 20_000
const LISTED = 100
/** So long the process belongs to a simulation before others have their turn. */
const TURN_MS = 10

/** `entries` in order of time. Throws `RuleSetError` for faulty rules. */
export async function simulate(entries: readonly HistoryEntry[], options: SimulateOptions): Promise<Simulation> {
  const { before, after, limit = LISTED, timelines = false, withinMs = WITHIN_MS, signal, ...rest } = options
  const shared = { ...rest, channels: rest.channels ?? new Map(), known: rest.known ?? {} }
  const pause = pausing(withinMs, signal)
  const one = await observe(entries, { ...shared, rules: before, pause })
  const two = await observe(entries, { ...shared, rules: after, pause })
  const names = new Set([...one.chats.keys(), ...two.chats.keys()])
  const differences = differencesOf(one, two, names)
  const listed = firstDifferences(differences, limit)
  return {
    entries: one.replayed.entries,
    refused: { before: one.refusals, after: two.refusals },
    from: one.replayed.from,
    until: one.replayed.until,
    before: one.counts,
    after: two.counts,
    chats: { compared: names.size, different: differences.length },
    rules: ruleDifferences(one.counts, two.counts, chatsByRule(one, two, names)),
    differences: timelines ? listed.map((difference) => withTimelines(difference, one, two)) : listed,
    isCut: differences.length > limit,
  }
}

function differencesOf(one: Observed, two: Observed, names: ReadonlySet<string>): readonly Difference[] {
  const found: Difference[] = []
  for (const name of names) {
    const [left, right] = [one.chats.get(name), two.chats.get(name)]
    const either = left ?? right
    const parting = partingOf(left?.steps ?? [], right?.steps ?? [])
    if (parting === null || either === undefined) continue
    const { channel, customer, place } = either
    found.push({ channel, customer, place, ...parting, end: { before: endOf(left), after: endOf(right) } })
  }
  return found
}

type Parting = Pick<Difference, 'at' | 'common' | 'before' | 'after'>

function partingOf(left: readonly Step[], right: readonly Step[]): Parting | null {
  for (let common = 0; common < Math.max(left.length, right.length); common += 1) {
    const [before, after] = [left[common] ?? null, right[common] ?? null]
    if (before !== null && after !== null && JSON.stringify(before) === JSON.stringify(after)) continue
    const moments = [before?.at, after?.at].filter((at) => at !== undefined).sort()
    const at = moments[0] ?? ''
    // The one that comes later isn't about this moment.
    return { at, common, before: before?.at === at ? before : null, after: after?.at === at ? after : null }
  }
  return null
}

function endOf(chat: ObservedChat | undefined): string | null {
  return chat?.steps.at(-1)?.state ?? null
}

function withTimelines(difference: Difference, one: Observed, two: Observed): Difference {
  const { channel, customer, place } = difference
  const name = JSON.stringify([channel, customer, place])
  const stepsOf = ({ chats }: Observed) => chats.get(name)?.steps ?? []
  return { ...difference, timelines: { before: stepsOf(one), after: stepsOf(two) } }
}

/** In how many chats each rule matches another number of times. */
function chatsByRule(one: Observed, two: Observed, names: ReadonlySet<string>): Tally {
  const chats: Tally = new Map()
  for (const name of names) {
    const [left, right] = [one.chats.get(name)?.matched, two.chats.get(name)?.matched]
    for (const rule of new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])]))
      if (left?.get(rule) !== right?.get(rule)) add(chats, rule)
  }
  return chats
}

function pausing(withinMs: number, signal: AbortSignal | undefined): () => Promise<void> {
  const end = performance.now() + withinMs
  let turn = performance.now() + TURN_MS
  return async () => {
    signal?.throwIfAborted()
    const now = performance.now()
    if (now > end) refuse('too-large', `It takes longer than ${withinMs / 1000} s: take a shorter history`)
    if (now < turn) return
    await othersTurn()
    turn = performance.now() + TURN_MS
  }
}

/** A page has no `setImmediate`. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve)
    else setTimeout(resolve)
  })
}
