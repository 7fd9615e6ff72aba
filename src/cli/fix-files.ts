// `check --fix`: all fixes that findings offer are written into the files, and what follows from them, round by round.
import { writeFile } from 'node:fs/promises'
import { applyFixes } from '../lint/apply-fixes.js'
import { lineDiff } from '../lint/line-diff.js'
import { type CheckedFiles, type CheckHow, checkTexts } from './checked-files.js'
import type { Colours } from './terminal.js'

export interface FixedFiles {
  readonly checked: CheckedFiles
  readonly before: ReadonlyMap<string, string>
  /** Titles of the fixes by file. */
  readonly fixes: ReadonlyMap<string, readonly string[]>
}

/** A fix may bring another fault to light, never the same one again for ever. */
const MOST_ROUNDS = 10
const CONTEXT = 2

export async function fixed(checked: CheckedFiles, how: CheckHow): Promise<FixedFiles> {
  const before = checked.texts
  const fixes = new Map<string, string[]>()
  let now = checked
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const texts = new Map(now.texts)
    for (const [file, text] of now.texts) {
      const offered = now.findings.flatMap((one) => (one.file === file && one.fix !== undefined ? [one.fix] : []))
      const { text: next, applied } = applyFixes(text, offered)
      if (next === text) continue
      texts.set(file, next)
      fixes.set(file, [...(fixes.get(file) ?? []), ...applied.map(({ title }) => title)])
    }
    if ([...texts].every(([file, text]) => now.texts.get(file) === text)) break
    now = await checkTexts(texts, how)
  }
  return { checked: now, before, fixes }
}

export async function writeFixed({ checked, before }: FixedFiles): Promise<void> {
  for (const [file, text] of checked.texts) if (before.get(file) !== text) await writeFile(file, text)
}

/** What changes, as a diff with two lines around each place. */
export function fixReport({ checked, before, fixes }: FixedFiles, colours: Colours): string {
  const parts: string[] = []
  for (const [file, titles] of fixes) {
    const lines = lineDiff(before.get(file) ?? '', checked.texts.get(file) ?? '')
    parts.push(colours.bold(file), ...titles.map((title) => `  ${colours.dim('fix:')} ${title}`))
    let shownTo = -1
    lines.forEach(({ kind, text }, index) => {
      const isNear = lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some((one) => one.kind !== 'same')
      if (!isNear) return
      if (index > shownTo + 1) parts.push(colours.dim('  …'))
      shownTo = index
      if (kind === 'gone') parts.push(colours.red(`- ${text}`))
      else parts.push(kind === 'new' ? colours.green(`+ ${text}`) : `  ${text}`)
    })
    parts.push('')
  }
  return parts.length === 0 ? '' : `${parts.join('\n')}\n`
}
