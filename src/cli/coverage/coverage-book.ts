// Coverage over many scenarios, by file: the same rule id may stand in two files that never meet in one desk.

import { chatMachine } from '../../core/chat/machine.js'
import { asRuleSet, isWorkflowFile, WORKFLOW_FILE } from '../../core/rules/as-rule-set.js'
import type { RuleSetSource } from '../../core/rules/check-rule-set.js'
import { type Covered, coveredIn } from '../../testing/coverable.js'
import type { Coverage } from '../../testing/coverage.js'
import { pictureOf } from '../draw/picture.js'
import { isRuleSet } from './is-rule-set.js'

export interface FileCoverage {
  readonly file: string
  readonly items: readonly Covered[]
}

/** So many ways of so many were taken. */
export interface Share {
  readonly covered: number
  readonly total: number
}

export interface CoverageReport {
  readonly files: readonly FileCoverage[]
  /** Rules, comparisons (each counts twice: held and failed), actions, steps of workflows and ways between them. */
  readonly kinds: { readonly [kind in Covered['kind']]: Share }
  /** All of these together: what `--min-coverage` looks at. */
  readonly total: Share
  /** Of the lifecycle, which rules don't change: by name, how often. */
  readonly states: { readonly [state: string]: number }
  readonly transitions: { readonly [transition: string]: number }
}

export interface CoverageBook {
  readonly add: (sources: readonly RuleSetSource[], coverage: Coverage) => void
  readonly report: () => CoverageReport
}

export function coverageBook(): CoverageBook {
  const files = new Map<string, readonly Covered[]>()
  const states = new Map<string, number>()
  const transitions = new Map<string, number>()
  const { states: known, edges } = pictureOf(chatMachine)
  for (const { name } of known) states.set(name, 0)
  transitions.set('→ active', 0)
  for (const { from, to } of edges) if (from !== to) transitions.set(`${from} → ${to}`, 0)
  return {
    add: (sources, coverage) => {
      for (const { name, value } of sources) {
        const set = asRuleSet(value)
        if (!isRuleSet(set)) continue
        const inFile = (pointer: string) => (isWorkflowFile(value) ? pointer.slice(WORKFLOW_FILE.length) : pointer)
        const items = coveredIn(set, coverage).map((item) => ({ ...item, pointer: inFile(item.pointer) }))
        files.set(name, added(files.get(name), items))
      }
      sum(states, coverage.states)
      sum(transitions, coverage.transitions)
    },
    report: () => {
      const all = [...files.values()].flat()
      return {
        files: [...files]
          .map(([file, items]) => ({ file, items }))
          .sort((one, other) => (one.file < other.file ? -1 : 1)),
        kinds: {
          rule: shareOf(all.filter(({ kind }) => kind === 'rule')),
          comparison: shareOf(all.filter(({ kind }) => kind === 'comparison')),
          action: shareOf(all.filter(({ kind }) => kind === 'action')),
          step: shareOf(all.filter(({ kind }) => kind === 'step')),
          way: shareOf(all.filter(({ kind }) => kind === 'way')),
        },
        total: shareOf(all),
        states: Object.fromEntries(states),
        transitions: Object.fromEntries(transitions),
      }
    },
  }
}

function added(before: readonly Covered[] | undefined, items: readonly Covered[]): readonly Covered[] {
  if (before === undefined) return items
  return items.map((item, at) => {
    const ways = Object.entries(item.ways).map(([way, times]) => [way, times + (before[at]?.ways[way] ?? 0)] as const)
    return { ...item, ways: Object.fromEntries(ways) }
  })
}

function sum(counts: Map<string, number>, more: { readonly [name: string]: number }): void {
  for (const [name, times] of Object.entries(more)) counts.set(name, (counts.get(name) ?? 0) + times)
}

export function shareOf(items: readonly Covered[]): Share {
  const ways = items.flatMap((item) => Object.values(item.ways))
  return { covered: ways.filter((times) => times > 0).length, total: ways.length }
}

/** 100 where there is nothing to cover. */
export function percentOf({ covered, total }: Share): number {
  return total === 0 ? 100 : (100 * covered) / total
}
