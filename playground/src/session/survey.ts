// What all rules said in one frame, in columns: 100,000 rows go from a worker to the page in milliseconds, and a list
// draws only those in sight.
import type { Trace } from 'caseline'

/** In the order in which they are shown. `almost`: failed, but some of its comparisons held and few are missing. */
export const GROUPS = ['matched', 'withheld', 'stopped', 'error', 'almost', 'failed', 'ruled-out', 'disabled'] as const
export type Group = (typeof GROUPS)[number]

/** `missing` of a row: nothing would help, or nobody has looked. */
export const NO_HELP = 0xffff
export const NOT_LOOKED = 0xfffe

/** Rows, by group and then the nearest first. */
export interface Survey {
  readonly ids: readonly string[]
  /** Names of the rules; those without one have an empty one. */
  readonly names: readonly string[]
  /** Index into `ids`. */
  readonly rule: Int32Array
  /** Index of the trace's pass. */
  readonly pass: Uint16Array
  /** Index into `GROUPS`. */
  readonly group: Uint8Array
  /** The fewest comparisons that would have to be otherwise. */
  readonly missing: Uint16Array
  readonly held: Uint16Array
  readonly comparisons: Uint16Array
}

export interface SurveyRow {
  readonly id: string
  readonly name: string
  readonly pass: number
  readonly group: Group
  readonly missing: number
  readonly held: number
  readonly comparisons: number
}

export function surveyOf(rows: readonly SurveyRow[]): Survey {
  const sorted = rows
    .map((row, order) => ({ row, order, at: GROUPS.indexOf(row.group) }))
    .sort(
      (one, other) =>
        one.at - other.at ||
        one.row.missing - other.row.missing ||
        shareOf(other.row) - shareOf(one.row) ||
        one.order - other.order,
    )
    .map(({ row }) => row)
  const places = new Map<string, number>()
  const names: string[] = []
  for (const { id, name } of sorted) {
    if (places.has(id)) continue
    places.set(id, places.size)
    names.push(name)
  }
  return {
    ids: [...places.keys()],
    names,
    rule: Int32Array.from(sorted, ({ id }) => places.get(id) ?? 0),
    pass: Uint16Array.from(sorted, ({ pass }) => pass),
    group: Uint8Array.from(sorted, ({ group }) => GROUPS.indexOf(group)),
    missing: Uint16Array.from(sorted, ({ missing }) => missing),
    held: Uint16Array.from(sorted, ({ held }) => held),
    comparisons: Uint16Array.from(sorted, ({ comparisons }) => comparisons),
  }
}

function shareOf({ held, comparisons }: SurveyRow): number {
  return comparisons === 0 ? 0 : held / comparisons
}

/** What the trace itself tells: of a lean one, only the rules that did something or were kept from it. */
export function surveyOfTrace(trace: Pick<Trace, 'passes'>): Survey {
  return surveyOf(
    trace.passes.flatMap(({ verdicts }, pass) =>
      verdicts.map(({ rule, kind }) => ({ id: rule, name: '', pass, group: kind, ...UNSEEN })),
    ),
  )
}

export const UNSEEN = { missing: NOT_LOOKED, held: 0, comparisons: 0 } as const

/** How many rows each group has; `only`: of one pass. */
export function groupSizes({ group, pass }: Survey, only: number | null): readonly number[] {
  const sizes = GROUPS.map(() => 0)
  for (let row = 0; row < group.length; row += 1) {
    if (only !== null && pass[row] !== only) continue
    const at = group[row] ?? 0
    sizes[at] = (sizes[at] ?? 0) + 1
  }
  return sizes
}
