import { meant } from '../../core/rules/check/report.js'

/** The known name that is near enough to be what was meant. */
export function nearestName(wrong: string, known: readonly string[]): string | undefined {
  const { fix } = meant(wrong, known, '')
  return typeof fix?.value === 'string' ? fix.value : undefined
}
