import type { FactType } from '../../rules/facts.js'
import { isClockTime, parseMoment } from '../../rules/moment.js'

const SECOND = 1000

/** Values of the fact's kind that are none of these. */
export function otherThan(values: readonly unknown[], type: FactType): readonly unknown[] {
  const fitting = [...knownValues(type), ...near(values)]
  if (fitting.length === 0) fitting.push('other', 'another', 0, true)
  return [...fitting.filter((one) => !values.includes(one)), ...(isNullable(type) ? [null] : [])]
}

/** All values that a fact of the type can have, where they are few. */
export function knownValues(type: FactType): readonly unknown[] {
  if (type.kind === 'boolean') return [true, false]
  return type.kind === 'text' ? (type.values ?? []) : []
}

function isNullable(type: FactType): boolean {
  return type.kind === 'unknown' || type.nullable === true
}

function near(values: readonly unknown[]): readonly unknown[] {
  const numbers = values.filter((one): one is number => typeof one === 'number')
  const texts = values.filter((one): one is string => typeof one === 'string')
  return [
    ...(numbers.length > 0 ? [Math.max(...numbers) + 1, Math.min(...numbers) - 1] : []),
    ...(texts.length > 0 ? around(texts[0]).slice(1) : []),
    ...(texts.length > 0 && around(texts[0]).length < 2 ? ['other', 'another'] : []),
    ...(values.some((one) => typeof one === 'boolean') ? [true, false] : []),
  ]
}

/** The bound and what lies next to it on either side: a number by one, a time by a second, a clock time by a minute. */
export function around(bound: unknown): readonly unknown[] {
  if (typeof bound === 'number') return [bound, bound + 1, bound - 1]
  if (isClockTime(bound)) {
    const minutes = Number(bound.slice(0, 2)) * 60 + Number(bound.slice(3))
    return [bound, clock(minutes + 1), clock(minutes - 1)]
  }
  const at = parseMoment(bound)
  if (at === undefined) return bound === null || bound === undefined ? [] : [bound]
  return [bound, isoTime(at + SECOND), isoTime(at - SECOND)]
}

export function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}

function clock(minutes: number): string {
  const wrapped = (minutes + 1440) % 1440
  return `${String(Math.floor(wrapped / 60)).padStart(2, '0')}:${String(wrapped % 60).padStart(2, '0')}`
}
