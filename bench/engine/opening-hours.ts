const HOUR = 3_600_000

/** The bench's schedule as one would write it by hand: Moscow is three hours ahead all year, no holidays. */
export function isOpen(iso: string): boolean {
  const moscow = Date.parse(iso) + 3 * HOUR
  const day = new Date(moscow).getUTCDay()
  const hour = (moscow % (24 * HOUR)) / HOUR
  return day !== 0 && day !== 6 && hour >= 9 && hour < 18 && !(hour >= 13 && hour < 14)
}
