import { isRecord } from './record.js'
import type { RuleSet } from './rule-set.js'

/** Names what several sets say together: what they are called and which words they may use makes no difference. */
export function rulesVersion(sets: readonly RuleSet[]): string {
  return contentVersion(sets.map(({ schedules, conditions, rules }) => ({ schedules, conditions, rules })))
}

/** Names the content: 16 hexadecimal digits, the same for equal content whatever the order of names. Not a cryptographic hash. */
function contentVersion(value: unknown): string {
  const text = canonical(value)
  return hash(text, 0x811c9dc5, 0x01000193) + hash(text, 0x9e3779b9, 0x5bd1e995)
}

/** JSON with sorted names. The caller has limited the depth. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null'
  const names = Object.keys(value).filter((name) => value[name] !== undefined)
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
    .join(',')}}`
}

/** FNV-1a's scheme over UTF-16 units with a final mix (murmur3's), 32 bits. */
function hash(text: string, seed: number, factor: number): string {
  let state = seed
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), factor)
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return ((state ^ (state >>> 16)) >>> 0).toString(16).padStart(8, '0')
}
