import type { Json } from '../../core/json.js'
import type { RuleDiff, ThingDiff } from '../../core/rules/rule-diff.js'
import { harmless, plural, shorten } from '../format.js'
import type { Colours } from '../terminal.js'

/** A rule a line, and a line for each thing that changed in it. */
export function reportDiff(diff: RuleDiff, columns: number, colours: Colours): string {
  const kinds = [
    ['rule', diff.rules],
    ['schedule', diff.schedules],
    ['condition', diff.conditions],
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
  const width = Math.max(20, Math.floor((columns - 24) / 2))
  const shown = (value: Json | undefined) =>
    value === undefined ? '–' : harmless(shorten(JSON.stringify(value), width))
  return [
    ...removed.map((id) => colours.red(`- ${kind} ${harmless(id)}`)),
    ...added.map((id) => colours.green(`+ ${kind} ${harmless(id)}`)),
    ...changed.flatMap(({ id, changes }) => [
      colours.yellow(`~ ${kind} ${harmless(id)}`),
      ...changes.map(
        ({ pointer, before, after }) =>
          `    ${colours.dim(harmless(pointer))} ${colours.red(shown(before))} → ${colours.green(shown(after))}`,
      ),
    ]),
  ]
}
