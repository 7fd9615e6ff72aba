import type { Covered } from '../../testing/coverable.js'
import { harmless, plural } from '../format.js'
import type { Colours } from '../terminal.js'
import { type CoverageReport, percentOf, type Share } from './coverage-book.js'

/** Of each file so many gaps are named. */
const MOST_GAPS = 20

/** What of the rules no scenario touched. `placeOf` turns a pointer into line and column. */
export function reportCoverage(
  { files, kinds, total, states, transitions }: CoverageReport,
  placeOf: (file: string, pointer: string) => string,
  colours: Colours,
): string {
  const lines = [
    `${colours.bold('Coverage')} ${shown(total, colours)}`,
    `  rules       ${shown(kinds.rule, colours)}`,
    `  comparisons ${shown(kinds.comparison, colours)} ${colours.dim('(each seen to hold and to fail)')}`,
    `  actions     ${shown(kinds.action, colours)}`,
    ...(kinds.step.total === 0 ? [] : [`  steps       ${shown(kinds.step, colours)} ${colours.dim('of workflows')}`]),
    ...(kinds.way.total === 0
      ? []
      : [`  ways        ${shown(kinds.way, colours)} ${colours.dim('between steps of workflows')}`]),
    `  states      ${shown(countedShare(states), colours)} ${colours.dim('of the lifecycle')}`,
    `  transitions ${shown(countedShare(transitions), colours)} ${colours.dim('of the lifecycle')}`,
  ]
  for (const { file, items } of files) {
    const gaps = items.filter((item) => missingIn(item).length > 0)
    if (gaps.length === 0) continue
    lines.push('', colours.bold(harmless(file)))
    for (const item of gaps.slice(0, MOST_GAPS)) lines.push(`  ${placeOf(file, item.pointer)} ${gapLine(item)}`)
    if (gaps.length > MOST_GAPS) lines.push(`  and ${plural(gaps.length - MOST_GAPS, 'more gap')}`)
  }
  return `${lines.join('\n')}\n`
}

/** The ways that no scenario took. */
export function missingIn({ ways }: Covered): readonly string[] {
  return Object.entries(ways).flatMap(([way, times]) => (times > 0 ? [] : [way]))
}

export function gapLine(item: Covered): string {
  return harmless(`${item.kind} ${item.label}: never ${missingIn(item).join(', never ')}`)
}

export function countedShare(counts: { readonly [name: string]: number }): Share {
  const all = Object.values(counts)
  return { covered: all.filter((times) => times > 0).length, total: all.length }
}

function shown(share: Share, colours: Colours): string {
  const percent = percentOf(share)
  const colour = percent === 100 ? colours.green : percent >= 80 ? colours.yellow : colours.red
  return `${colour(`${floored(percent).padStart(5)} %`)} ${share.covered} of ${share.total}`
}

/** Rounded down, so that 100 means all. */
export function floored(percent: number): string {
  return (Math.floor(percent * 10) / 10).toFixed(1)
}
