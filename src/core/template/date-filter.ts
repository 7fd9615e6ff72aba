import type { FilterImplOptions } from 'liquidjs'
import { DateTime, FixedOffsetZone, IANAZone } from 'luxon'
import { parseIsoTime } from './iso-time.js'
import { languageRegister } from './metered-context.js'

const defaultFormat = 'yyyy-MM-dd HH:mm'
/** Language, script, region. The rest of a tag changes no names, and formatters are kept for every tag ever used. */
const localeForm = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?(?![a-z\d])/i

/**
 * `{{ time | date: 'cccc HH:mm', 'Asia/Tokyo' }}`: luxon's tokens, in the rendering's language. Without a zone the
 * offset in the text stays, UTC where there is none. What isn't a time stays as it is; `now` and `today` are the fact `now`.
 */
export const dateFilter: FilterImplOptions = function (value: unknown, format: unknown, zone: unknown): unknown {
  const facts: object = this.context.globals
  const isNow = (value === 'now' || value === 'today') && 'now' in facts
  const time = readTime(isNow ? facts.now : value)
  if (time === null) return value
  const tokens = typeof format === 'string' && format !== '' ? format : defaultFormat
  // The longest token is about 40 characters when written out.
  this.context.memoryLimit.use(tokens.length * 40)
  const locale = readLocale(this.context.getRegister<unknown>(languageRegister))
  return DateTime.fromMillis(time.instant, { zone: readZone(zone, time.offset), locale }).toFormat(tokens)
}

function readTime(value: unknown): { readonly instant: number; readonly offset: number } | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : { instant: value.getTime(), offset: 0 }
  return typeof value === 'string' ? parseIsoTime(value) : null
}

function readZone(zone: unknown, offset: number): IANAZone | FixedOffsetZone {
  if (zone === undefined || zone === null || zone === '') return FixedOffsetZone.instance(offset)
  if (typeof zone !== 'string' || !/^[a-z][\w+\-/]{0,99}$/i.test(zone) || !IANAZone.isValidZone(zone)) {
    throw new Error(`"${String(zone).slice(0, 60)}" is not a time zone`)
  }
  return IANAZone.create(zone)
}

function readLocale(language: unknown): string {
  const match = typeof language === 'string' ? localeForm.exec(language) : null
  return match === null ? 'en' : match.slice(1).filter(Boolean).join('-')
}
