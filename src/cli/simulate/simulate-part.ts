// One part of a history under both rules: read, put in order, simulated. Runs in a worker, or here where there is one part.
import type { DeskRules } from '../../desk/options.js'
import type { HistoryEntry } from '../../history/entry.js'
import { simulate } from '../../replay/simulate.js'
import type { Simulation } from '../../replay/simulation.js'
import { linesOf, type NumberedEntry } from './history-parts.js'

/** Plain data: it goes to workers. */
export interface PartSetup {
  readonly before: DeskRules | undefined
  readonly after: DeskRules | undefined
  readonly silence: string | undefined
  readonly channelKind: string | undefined
  /** Id and kind of channels that are known. */
  readonly channels: readonly (readonly [id: string, kind: string])[]
  readonly edits: string | null
  readonly until: string | undefined
  readonly isInOrder: boolean
  readonly limit: number
  readonly timelines: boolean
}

export interface SimulatedPart {
  readonly found: Simulation
  /** Edits of messages of this part. */
  readonly edited: number
}

export async function simulatePart(
  paths: readonly string[],
  { channels, edits, isInOrder, ...setup }: PartSetup,
  onEntry: () => void,
): Promise<SimulatedPart> {
  const numbered: NumberedEntry[] = []
  const ids = new Set<string>()
  for (const path of paths)
    for await (const line of linesOf(path)) {
      const one: NumberedEntry = JSON.parse(line)
      numbered.push(one)
      if ('id' in one[1] && one[1].id !== undefined) ids.add(one[1].id)
    }
  let edited = 0
  if (edits !== null)
    for await (const line of linesOf(edits)) {
      const one: NumberedEntry = JSON.parse(line)
      if (one[1].type !== 'edit' || !ids.has(one[1].id)) continue
      edited += 1
      numbered.push(one)
    }
  numbered.sort(([one, left], [other, right]) => (isInOrder ? 0 : compare(left, right)) || one - other)
  const entries = numbered.map(([, entry]) => entry)
  const known = new Map(channels.map(([id, kind]) => [id, channelOf(id, kind, setup.silence)]))
  const found = await simulate(entries, {
    ...setup,
    channels: known,
    withinMs: Number.POSITIVE_INFINITY,
    onEntry,
  })
  return { found, edited }
}

function compare({ at: one }: HistoryEntry, { at: other }: HistoryEntry): number {
  return one < other ? -1 : one > other ? 1 : 0
}

function channelOf(id: string, kind: string, silence: string | undefined) {
  return { id, kind, ...(silence === undefined ? {} : { autoFinish: { after: silence } }) }
}
