// Rule files as `check` sees them: read, and everything found that is wrong with them.
import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import type { Diagnostic } from '../core/rules/diagnostic.js'
import { loadRuleSet } from '../core/rules/load-rule-set.js'
import { type ParsedFile, type PlacedDiagnostic, parseRuleFile } from '../lint/place.js'
import { standIns } from '../testing/stand-ins.js'
import { ruleFiles } from './rule-paths.js'

const STDIN = '<stdin>'

export interface CheckedFiles {
  readonly files: readonly ParsedFile[]
  readonly texts: ReadonlyMap<string, string>
  readonly findings: readonly PlacedDiagnostic[]
}

/** `isSeparate`: each file is a set of its own. */
export async function checkedFiles(paths: readonly string[], isSeparate = false): Promise<CheckedFiles> {
  const names = await ruleFiles(paths)
  const texts = new Map<string, string>()
  for (const name of names)
    texts.set(name === '-' ? STDIN : name, name === '-' ? await readAll(process.stdin) : await readFile(name, 'utf8'))
  const files = [...texts].map(([name, text]) => parseRuleFile(text, name))
  const sets = isSeparate ? files.map((file) => [file]) : [files]
  return { files, texts, findings: sets.flatMap(findingsOf) }
}

/** Files that make one set are checked together: a rule may name a schedule of another file. */
function findingsOf(files: readonly ParsedFile[]): readonly PlacedDiagnostic[] {
  const syntax = files.flatMap(({ diagnostics }) => diagnostics)
  const readable = files.filter(({ value }) => value !== undefined)
  const sources = readable.map(({ file, value }) => ({ name: file, value }))
  if (sources.length === 0) return syntax
  const { functions, secrets, workflows } = standIns(sources)
  const known = { functions: Object.keys(functions), secrets: Object.keys(secrets), workflows: Object.keys(workflows) }
  const loaded = loadRuleSet(sources, known)
  const found: readonly Diagnostic[] = loaded.ok ? loaded.warnings : loaded.diagnostics
  const placed = found.flatMap((diagnostic) => {
    const file =
      readable.find((one) => one.file === diagnostic.source) ?? (readable.length === 1 ? readable[0] : undefined)
    return file === undefined ? [] : [file.placed(diagnostic)]
  })
  // A broken file is also full of missing things: what the parser said comes first, in order of place.
  return [...syntax, ...placed].sort(
    (left, right) => left.file.localeCompare(right.file) || left.line - right.line || left.column - right.column,
  )
}
