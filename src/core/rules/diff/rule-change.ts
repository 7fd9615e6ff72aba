import type { Json } from '../../json.js'

/** One difference inside a thing: what was there and what is, `undefined` for nothing, and a sentence for people. */
export interface RuleChange {
  /** JSON pointer into the new thing; of what is gone, into the old one. */
  readonly pointer: string
  readonly before: Json | undefined
  readonly after: Json | undefined
  readonly sentence: string
}

const LONGEST = 200

/** A value inside a sentence. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

export function step(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
}
