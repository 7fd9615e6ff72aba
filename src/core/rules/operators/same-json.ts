import { isRecord, own } from '../record.js'

const DEEP = 50

/** Whether two JSON values say the same. Beyond 50 levels nothing is the same. */
export function sameJson(one: unknown, other: unknown, depth = 0): boolean {
  if (one === other) return true
  if (depth > DEEP) return false
  if (Array.isArray(one)) {
    return (
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((element, index) => sameJson(element, other[index], depth + 1))
    )
  }
  if (!isRecord(one) || !isRecord(other)) return false
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson(own(one, key), own(other, key), depth + 1))
  )
}
