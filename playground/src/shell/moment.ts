/** Times as screens show them, in the session's zone. Formatters are slow to make, so each is made once. */
const formatters = new Map<string, Intl.DateTimeFormat>()

export type MomentStyle = 'time' | 'seconds' | 'day' | 'short' | 'full'

const STYLES: { readonly [style in MomentStyle]: Intl.DateTimeFormatOptions } = {
  time: { hour: '2-digit', minute: '2-digit' },
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  short: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
}

export function showMoment(at: string, style: MomentStyle, zone: string, language: string): string {
  const key = `${style} ${zone} ${language}`
  let formatter = formatters.get(key)
  if (formatter === undefined) {
    // British English: 24 hours.
    const locale = language === 'en' ? 'en-GB' : language
    formatter = new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone: zone, hourCycle: 'h23' })
    formatters.set(key, formatter)
  }
  return formatter.format(Date.parse(at))
}

/** `9:59`, `2:05:00`, `3d 02:00`; of what has gone by `0:00`. */
export function showSpan(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
  ]
  if (days > 0) return `${days}d ${two(hours)}:${two(minutes)}`
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}
