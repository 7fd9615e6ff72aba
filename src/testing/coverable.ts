import { pointerTo } from '../core/rules/record.js'
import type { Condition, RuleSet } from '../core/rules/rule-set.js'
import { type WayEvent, waysOf } from '../core/workflow/ways.js'
import { type Coverage, wayName } from './coverage.js'

/** Something of a rule set that scenarios can touch. */
export interface Coverable {
  readonly kind: 'rule' | 'comparison' | 'action' | 'step' | 'way'
  /** JSON pointer into the set. */
  readonly pointer: string
  /** The same with the rule's id in place of its index, as in `Coverage.comparisons`. */
  readonly place: string
  /** For people. */
  readonly label: string
  /** Of steps and ways. */
  readonly of?: { readonly workflow: string; readonly step: string; readonly event?: WayEvent }
}

/** What scenarios did with it, each way by itself: a comparison is to be seen holding and failing, the others done. */
export interface Covered extends Coverable {
  readonly ways: { readonly [way: string]: number }
}

/** Everything that a valid set has to cover, in the order of the file. */
export function coverableIn(set: RuleSet): readonly Coverable[] {
  const conditions = Object.entries(set.conditions ?? {}).flatMap(([name, condition]) => {
    const at = pointerTo('/conditions', name)
    return comparisonsOf(condition, at, at)
  })
  const rules = (set.rules ?? []).flatMap((rule, index): readonly Coverable[] => {
    const at = pointerTo('/rules', index)
    const place = pointerTo('/rules', rule.id)
    return [
      { kind: 'rule', pointer: at, place, label: rule.id },
      ...(rule.when === undefined ? [] : comparisonsOf(rule.when, `${at}/when`, `${place}/when`)),
      ...rule.then.map(
        (action, number): Coverable => ({
          kind: 'action',
          pointer: `${at}/then/${number}`,
          place: `${place}/then/${number}`,
          label: action.do,
        }),
      ),
    ]
  })
  const steps = (set.workflows ?? []).flatMap(({ id, steps }, index) =>
    Object.entries(steps).flatMap(([name, step]): Coverable[] => {
      const pointer = pointerTo(`${pointerTo('/workflows', index)}/steps`, name)
      const place = pointerTo(`${pointerTo('/workflows', id)}/steps`, name)
      // What follows from something left out stands nowhere.
      const ways = waysOf({ ...step }).flatMap(({ event, to, pointer: inside }): Coverable[] => {
        if (inside === null) return []
        return [
          {
            kind: 'way',
            pointer: `${pointer}${inside}`,
            place: `${place} ${event}`,
            label: `${id}/${name} → ${to} (${event})`,
            of: { workflow: id, step: name, event },
          },
        ]
      })
      return [{ kind: 'step', pointer, place, label: `${id}/${name}`, of: { workflow: id, step: name } }, ...ways]
    }),
  )
  return [...conditions, ...rules, ...steps]
}

function comparisonsOf(condition: Condition, pointer: string, place: string): readonly Coverable[] {
  const inside = (one: Condition, ...steps: (string | number)[]) =>
    comparisonsOf(one, steps.reduce<string>(pointerTo, pointer), steps.reduce<string>(pointerTo, place))
  if ('all' in condition) return condition.all.flatMap((one, at) => inside(one, 'all', at))
  if ('any' in condition) return condition.any.flatMap((one, at) => inside(one, 'any', at))
  if ('not' in condition) return inside(condition.not, 'not')
  if (!('fact' in condition)) return []
  const path = (condition.path ?? '').replace(/^\$/u, '')
  return [{ kind: 'comparison', pointer, place, label: `${condition.fact}${path} ${condition.operator}` }]
}

/** What these scenarios did with what there is. */
export function coveredIn(set: RuleSet, coverage: Coverage): readonly Covered[] {
  const rules = set.rules ?? []
  return coverableIn(set).map((one) => {
    // `/rules/<index>/then/<number>`
    const [, index, , action] = one.pointer.split('/').slice(1)
    const id = rules[Number(index)]?.id ?? ''
    const seen = Object.hasOwn(coverage.rules, id) ? coverage.rules[id] : undefined
    switch (one.kind) {
      case 'comparison': {
        const found = Object.hasOwn(coverage.comparisons, one.place) ? coverage.comparisons[one.place] : undefined
        return { ...one, ways: { held: found?.held ?? 0, failed: found?.failed ?? 0 } }
      }
      case 'rule':
        return { ...one, ways: { matched: (seen?.verdicts.matched ?? 0) + (seen?.verdicts.withheld ?? 0) } }
      case 'action': {
        const { done = 0, unchanged = 0, delayed = 0 } = seen?.actions[Number(action)] ?? {}
        return { ...one, ways: { done: done + unchanged + delayed } }
      }
      case 'step': {
        const { workflow = '', step = '' } = one.of ?? {}
        return { ...one, ways: { entered: countIn(coverage.workflows, workflow, step) } }
      }
      case 'way': {
        const { workflow = '', step = '', event = '' } = one.of ?? {}
        return { ...one, ways: { taken: countIn(coverage.ways, workflow, wayName(step, event)) } }
      }
      default:
        return one.kind satisfies never
    }
  })
}

function countIn(counts: Coverage['ways'], workflow: string, what: string): number {
  const own = Object.hasOwn(counts, workflow) ? counts[workflow] : undefined
  return own !== undefined && Object.hasOwn(own, what) ? (own[what] ?? 0) : 0
}
