import { isRecord } from './record.js'
import type { RuleSet } from './rule-set.js'
import { textHash } from './text-hash.js'

/** Names what several sets say together: what they are called and which words they may use makes no difference. */
export function rulesVersion(sets: readonly RuleSet[]): string {
  return contentVersion(
    sets.map(({ schedules, conditions, rules, workflows }) => ({ schedules, conditions, rules, workflows })),
  )
}

/** Names the content: 16 hexadecimal digits, the same for equal content whatever the order of names. Not a cryptographic hash. */
export function contentVersion(value: unknown): string {
  const text = canonical(value)
  return hexOf(textHash(text)) + hexOf(textHash(text, 0x9e3779b9, 0x5bd1e995))
}

/** JSON with sorted names. The caller has limited the depth. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null'
  let text = ''
  for (const name of Object.keys(value).sort()) {
    if (value[name] === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${canonical(value[name])}`
  }
  return `{${text}}`
}

function hexOf(hash: number): string {
  return hash.toString(16).padStart(8, '0')
}
