// Rule files as `check` sees them: read, and everything found that is wrong with them.
import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { loadRuleSet } from '../core/rules/load-rule-set.js'
import { documented, type LintFinding } from '../lint/finding.js'
import { lintRules } from '../lint/lint-rules.js'
import { type ParsedFile, type Placed, parseRuleFile } from '../lint/place.js'
import { standIns } from '../testing/stand-ins.js'
import { ruleFiles } from './rule-paths.js'

export const STDIN = '<stdin>'

export type CheckFinding = Placed<LintFinding>

export interface CheckedFiles {
  readonly files: readonly ParsedFile[]
  readonly texts: ReadonlyMap<string, string>
  readonly findings: readonly CheckFinding[]
}

export interface CheckHow {
  /** Each file is a set of its own. */
  readonly isSeparate?: boolean
  /** Only what keeps rules from being loaded. */
  readonly isQuick?: boolean
}

export async function checkedFiles(paths: readonly string[], how: CheckHow = {}): Promise<CheckedFiles> {
  const names = await ruleFiles(paths)
  const texts = new Map<string, string>()
  for (const name of names)
    texts.set(name === '-' ? STDIN : name, name === '-' ? await readAll(process.stdin) : await readFile(name, 'utf8'))
  return checkTexts(texts, how)
}

/** By name of the file. */
export async function checkTexts(
  texts: ReadonlyMap<string, string>,
  { isSeparate = false, isQuick = false }: CheckHow,
): Promise<CheckedFiles> {
  const files = [...texts].map(([name, text]) => parseRuleFile(text, name))
  const sets = isSeparate ? files.map((file) => [file]) : [files]
  const findings: CheckFinding[] = []
  for (const set of sets) findings.push(...(await findingsOf(set, isQuick)))
  return { files, texts, findings }
}

/** Files that make one set are checked together: a rule may name a schedule of another file. */
async function findingsOf(files: readonly ParsedFile[], isQuick: boolean): Promise<readonly CheckFinding[]> {
  const syntax = files.flatMap(({ diagnostics }) => diagnostics.map((one) => ({ ...one, ...documented(one) })))
  const readable = files.filter(({ value }) => value !== undefined)
  const sources = readable.map(({ file, value }) => ({ name: file, value }))
  if (sources.length === 0) return syntax
  const { functions, secrets, workflows } = standIns(sources)
  const known = { functions: Object.keys(functions), secrets: Object.keys(secrets), workflows: Object.keys(workflows) }
  const found = isQuick ? quickFindings(sources, known) : await lintRules(sources, known)
  const placed = found.flatMap((finding) => {
    const file =
      readable.find((one) => one.file === finding.source) ?? (readable.length === 1 ? readable[0] : undefined)
    return file === undefined ? [] : [file.placed(finding)]
  })
  // A broken file is also full of missing things: what the parser said comes first, in order of place.
  return [...syntax, ...placed].sort(
    (left, right) => left.file.localeCompare(right.file) || left.line - right.line || left.column - right.column,
  )
}

function quickFindings(...[sources, known]: Parameters<typeof loadRuleSet>): readonly LintFinding[] {
  const loaded = loadRuleSet(sources, known)
  return (loaded.ok ? loaded.warnings : loaded.diagnostics).map(documented)
}
