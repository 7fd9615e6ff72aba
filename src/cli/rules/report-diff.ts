import type { RuleDiff, ThingDiff } from '../../core/rules/diff/rule-diff.js'
import { harmless, plural, shorten } from '../format.js'
import type { Colours } from '../terminal.js'

/** Columns of a line at least: sentences are told even on a narrow screen. */
const LEAST = 160

/** A rule a line, and a sentence for each thing that changed in it. */
export function reportDiff(diff: RuleDiff, columns: number, colours: Colours): string {
  const kinds = [
    ['rule', diff.rules],
    ['schedule', diff.schedules],
    ['condition', diff.conditions],
    ['workflow', diff.workflows],
  ] as const
  const lines = kinds.flatMap(([kind, things]) => linesOf(kind, things, columns, colours))
  if (diff.isReordered) lines.push(colours.yellow('~ the order of rules is another one'))
  const count = (of: (things: ThingDiff) => number) => kinds.reduce((sum, [, things]) => sum + of(things), 0)
  const [added, removed, changed] = [
    count((things) => things.added.length),
    count((things) => things.removed.length),
    count((things) => things.changed.length),
  ]
  const summary =
    lines.length === 0
      ? 'No difference.'
      : `${plural(added, 'addition')}, ${plural(removed, 'removal')}, ${plural(changed, 'change')}`
  return `${[...lines, colours.dim(summary)].join('\n')}\n`
}

function linesOf(kind: string, { added, removed, changed }: ThingDiff, columns: number, colours: Colours): string[] {
  return [
    ...removed.map((id) => colours.red(`- ${kind} ${harmless(id)}`)),
    ...added.map((id) => colours.green(`+ ${kind} ${harmless(id)}`)),
    ...changed.flatMap(({ id, changes }) => [
      colours.yellow(`~ ${kind} ${harmless(id)}`),
      ...changes.map(({ sentence }) => `    ${shorten(harmless(sentence), Math.max(LEAST, columns - 4))}`),
    ]),
  ]
}
