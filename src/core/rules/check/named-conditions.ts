import { isRecord, own, pointerTo } from '../record.js'
import type { Report } from './report.js'

/** Leaves of a condition with everything that it refers to written out; each is judged anew wherever it stands. */
export const MOST_LEAVES = 10_000
/** References that follow one another. */
const LONGEST_CHAIN = 20

/** A condition, named or of a rule, with the source that it stands in. */
export interface PlacedCondition {
  readonly value: unknown
  readonly pointer: string
  readonly report: Report
}

/** Circles among named conditions, and conditions that unfold to more than can be judged. json-rules-engine would follow both. */
export function checkReferences(
  named: ReadonlyMap<string, PlacedCondition>,
  ofRules: readonly PlacedCondition[],
): void {
  const leavesOf = new Map<string, number>()
  const path: string[] = []

  const follow = (name: string, at: string, report: Report): number => {
    const known = leavesOf.get(name)
    if (known !== undefined) return known
    const target = named.get(name)
    if (target === undefined) return 0
    const start = path.indexOf(name)
    if (start !== -1) {
      const round = [...path.slice(start), name].join(' → ')
      report.error('circular-condition', at, `This condition refers to itself: ${round}.`)
      return 0
    }
    if (path.length >= LONGEST_CHAIN) {
      report.error('too-deep', at, `Conditions refer to one another more than ${LONGEST_CHAIN} times in a row.`)
      return 0
    }
    path.push(name)
    const leaves = count(target.value, target.pointer, target.report)
    path.pop()
    leavesOf.set(name, leaves)
    if (leaves > MOST_LEAVES) tooMany(target, leaves)
    return Math.min(leaves, MOST_LEAVES)
  }

  const count = (value: unknown, pointer: string, report: Report): number => {
    if (!isRecord(value)) return 0
    const reference = own(value, 'condition')
    if (typeof reference === 'string') return follow(reference, `${pointer}/condition`, report)
    if (Object.hasOwn(value, 'not')) return count(own(value, 'not'), `${pointer}/not`, report)
    const key = Array.isArray(own(value, 'any')) ? 'any' : 'all'
    const list = own(value, key)
    if (!Array.isArray(list)) return 1
    return list.reduce<number>(
      (sum, one: unknown, index) => sum + count(one, pointerTo(pointerTo(pointer, key), index), report),
      0,
    )
  }

  for (const [name, { report, pointer }] of named) follow(name, pointer, report)
  for (const condition of ofRules) {
    const leaves = count(condition.value, condition.pointer, condition.report)
    if (leaves > MOST_LEAVES) tooMany(condition, leaves)
  }
}

function tooMany({ report, pointer }: PlacedCondition, leaves: number): void {
  report.error(
    'too-deep',
    pointer,
    `Written out, this condition has ${leaves} comparisons; at most ${MOST_LEAVES} are judged.`,
  )
}
