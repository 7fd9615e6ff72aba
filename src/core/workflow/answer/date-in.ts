// Days in words or figures, Russian or English, by chrono: pure, since it is told what time it is and where.
import { casual as american, GB as british } from 'chrono-node/en'
import { casual as russian } from 'chrono-node/ru'
import { DateTime } from 'luxon'

export interface DatePlace {
  /** ISO 8601 UTC. */
  readonly now: string
  readonly zone: string
  readonly language: string | null
  readonly only: 'future' | 'past' | undefined
}

/** Day and month in figures with dots, which chrono takes for a decimal. */
const DOTTED = /(?<![\d.])(\d{1,2})\.(\d{1,2})(?![\d.])/u

/**
 * The first day in a text: `YYYY-MM-DD`, with a time of day an ISO 8601 moment with the zone's offset. `null`: there is
 * none, or it is on the wrong side of now. A day without a year is the next one, with `only: past` the last one.
 */
export function dateIn(text: string, { now, zone, language, only }: DatePlace): string | null {
  const today = DateTime.fromISO(now, { zone })
  if (!today.isValid) return null
  const reference = { instant: new Date(now), timezone: today.offset }
  const isRussian = /\p{Script=Cyrillic}/u.test(text) || language?.toLowerCase().startsWith('ru') === true
  const parser = isRussian ? russian : language?.toLowerCase() === 'en-us' ? american : british
  const [found] = parser.parse(dotted(text, today, only), reference, { forwardDate: only !== 'past' })
  if (found === undefined) return null
  const { start } = found
  if (!start.isCertain('day') && !start.isCertain('weekday') && !start.isCertain('month')) return null
  const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')]
  if (year === null || month === null || day === null) return null
  const isTimed = start.isCertain('hour')
  const time = isTimed ? { hour: start.get('hour') ?? 0, minute: start.get('minute') ?? 0 } : {}
  const from = isTimed ? today : today.startOf('day')
  const said = DateTime.fromObject({ year, month, day, ...time }, { zone })
  const isYearGiven = start.isCertain('year') || start.isCertain('weekday')
  const moment = only === 'past' && !isYearGiven && said > from ? said.minus({ years: 1 }) : said
  if (!moment.isValid || !isOnSide(moment.toMillis(), from.toMillis(), only)) return null
  return isTimed ? moment.toISO({ suppressMilliseconds: true }) : moment.toISODate()
}

/** Today is on both sides. */
function isOnSide(at: number, now: number, only: DatePlace['only']): boolean {
  return only === undefined || (only === 'future' ? at >= now : at <= now)
}

function dotted(text: string, today: DateTime, only: DatePlace['only']): string {
  return text.replace(DOTTED, (written, day: string, month: string) => {
    const here = DateTime.fromObject({ year: today.year, month: Number(month), day: Number(day) }, { zone: today.zone })
    if (!here.isValid) return written
    const isPast = here < today.startOf('day')
    const year = only === 'past' ? (isPast ? today.year : today.year - 1) : isPast ? today.year + 1 : today.year
    return `${day}.${month}.${year}`
  })
}
