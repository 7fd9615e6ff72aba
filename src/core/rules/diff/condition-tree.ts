// A condition as what it means: parts of `all` and `any` have no order, one part needs no group around it, and a group in a
// group of its kind is the same group.
import { canonicalJson } from '../canonical-json.js'
import { isRecord } from '../record.js'
import { quoted, step } from './rule-change.js'

interface Base {
  readonly pointer: string
  /** As it is written. */
  readonly source: unknown
  /** Equal for what means the same. */
  readonly key: string
}
export type Group = Base & { readonly kind: 'all' | 'any'; readonly parts: readonly ConditionTree[] }
export type ConditionTree =
  | Group
  | (Base & { readonly kind: 'not'; readonly part: ConditionTree })
  | (Base & { readonly kind: 'one' })

export function conditionTree(source: unknown, pointer: string): ConditionTree {
  if (!isRecord(source)) return { kind: 'one', pointer, source, key: canonicalJson(source) }
  for (const kind of ['all', 'any'] as const) {
    const written = source[kind]
    if (!Array.isArray(written)) continue
    const parts = written
      .map((part, index) => conditionTree(part, `${pointer}/${kind}${step(index)}`))
      .flatMap((part) => (part.kind === kind && part.parts.length > 0 ? part.parts : [part]))
    const [only] = parts
    if (only !== undefined && parts.length === 1) return only
    return groupOf(kind, parts, pointer, source)
  }
  if ('not' in source) {
    const part = conditionTree(source.not, `${pointer}/not`)
    return { kind: 'not', part, pointer, source, key: `not(${part.key})` }
  }
  return { kind: 'one', pointer, source, key: canonicalJson(source) }
}

export function groupOf(kind: 'all' | 'any', parts: readonly ConditionTree[], pointer: string, source: unknown): Group {
  const keys = parts.map(({ key }) => key).sort()
  return { kind, parts, pointer, source, key: `${kind}(${keys.join(',')})` }
}

/** What a comparison looks at: fact, path, params. `null`: it is a named condition. */
export function lookedAt(source: unknown): string | null {
  if (!isRecord(source) || typeof source.fact !== 'string') return null
  return canonicalJson([source.fact, source.path ?? null, source.params ?? null])
}

export function conditionText(tree: ConditionTree): string {
  switch (tree.kind) {
    case 'all':
    case 'any': {
      if (tree.parts.length === 0) return 'always'
      return `(${tree.parts.map(conditionText).join(tree.kind === 'all' ? ' and ' : ' or ')})`
    }
    case 'not':
      return `not ${conditionText(tree.part)}`
    case 'one':
      return comparisonText(tree.source)
    default:
      return tree satisfies never
  }
}

function comparisonText(source: unknown): string {
  if (!isRecord(source)) return quoted(source)
  if (typeof source.condition === 'string') return `\`${source.condition}\``
  return `${factText(source)} ${String(source.operator)} ${quoted(source.value)}`
}

export function factText({ fact, path, params }: { readonly [name: string]: unknown }): string {
  const where = typeof path === 'string' ? path.replace(/^\$\.?/u, (start) => (start === '$.' ? '.' : '')) : ''
  return `\`${String(fact)}${where}\`${params === undefined ? '' : ` ${quoted(params)}`}`
}
