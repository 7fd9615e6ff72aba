import type { Json } from '../../json.js'
import type { Diagnostic, DiagnosticCode, Fix, FixByValue } from '../diagnostic.js'

/** Takes one fault; the pointer leads into the source that is being checked. */
export interface Report {
  error(code: DiagnosticCode, pointer: string, message: string, fix?: Fix): void
  warning(code: DiagnosticCode, pointer: string, message: string, fix?: Fix): void
}

/** More than anybody reads; a hostile file could else make millions. */
const MOST_FAULTS = 1000

export interface Findings {
  reportFor(source: string | undefined): Report
  /** In the order in which they were found. */
  all(): readonly Diagnostic[]
}

/** Collects; a second error at the same place is left out, since the first one causes it. */
export function newFindings(): Findings {
  const found: Diagnostic[] = []
  const places = new Set<string>()
  let leftOut = 0
  const add = (severity: Diagnostic['severity'], source: string | undefined) => {
    return (code: DiagnosticCode, pointer: string, message: string, fix?: Fix): void => {
      const place = JSON.stringify([source ?? null, pointer])
      if (places.has(place) && code !== 'missing-property' && code !== 'unknown-variable') return
      places.add(place)
      if (found.length >= MOST_FAULTS) {
        leftOut += 1
        return
      }
      found.push({
        severity,
        code,
        message,
        pointer,
        ...(source === undefined ? {} : { source }),
        ...(fix === undefined ? {} : { fix }),
      })
    }
  }
  return {
    reportFor: (source) => ({ error: add('error', source), warning: add('warning', source) }),
    all: () => {
      if (leftOut === 0) return found
      const message = `${leftOut} more faults are not listed.`
      return [...found, { severity: 'error', code: 'too-many-faults', message, pointer: '' }]
    },
  }
}

/** ` Did you mean …?` and the fix, when one of the known names is near enough to be a typing mistake. */
export function meant(
  wrong: string,
  known: Iterable<string>,
  pointer: string,
  whole: (name: string) => Json = (name) => name,
): { readonly hint: string; readonly name?: string; readonly fix?: FixByValue } {
  const name = nearest(wrong, known)
  if (name === undefined) return { hint: '' }
  const fix = { title: `Change to \`${name}\``, pointer, value: whole(name) }
  return { hint: ` Did you mean \`${name}\`?`, name, fix }
}

function nearest(wrong: string, known: Iterable<string>): string | undefined {
  if (wrong.length > 60) return undefined
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(wrong.length / 3)) + 1
  for (const name of known) {
    if (Math.abs(name.length - wrong.length) >= bestDistance) continue
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase())
    if (distance < bestDistance) {
      best = name
      bestDistance = distance
    }
  }
  return best
}

/** Levenshtein's, one row at a time. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
