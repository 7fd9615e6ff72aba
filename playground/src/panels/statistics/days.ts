// Days and months as ISO texts, which order as time does.
const DAY = 86_400_000

export function dayIn(zone: string, at: string): string {
  // Swedish dates are ISO dates.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(Date.parse(at))
}

/** A text that is no day stays what it is: whoever counts says what is wrong with it. */
export function dayAfter(day: string, days: number): string {
  const instant = /^\d{4}-\d{2}-\d{2}$/u.test(day) ? Date.parse(day) + days * DAY : Number.NaN
  return Number.isNaN(instant) ? day : new Date(instant).toISOString().slice(0, 10)
}

/** From the one to the other; `null`: more than `most`, or they are no days. */
export function placesBetween(
  by: 'day' | 'month',
  first: string,
  last: string,
  most: number,
): readonly string[] | null {
  const places: string[] = []
  const end = by === 'day' ? last : last.slice(0, 7)
  let place = by === 'day' ? first : first.slice(0, 7)
  while (place <= end) {
    if (places.length === most) return null
    places.push(place)
    place = by === 'day' ? dayAfter(place, 1) : dayAfter(`${place}-15`, 30).slice(0, 7)
  }
  return places
}
