// What is wrong with rules that are being written, with places: the lint's own findings, and fixes applied to the text.
import { type LintFinding, lintRules, type Placed, parseRuleFile } from 'caseline/lint'
import { standIns } from 'caseline/testing'
import type { RuleText } from './session.js'

export type Problem = Placed<LintFinding>

export interface DraftCheck {
  readonly problems: readonly Problem[]
  /** Nothing keeps the rules from being taken. */
  readonly isSound: boolean
}

/** Names of functions, secrets and facts that only a desk has are taken on trust. */
export async function checkDraft(texts: readonly RuleText[], pause: () => Promise<void>): Promise<DraftCheck> {
  const files = texts.map(({ name, text }) => parseRuleFile(text, name))
  const unreadable = files.flatMap((file) => file.diagnostics.map((one): Problem => ({ ...one, docs: '' })))
  if (unreadable.length > 0) return { problems: unreadable, isSound: false }
  const byName = new Map(files.map((file) => [file.file, file]))
  const sources = files.map(({ file, value }) => ({ name: file, value }))
  const { functions, secrets, workflows } = standIns(sources)
  const found = await lintRules(sources, {
    functions: Object.keys(functions),
    secrets: Object.keys(secrets),
    workflows: Object.keys(workflows),
    pause,
  })
  const problems = found.flatMap((finding): Problem[] => {
    const file = byName.get(finding.source ?? '') ?? files[0]
    return file === undefined ? [] : [file.placed(finding)]
  })
  return { problems, isSound: problems.every(({ severity }) => severity !== 'error') }
}
