const FIRST_MS = 250
const LONGEST_MS = 10_000

/** How long to leave a store alone that failed so many times in a row: twice as long each time, ten seconds at most. */
export function troublePause(failures: number): number {
  return Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 10), LONGEST_MS)
}
