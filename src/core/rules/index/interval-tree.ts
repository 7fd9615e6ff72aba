/** Closed intervals of numbers, sorted by their lower bounds; `furthest` is the highest upper bound of a node's subtree. */
export interface IntervalTree {
  readonly lows: Float64Array
  readonly highs: Float64Array
  readonly furthest: Float64Array
  readonly owners: Int32Array
}

export interface Interval {
  readonly low: number
  readonly high: number
  readonly owner: number
}

export function intervalTree(intervals: readonly Interval[]): IntervalTree {
  const sorted = [...intervals].sort((one, other) => one.low - other.low || one.high - other.high)
  const furthest = new Float64Array(sorted.length)
  const measure = (from: number, until: number): number => {
    if (from >= until) return Number.NEGATIVE_INFINITY
    const middle = (from + until) >> 1
    const own = sorted[middle]?.high ?? Number.NEGATIVE_INFINITY
    const far = Math.max(own, measure(from, middle), measure(middle + 1, until))
    furthest[middle] = far
    return far
  }
  measure(0, sorted.length)
  return {
    lows: Float64Array.from(sorted, ({ low }) => low),
    highs: Float64Array.from(sorted, ({ high }) => high),
    furthest,
    owners: Int32Array.from(sorted, ({ owner }) => owner),
  }
}

/** Adds the owners of all intervals that hold the number; nothing holds NaN. */
export function findIntervals(tree: IntervalTree, number: number, found: number[]): void {
  search(tree, number, 0, tree.lows.length, found)
}

function search(tree: IntervalTree, number: number, from: number, until: number, found: number[]): void {
  if (from >= until) return
  const middle = (from + until) >> 1
  if (!(number <= (tree.furthest[middle] ?? 0))) return
  search(tree, number, from, middle, found)
  if (!(number >= (tree.lows[middle] ?? 0))) return
  if (number <= (tree.highs[middle] ?? 0)) found.push(tree.owners[middle] ?? 0)
  search(tree, number, middle + 1, until, found)
}
