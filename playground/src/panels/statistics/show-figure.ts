// Numbers as people of a language write them.
const formatters = new Map<string, Intl.NumberFormat>()

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const

function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const known = formatters.get(key) ?? new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, options)
  formatters.set(key, known)
  return known
}

/** `1.5 h`, `< 1 s`; nothing is a dash. */
export function showDuration(ms: number | null, language: string): string {
  if (ms === null) return '–'
  const [unit, size] = UNITS.find(([, least]) => ms >= least) ?? UNITS[3]
  if (ms > 0 && ms < 1_000) return `< ${showDuration(1_000, language)}`
  const value = ms / size
  const digits = value >= 10 || unit === 'second' ? 0 : 1
  return numberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value)
}

export function showNumber(value: number | null, language: string): string {
  return value === null ? '–' : numberFormat(language, { maximumFractionDigits: 2 }).format(value)
}

export function showShare(value: number | null, language: string): string {
  return value === null ? '–' : numberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(value)
}

/** `Mon`: ISO weekdays, 1 is Monday. */
export function showWeekday(weekday: number, language: string): string {
  const monday = Date.UTC(2024, 0, 1)
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { weekday: 'short', timeZone: 'UTC' }).format(
    monday + (weekday - 1) * 86_400_000,
  )
}

/** `2 Mar`, `Mar 2026` of `2026-03-02`, `2026-03`. */
export function showPlace(place: string, language: string): string {
  const isMonth = place.length === 7
  const options: Intl.DateTimeFormatOptions = isMonth
    ? { month: 'short', year: 'numeric' }
    : { day: 'numeric', month: 'short' }
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone: 'UTC' }).format(
    Date.parse(isMonth ? `${place}-01` : place),
  )
}
