// A rule with `stop` hides every later one whose condition implies its own: proven by the later condition and the opposite
// of the earlier one being impossible together.
import type { EventTrigger } from '../../core/rules/rule-set.js'
import { isImpossible } from '../solve/branches.js'
import { findScenario } from '../solve/find-scenario.js'
import { allOf, type Formula, literalsOf } from '../solve/formula.js'
import { type Checking, named, type Subject } from './subject.js'
import { shownBy, verdictsOf } from './witness.js'

const COMPARISONS = 2_000
/** Rules between two pauses. */
const AT_A_TIME = 50
/** Pairs that are compared at most; of rules with `stop` there are few. */
const MOST_PAIRS = 50_000

/** Raised by rules themselves, so perhaps several times for one event: a rule that has had its turn stops nobody then. */
const RAISED_BY_RULES: ReadonlySet<string> = new Set(['chat.updated', 'note.added', 'chat.finished'])
/** What comes first when both come of one event. */
const BEFORE: { readonly [trigger: string]: readonly string[] } = {
  'message.received': ['chat.started', 'chat.reopened'],
  'message.sent': ['chat.started-by-agent', 'chat.resumed'],
}

export async function checkShadowed(checking: Checking, duplicates: ReadonlySet<Subject>): Promise<void> {
  const { subjects, note, leftOut } = checking
  const stoppers = new Map<string, Subject[]>()
  let pairs = 0
  for (const [index, subject] of subjects.entries()) {
    if (index % AT_A_TIME === 0) await checking.solver.pause()
    const events = subject.occasions.filter((on): on is EventTrigger => typeof on === 'string')
    const shadows = new Set<Subject>()
    let isHidden = subject.occasions.length > 0 && events.length === subject.occasions.length
    for (const on of events) {
      const candidates = stoppers.get(on) ?? []
      pairs += candidates.length
      const hiding = pairs > MOST_PAIRS ? undefined : candidates.find((other) => hides(other, subject, on, checking))
      if (hiding === undefined) isHidden = false
      else shadows.add(hiding)
    }
    const [hiding] = shadows
    if (isHidden && hiding !== undefined && !duplicates.has(subject)) await report(subject, hiding, checking)
    if (subject.rule.stop === true) for (const on of events) if (!RAISED_BY_RULES.has(on)) pushTo(stoppers, on, subject)
  }
  if (pairs > MOST_PAIRS) leftOut(`${pairs - MOST_PAIRS} pairs of rules were not compared for one shadowing the other`)

  async function report(subject: Subject, hiding: Subject, { solver }: Checking): Promise<void> {
    const { source, pointer, formula, occasions } = subject
    const verdicts = { [subject.rule.id]: `stopped: ${hiding.rule.id}` }
    const shows = (last: Parameters<typeof verdictsOf>[1]) =>
      verdictsOf(subject.rule.id, last).some(
        (one) => one.kind === 'stopped' && typeof one.by === 'object' && one.by.rule === hiding.rule.id,
      )
    const [on] = occasions
    const found = on === undefined || formula === null ? null : await findScenario({ on, formula, shows }, solver)
    note({
      severity: 'warning',
      code: 'shadowed-rule',
      rules: [subject.rule],
      source,
      pointer,
      message: `${named(subject)} is never judged: ${named(hiding)} comes first, matches whenever it would, and stops the pass.`,
      ...shownBy(found, `${subject.rule.id} is stopped by ${hiding.rule.id}`, verdicts),
    })
  }
}

function pushTo(lists: Map<string, Subject[]>, on: string, subject: Subject): void {
  const list = lists.get(on)
  if (list === undefined) lists.set(on, [subject])
  else list.push(subject)
}

function hides(earlier: Subject, later: Subject, on: EventTrigger, { rules }: Checking): boolean {
  if (earlier.opposite === null || later.formula === null) return false
  // Carried out on an event before this one, it would stop nobody.
  if (earlier.occasions.some((other) => typeof other === 'string' && BEFORE[on]?.includes(other))) return false
  // An operator that throws makes the earlier rule fail.
  if (isUncertain(earlier.opposite) || isUncertain(later.formula)) return false
  if (!isForAllChannelsOf(earlier, later)) return false
  const both = allOf([later.formula, earlier.opposite])
  return isImpossible(both, { rules, on, budget: { left: COMPARISONS } })
}

function isUncertain(formula: Formula): boolean {
  return literalsOf(formula).some(({ isForeign }) => isForeign)
}

function isForAllChannelsOf({ rule: { channels } }: Subject, later: Subject): boolean {
  return channels === undefined || (later.rule.channels?.every((one) => channels.includes(one)) ?? false)
}
