import type { DiagnosticCode } from '../diagnostic.js'
import { parseSpan } from '../duration.js'
import { isForbiddenName } from '../fact-path.js'
import type { Known } from './known.js'
import { meant, type Report } from './report.js'

// Checks of single values; each takes anything and leaves wrong types to the schema.

export function checkDuration(value: unknown, pointer: string, report: Report): void {
  if (typeof value !== 'string') return
  const span = parseSpan(value)
  if (span === undefined) {
    report.error('bad-duration', pointer, `\`${value.slice(0, 60)}\` is not an ISO 8601 duration such as PT2H or P1D.`)
  } else if (span.months === 0 && span.ms === 0) {
    report.error('bad-duration', pointer, 'A duration of nothing.')
  }
}

export function checkSchedule(value: unknown, pointer: string, known: Known, report: Report): void {
  checkName(value, pointer, known.schedules, 'unknown-schedule', 'schedule', report)
}

/** `names` that are not given are not checked against. */
export function checkName(
  value: unknown,
  pointer: string,
  names: ReadonlySet<string> | undefined,
  code: DiagnosticCode,
  what: string,
  report: Report,
): void {
  if (typeof value !== 'string') return
  if (value.trim() === '') {
    report.error('empty-text', pointer, `The ${what} has no name.`)
    return
  }
  if (isForbiddenName(value)) {
    report.error('forbidden-name', pointer, `A ${what} can't be called \`${value}\`.`)
    return
  }
  if (names === undefined || names.has(value)) return
  const { hint, fix } = meant(value, names, pointer)
  report.error(code, pointer, `There is no ${what} \`${value}\`.${hint}`, fix)
}

export function checkNames(
  value: unknown,
  pointer: string,
  names: ReadonlySet<string> | undefined,
  code: DiagnosticCode,
  what: string,
  report: Report,
): void {
  if (!Array.isArray(value)) return
  for (const [index, one] of value.entries()) checkName(one, `${pointer}/${index}`, names, code, what, report)
}
