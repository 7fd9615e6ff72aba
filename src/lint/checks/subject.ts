import type { CompiledRules } from '../../core/rules/compiled-rules.js'
import type { DiagnosticCode, Fix } from '../../core/rules/diagnostic.js'
import { triggersOf } from '../../core/rules/load-rule-set.js'
import { pointerTo } from '../../core/rules/record.js'
import type { Rule, RuleSet } from '../../core/rules/rule-set.js'
import type { Witness } from '../finding.js'
import type { Solver } from '../solve/find-scenario.js'
import { allOf, type Formula, formulaOf, type Terms, TRUE } from '../solve/formula.js'
import type { Occasion } from '../solve/trigger-values.js'

/** A rule that is switched on, as the checks look at it. */
export interface Subject {
  readonly rule: Rule
  readonly source: string | undefined
  /** JSON pointer to the rule in its source. */
  readonly pointer: string
  readonly occasions: readonly Occasion[]
  /** When it matches, channels included; `null`: too large to be looked at. */
  readonly formula: Formula | null
  /** When it doesn't, given a channel that it is for. */
  readonly opposite: Formula | null
}

export interface Noted {
  /** Rules that it is about; one that allows it keeps it from being told. */
  readonly rules: readonly Rule[]
  readonly severity: 'warning' | 'info'
  readonly code: DiagnosticCode
  readonly source: string | undefined
  readonly pointer: string
  readonly message: string
  readonly fix?: Fix
  readonly witness?: Witness | null
  readonly noWitness?: string
}

export interface Checking {
  readonly rules: CompiledRules
  readonly sets: readonly PlacedSet[]
  readonly terms: Terms
  /** In the order in which rules are judged. */
  readonly subjects: readonly Subject[]
  readonly solver: Solver
  readonly note: (noted: Noted) => void
  /** Told once for each check that left something out. */
  readonly leftOut: (what: string) => void
}

export interface PlacedSet {
  readonly name: string | undefined
  readonly set: RuleSet
}

export function subjectsIn(sets: readonly PlacedSet[], terms: Terms): readonly Subject[] {
  return sets
    .flatMap(({ name, set }) =>
      (set.rules ?? []).map((rule, index) => ({ rule, source: name, pointer: pointerTo('/rules', index) })),
    )
    .map((placed, order) => ({ ...placed, order }))
    .filter(({ rule }) => rule.enabled !== false)
    .sort((one, other) => (other.rule.priority ?? 1) - (one.rule.priority ?? 1) || one.order - other.order)
    .map(({ order: _, ...placed }) => {
      const { rule } = placed
      const when = formulaOf(rule.when, true, terms)
      return {
        ...placed,
        occasions: triggersOf(rule),
        formula: when === null ? null : allOf([when, channelsFormula(rule, terms)]),
        opposite: formulaOf(rule.when, false, terms),
      }
    })
}

const KINDS: ReadonlySet<string> = new Set(['telegram', 'vk', 'viber', 'facebook', 'slack', 'skype', 'chatra', 'email'])

function channelsFormula({ channels }: Rule, terms: Terms): Formula {
  if (channels === undefined) return TRUE
  const any = channels.flatMap((channel) => {
    // Nobody gives a channel of one kind the name of another.
    const paths = KINDS.has(channel) ? ['$.kind'] : ['$.id', '$.kind']
    return paths.map((path) => ({ fact: 'channel', path, operator: 'equal', value: channel }))
  })
  if (any.length === 0) return { kind: 'any', of: [] }
  return formulaOf({ any }, true, terms) ?? TRUE
}

/** A name for sentences. */
export function named({ rule }: Subject): string {
  return `\`${rule.id}\``
}

/** The event or time in words. */
export function occasionName(on: Occasion): string {
  return typeof on === 'string' ? on : `${on.after} after ${on.since}`
}
