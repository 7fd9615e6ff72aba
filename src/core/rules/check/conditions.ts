import { factOfValue } from '../compile-condition.js'
import { parseFactPath, writtenPath } from '../fact-path.js'
import { type FactType, typeAt } from '../facts.js'
import { isRecord, own, pointerTo } from '../record.js'
import { checkComparison } from './comparison.js'
import type { Known } from './known.js'
import { meant, type Report } from './report.js'

/** Levels of one written condition. */
export const DEEPEST_CONDITION = 50

const UNKNOWN: FactType = { kind: 'unknown' }

/** References, paths and types inside a condition. Takes anything: what has the wrong shape is the schema's to report. */
export function checkCondition(value: unknown, pointer: string, known: Known, report: Report, depth = 1): void {
  if (!isRecord(value)) return
  if (depth > DEEPEST_CONDITION) {
    report.error(
      'too-deep',
      pointer,
      `Conditions go at most ${DEEPEST_CONDITION} levels deep; name a part of it under \`conditions\`.`,
    )
    return
  }
  for (const key of ['any', 'all'] as const) {
    const list = own(value, key)
    if (!Array.isArray(list)) continue
    list.forEach((one: unknown, index) => {
      checkCondition(one, pointerTo(pointerTo(pointer, key), index), known, report, depth + 1)
    })
  }
  checkCondition(own(value, 'not'), `${pointer}/not`, known, report, depth + 1)
  const name = own(value, 'condition')
  if (typeof name === 'string' && !known.conditions.has(name)) {
    const { hint, fix } = meant(name, known.conditions, `${pointer}/condition`)
    report.error('unknown-condition', `${pointer}/condition`, `There is no condition \`${name}\`.${hint}`, fix)
  }
  if (typeof own(value, 'fact') === 'string') checkLeaf(value, pointer, known, report)
}

function checkLeaf(leaf: { readonly [key: string]: unknown }, pointer: string, known: Known, report: Report): void {
  const type = checkFact(leaf, pointer, known, report)
  const operator = own(leaf, 'operator')
  const value = own(leaf, 'value')
  const other = factOfValue(value)
  if (isRecord(value) && Object.hasOwn(value, 'fact') && other === undefined) {
    report.error('bad-value', `${pointer}/value/fact`, 'The fact to compare with is named by a text.')
  }
  const otherType = other === undefined ? undefined : checkFact({ ...other }, `${pointer}/value`, known, report)
  if (typeof operator !== 'string' || !Object.hasOwn(leaf, 'value')) return
  checkComparison({ type, operator, value, otherType, pointer }, known, report)
}

/** The type that fact and path lead to; unknown as soon as something is wrong with them. */
function checkFact(leaf: { readonly [key: string]: unknown }, pointer: string, known: Known, report: Report): FactType {
  const name = String(own(leaf, 'fact'))
  const type = known.facts.get(name)
  if (type === undefined) {
    const { hint, fix } = meant(name, known.facts.keys(), `${pointer}/fact`)
    report.error('unknown-fact', `${pointer}/fact`, `Nobody provides a fact \`${name}\`.${hint}`, fix)
  } else {
    checkParams(name, leaf, pointer, known, report)
  }
  const path = own(leaf, 'path')
  if (typeof path !== 'string') return type ?? UNKNOWN
  const parsed = parseFactPath(path)
  if (!parsed.ok) {
    report.error(parsed.code, `${pointer}/path`, parsed.message)
    return UNKNOWN
  }
  const found = typeAt(type ?? UNKNOWN, parsed.steps)
  if (found.ok) return found.type
  const { hint, fix } = meant(found.step, found.known, `${pointer}/path`, (step) =>
    writtenPath(parsed.steps.with(found.at, step)),
  )
  report.error(
    'unknown-path',
    `${pointer}/path`,
    `\`${path}\` of \`${name}\`: there is no \`${found.step}\`.${hint}`,
    fix,
  )
  return UNKNOWN
}

function checkParams(
  fact: string,
  leaf: { readonly [key: string]: unknown },
  pointer: string,
  known: Known,
  report: Report,
): void {
  const given = own(leaf, 'params')
  const params = isRecord(given) ? given : {}
  if (fact === 'schedule') {
    const name = own(params, 'name')
    if (typeof name !== 'string') {
      report.error('missing-param', pointer, 'The fact `schedule` needs `"params": { "name": … }`.')
    } else if (!known.schedules.has(name)) {
      const { hint, fix } = meant(name, known.schedules, `${pointer}/params/name`)
      report.error('unknown-schedule', `${pointer}/params/name`, `There is no schedule \`${name}\`.${hint}`, fix)
    }
  }
  const asksStatus = /^\$?(?:\.status|\[['"]status)/.test(String(own(leaf, 'path')))
  if (fact === 'agents' && asksStatus && typeof own(params, 'id') !== 'string') {
    report.error('missing-param', pointer, 'The status of an agent needs `"params": { "id": … }`.')
  }
}
