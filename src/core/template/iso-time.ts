const form =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:(Z)|([+-])(\d{2}):?(\d{2}))?)?$/

/** An ISO date or time: milliseconds since 1970 and its offset in minutes; UTC where it names none. `null` for anything else, a 30 February included. */
export function parseIsoTime(text: string): { readonly instant: number; readonly offset: number } | null {
  const match = form.exec(text)
  if (match === null) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  const [sign, offsetHours, offsetMinutes] = [match[9], Number(match[10] ?? 0), Number(match[11] ?? 0)]
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  // Overflowing parts roll over into the next month or year, years below 100 into the twentieth century.
  const isExact = new Date(wall).toISOString().startsWith(`${match[1]}-${match[2]}-${match[3]}`)
  if (!isExact || hour > 23 || minute > 59 || second > 59 || offsetHours > 18 || offsetMinutes > 59) return null
  const offset = (sign === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes)
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  return { instant: wall + milliseconds - offset * 60_000, offset }
}
