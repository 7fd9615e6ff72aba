// The engine ends loops by carrying out each rule once per event; but rules that would go on for ever are a mistake. A
// chat that comes back to where it was had a detail put to one value and then to another: only rules that do so are played.
import type { CompiledRule } from '../../core/rules/compiled-rules.js'
import { findScenario } from '../solve/find-scenario.js'
import type { Played } from '../solve/play.js'
import { settingsOf, wouldChange } from './changes.js'
import { type Checking, named, type Subject } from './subject.js'
import { verdictsOf, witnessOf } from './witness.js'

const MOST_STARTS = 500
/** What changes of rules raise. */
const CASCADES: ReadonlySet<unknown> = new Set(['chat.updated', 'note.added', 'chat.finished'])

export async function checkLoops(checking: Checking): Promise<void> {
  const { rules, solver, note, leftOut } = checking
  const suspects = suspectsIn(checking.subjects)
  const byId = new Map(checking.subjects.map((subject) => [subject.rule.id, subject]))
  const told = new Set<string>()
  let left = 0
  for (const [index, start] of suspects.entries()) {
    if (index >= MOST_STARTS) {
      left = suspects.length - index
      break
    }
    const { formula } = start
    if (formula === null) continue
    for (const on of start.occasions) {
      let looping: readonly Subject[] = []
      const shows = (last: Played): boolean => {
        looping = loopIn(last, rules.byId, byId)
        return looping.length > 0 && !told.has(keyOf(looping))
      }
      const found = await findScenario({ on, formula, shows }, solver)
      if (found.kind === 'unknown' && found.isCut) left += 1
      const [first, second] = looping
      if (found.kind !== 'found' || first === undefined) continue
      told.add(keyOf(looping))
      const { source, pointer } = first
      const message =
        second === undefined
          ? `${named(first)} causes itself: what it does makes it match again, without end.`
          : `${named(first)} and ${named(second)} undo each other: what one does makes the other match, without end.`
      note({
        severity: 'warning',
        code: 'rule-loop',
        rules: looping.map(({ rule }) => rule),
        source,
        pointer,
        message: `${message} The engine ends it after one round.`,
        witness: witnessOf(found.scenario, 'Rules that cause each other', { [first.rule.id]: 'stopped: loop' }),
      })
      break
    }
  }
  if (left > 0) leftOut(`${left} rules were not tried for causing each other in a loop`)
}

/** Rules that changes bring about and that put some detail where others don't leave it. */
function suspectsIn(subjects: readonly Subject[]): readonly Subject[] {
  const cascading = subjects.filter(({ occasions }) => occasions.some((on) => CASCADES.has(on)))
  const values = new Map<string, Set<string>>()
  for (const { rule } of cascading) {
    for (const { detail, value } of settingsOf(rule)) values.set(detail, (values.get(detail) ?? new Set()).add(value))
  }
  return cascading.filter(({ rule }) => settingsOf(rule).some(({ detail }) => (values.get(detail)?.size ?? 0) > 1))
}

/** A rule that was stopped although it would have changed the chat again, and one that it is at odds with. */
function loopIn(
  last: Played,
  rules: ReadonlyMap<string, CompiledRule>,
  subjects: ReadonlyMap<string, Subject>,
): readonly Subject[] {
  for (const { verdicts, facts } of last.passes) {
    for (const verdict of verdicts) {
      if (verdict.kind !== 'stopped' || verdict.by !== 'loop' || facts === undefined) continue
      const stopped = rules.get(verdict.rule)
      const subject = subjects.get(verdict.rule)
      if (stopped === undefined || subject === undefined || !wouldChange(stopped.rule, facts)) continue
      const own = settingsOf(stopped.rule)
      const other = [...subjects.values()].find(
        (one) =>
          one !== subject &&
          verdictsOf(one.rule.id, last).some(({ kind }) => kind === 'matched') &&
          settingsOf(one.rule).some((set) =>
            own.some(({ detail, value }) => set.detail === detail && set.value !== value),
          ),
      )
      const isItself = stopped.rule.then.some((action) => action.do === 'add-note')
      if (other !== undefined) return [subject, other]
      if (isItself) return [subject]
    }
  }
  return []
}

function keyOf(looping: readonly Subject[]): string {
  return looping
    .map(({ rule }) => rule.id)
    .sort()
    .join('\n')
}
