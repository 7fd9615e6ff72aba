import { meant } from '../../core/rules/check/report.js'

/** The known name that is near enough to be what was meant. */
export function nearestName(wrong: string, known: readonly string[]): string | undefined {
  const { fix } = meant(wrong, known, '')
  if (typeof fix?.value === 'string') return fix.value
  // Two letters that changed places are two mistakes to it.
  return known.find((name) => letters(name) === letters(wrong))
}

function letters(name: string): string {
  return [...name.toLowerCase()].sort().join('')
}
