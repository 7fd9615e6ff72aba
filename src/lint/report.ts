// Findings for people: where, what, and the line itself with a mark under the place, as compilers do.
import type { LintFinding } from './finding.js'
import type { Placed } from './place.js'

type Reported = Placed<Omit<LintFinding, 'docs'>>

export interface ReportColours {
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly dim: (text: string) => string
  readonly bold: (text: string) => string
}

const WIDEST = 100
const TAB = '  '

/** One finding with an excerpt of its file; `text` is the file as it was read. */
export function reportFinding(finding: Reported, text: string | undefined, colours: ReportColours): string {
  const colour = { error: colours.red, warning: colours.yellow, info: colours.dim }[finding.severity]
  const at = `${finding.file}:${finding.line}:${finding.column}`
  const pointer = finding.pointer === '' ? '' : colours.dim(`  ${finding.pointer}`)
  const lines = [
    `${colours.bold(at)} ${colour(finding.severity)} ${finding.message} ${colours.dim(finding.code)}${pointer}`,
  ]
  if (text !== undefined) lines.push(...excerpt(finding, text, colour, colours.dim))
  if (finding.witness) lines.push(`    ${colours.dim('see it:')} ${finding.witness.story}`)
  if (finding.noWitness !== undefined)
    lines.push(`    ${colours.dim(`no conversation shows it: ${finding.noWitness}`)}`)
  if (finding.fix !== undefined) lines.push(`    ${colours.dim('fix:')} ${finding.fix.title}`)
  return `${lines.join('\n')}\n`
}

function excerpt(
  { line, column }: Reported,
  text: string,
  colour: (text: string) => string,
  dim: (text: string) => string,
): string[] {
  const source = text.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u)[line - 1]
  if (source === undefined || source.trim() === '') return []
  // A long line is shown from a little before the place.
  const from = column > WIDEST ? column - 1 - 40 : 0
  const shown = source.slice(from, from + WIDEST).replaceAll('\t', TAB)
  const before = source.slice(from, column - 1).replaceAll('\t', TAB)
  const gutter = String(line).padStart(5)
  const marked = /^"(?:[^"\\]|\\.)*"?|^[\w.-]+/u.exec(source.slice(column - 1))?.[0].length ?? 1
  const length = Math.max(1, Math.min(marked, shown.length - before.length))
  return [
    `${dim(`${gutter} |`)} ${shown}`,
    `${dim('      |')} ${' '.repeat(before.length)}${colour('^'.repeat(length))}`,
  ]
}

/** `3 errors, 1 warning`. */
export function countFindings(findings: readonly Reported[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  const count = (number: number, name: string) => `${number} ${name}${number === 1 ? '' : 's'}`
  return [count(errors, 'error'), ...(warnings > 0 ? [count(warnings, 'warning')] : [])].join(', ')
}
