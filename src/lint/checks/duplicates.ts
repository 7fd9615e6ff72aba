import { isRecord } from '../../core/rules/record.js'
import { type Checking, named, type Subject } from './subject.js'

/** What is only for people, or orders what is looked at. */
const UNIMPORTANT: ReadonlySet<string> = new Set(['id', 'name', 'description', 'priority', 'comment'])

/** Rules that say the same as an earlier one; the later one is to go. */
export function checkDuplicates({ subjects, note }: Checking): ReadonlySet<Subject> {
  const first = new Map<string, Subject>()
  const again = new Set<Subject>()
  for (const subject of subjects) {
    const key = sayingOf(subject)
    const earlier = first.get(key)
    if (earlier === undefined) {
      first.set(key, subject)
      continue
    }
    again.add(subject)
    const { source, pointer } = subject
    note({
      severity: 'warning',
      code: 'duplicate-rule',
      rules: [subject.rule],
      source,
      pointer,
      message: `${named(subject)} says the same as ${named(earlier)}: same triggers, condition and actions.`,
      fix: { title: `Remove ${named(subject)}`, pointer, remove: true },
    })
  }
  return again
}

function sayingOf({ rule }: Subject): string {
  const { channels, when, then, stop = false } = rule
  const on = [rule.on]
    .flat()
    .map((one) => JSON.stringify(sorted(one)))
    .sort()
  const parts = [on, channels?.toSorted() ?? null, sorted(when, UNIMPORTANT), sorted(then), stop]
  return JSON.stringify(parts)
}

/** Equal JSON gives equal texts, whatever the order of its keys. */
function sorted(value: unknown, without: ReadonlySet<string> = new Set()): unknown {
  if (Array.isArray(value)) return value.map((one) => sorted(one, without))
  if (!isRecord(value)) return value ?? null
  // Names and priorities of conditions; what is inside `value` and `params` is data.
  const inside = 'fact' in value ? new Set<string>() : without
  return Object.fromEntries(
    Object.keys(value)
      .filter((key) => !without.has(key))
      .sort()
      .map((key) => [key, sorted(value[key], inside)]),
  )
}
