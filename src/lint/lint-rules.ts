// Everything that is wrong with a rule set, or may be: what the check at load finds, and if that finds no error, what
// only shows when rules are looked at together. Runs in browsers.
import type { CheckOptions, RuleSetSource } from '../core/rules/check-rule-set.js'
import type { Diagnostic } from '../core/rules/diagnostic.js'
import { loadRuleSet, sourcesIn } from '../core/rules/load-rule-set.js'
import { operatorTable } from '../core/rules/operators/engine-operators.js'
import { isRecord } from '../core/rules/record.js'
import type { RuleSet } from '../core/rules/rule-set.js'
import { checkAutoresponses } from './checks/autoresponses.js'
import { checkAway } from './checks/away.js'
import { checkDuplicates } from './checks/duplicates.js'
import { checkLoops } from './checks/loops.js'
import { checkParts } from './checks/parts.js'
import { checkReachable } from './checks/reachable.js'
import { checkShadowed } from './checks/shadowed.js'
import { type Checking, type Noted, type PlacedSet, subjectsIn } from './checks/subject.js'
import { checkUndone } from './checks/undone.js'
import { checkUnindexed } from './checks/unindexed.js'
import { documented, type LintFinding } from './finding.js'
import { probesWith } from './solve/probes.js'

export interface LintOptions extends CheckOptions {
  /** Awaited now and then, so that a server or a screen can do something else meanwhile. */
  readonly pause?: () => Promise<void>
  /** Conversations that are played at most; default 6,000, some ten seconds of one core. Fewer find less, and say so. */
  readonly plays?: number
}

const ABOUT_CONDITIONS: ReadonlySet<string> = new Set(['contradictory-condition', 'always-true', 'unreachable-rule'])
/** Conversations that are played, and rules that are judged in them, for the whole set. */
const PLAYS = 6_000
const JUDGED = 400_000
/** Findings of one code; more are counted. */
const MOST_OF_A_CODE = 200

/**
 * Lints one rule set, or several that make one: a list of sources, or of plain sets. An error is what keeps the set from
 * being loaded; then nothing else is looked at. Same input, same findings.
 */
export async function lintRules(
  inputs: unknown | readonly RuleSetSource[],
  options: LintOptions = {},
): Promise<readonly LintFinding[]> {
  const { pause = async () => {}, plays = PLAYS, ...known } = options
  const loaded = loadRuleSet(inputs, known)
  if (!loaded.ok) return loaded.diagnostics.map(documented)
  const { rules, warnings } = loaded
  const sets = sourcesIn(inputs).flatMap(({ name, value }): PlacedSet[] => (isSet(value) ? [{ name, set: value }] : []))
  const found: LintFinding[] = warnings.map(documented)
  const terms = { conditions: rules.conditions, builtIn: new Set(operatorTable().keys()) }
  const counts = new Map<string, number>()
  const note = ({ source, severity, rules: about, ...noted }: Noted): void => {
    if (about.some(({ lint }) => lint?.allow.some((code) => code === noted.code))) return
    if (ABOUT_CONDITIONS.has(noted.code) && isAbout(warnings, noted.pointer, source)) return
    const count = (counts.get(noted.code) ?? 0) + 1
    counts.set(noted.code, count)
    if (count > MOST_OF_A_CODE) return
    const where = source === undefined ? {} : { source }
    const { docs } = documented({ ...noted, severity: 'warning' })
    found.push({ ...noted, ...where, severity, docs })
  }
  const leftOut = (what: string): void =>
    note({ severity: 'info', code: 'lint-limit', rules: [], source: sets[0]?.name, pointer: '', message: `${what}.` })
  const schedules = Object.assign({}, ...sets.map(({ set }) => set.schedules ?? {}))
  const checking: Checking = {
    rules,
    sets,
    terms,
    subjects: subjectsIn(sets, terms),
    solver: {
      rules,
      probe: probesWith(schedules),
      ownFacts: known.facts ?? [],
      effort: { plays, judged: JUDGED },
      pause,
    },
    note,
    leftOut,
  }
  await checkParts(checking)
  await checkReachable(checking)
  checkUndone(checking)
  checkUnindexed(checking)
  const duplicates = checkDuplicates(checking)
  await checkAway(checking)
  await checkLoops(checking)
  await checkShadowed(checking, duplicates)
  await checkAutoresponses(checking, duplicates)
  for (const [code, count] of counts) {
    if (count > MOST_OF_A_CODE && code !== 'lint-limit')
      leftOut(`${count - MOST_OF_A_CODE} more findings of \`${code}\` are not listed`)
  }
  return found
}

function isSet(value: unknown): value is RuleSet {
  return isRecord(value)
}

/** What the check has said of a place needs no second saying. */
function isAbout(warnings: readonly Diagnostic[], pointer: string, source: string | undefined): boolean {
  return warnings.some(
    (one) => one.source === source && (one.pointer.startsWith(`${pointer}/`) || pointer.startsWith(`${one.pointer}/`)),
  )
}
