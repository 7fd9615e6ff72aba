// The best one-to-one matching of chats and cases by shared messages: the Hungarian method with potentials, O(n³).
// A thread has few cases; matching inside threads is matching overall, for no case spans two.

/** How many messages of one true case came into one chat. */
export interface Cell {
  readonly truth: string
  readonly drawn: string
  readonly count: number
}

/** Messages in the cells of the best matching. */
export function overlapOf(cells: readonly Cell[]): number {
  if (cells.length <= 1) return cells[0]?.count ?? 0
  const rows = [...new Set(cells.map((cell) => cell.truth))]
  const columns = [...new Set(cells.map((cell) => cell.drawn))]
  if (rows.length === 1 || columns.length === 1) return Math.max(...cells.map((cell) => cell.count))
  const size = Math.max(rows.length, columns.length)
  const rowAt = new Map(rows.map((name, at) => [name, at]))
  const columnAt = new Map(columns.map((name, at) => [name, at]))
  const gain = new Float64Array(size * size)
  for (const cell of cells) gain[(rowAt.get(cell.truth) ?? 0) * size + (columnAt.get(cell.drawn) ?? 0)] = cell.count
  return assign(gain, size)
}

function assign(gain: Float64Array, size: number): number {
  const at = (list: Float64Array | Int32Array, index: number) => list[index] ?? 0
  const cost = (row: number, column: number) => -at(gain, (row - 1) * size + column - 1)
  const ofRow = new Float64Array(size + 1)
  const ofColumn = new Float64Array(size + 1)
  const matched = new Int32Array(size + 1)
  for (let row = 1; row <= size; row++) {
    const way = new Int32Array(size + 1)
    const least = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY)
    const used = new Uint8Array(size + 1)
    matched[0] = row
    let column = 0
    do {
      used[column] = 1
      const from = at(matched, column)
      let delta = Number.POSITIVE_INFINITY
      let next = 0
      for (let one = 1; one <= size; one++) {
        if (used[one] === 1) continue
        const reduced = cost(from, one) - at(ofRow, from) - at(ofColumn, one)
        if (reduced < at(least, one)) {
          least[one] = reduced
          way[one] = column
        }
        if (at(least, one) < delta) {
          delta = at(least, one)
          next = one
        }
      }
      for (let one = 0; one <= size; one++) {
        if (used[one] === 1) {
          ofRow[at(matched, one)] = at(ofRow, at(matched, one)) + delta
          ofColumn[one] = at(ofColumn, one) - delta
        } else least[one] = at(least, one) - delta
      }
      column = next
    } while (at(matched, column) !== 0)
    while (column !== 0) {
      const before = at(way, column)
      matched[column] = at(matched, before)
      column = before
    }
  }
  let total = 0
  for (let column = 1; column <= size; column++) total -= cost(at(matched, column), column)
  return total
}
