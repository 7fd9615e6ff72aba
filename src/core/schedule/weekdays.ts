export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const names: readonly string[] = weekdays

/** Indexes (Monday 0) of `mon`, `mon,wed`, `mon-fri`, `fri-mon` (over the weekend), `mon-wed,sat`. `null`: not days. */
export function parseDays(key: string): readonly number[] | null {
  const found = new Set<number>()
  for (const part of key.toLowerCase().split(',')) {
    const ends = part.split('-').map((name) => names.indexOf(name.trim()))
    const [first, last = first] = ends
    if (first === undefined || last === undefined || ends.length > 2 || ends.includes(-1)) return null
    for (let day = first; ; day = (day + 1) % 7) {
      found.add(day)
      if (day === last) break
    }
  }
  return [...found].sort((one, other) => one - other)
}
