// A simulation for people: figures of both runs, rules that match otherwise, chats that go another way.
import type { Counts, Step } from '../../replay/observe.js'
import type { Difference, Simulation } from '../../replay/simulation.js'
import { formatCount, formatTime, harmless, plural, shorten, table } from '../format.js'
import { badLine, firstOf } from '../replay-report.js'
import type { Terminal } from '../terminal.js'
import type { Trouble } from './history-source.js'

const NAME_WIDTH = 9

export function reportSimulation(found: Simulation, { problems, left }: Trouble, terminal: Terminal): void {
  const { colours, errColours } = terminal
  terminal.out(`${countsTable(found, terminal)}\n`)
  if (found.rules.length > 0) terminal.out(`${rulesTable(found, terminal)}\n`)
  const { compared, different } = found.chats
  const said = `${formatCount(different)} of ${plural(compared, 'chat')} ${different === 1 ? 'goes' : 'go'} another way`
  terminal.out(`${different === 0 ? colours.green('No chat goes another way') : colours.yellow(said)}\n`)
  for (const difference of found.differences) terminal.out(`\n${told(difference, terminal)}\n`)
  if (found.isCut) terminal.out(colours.dim('\nMore differ; --show lists more of them.\n'))
  if (left > 0) terminal.err(`${plural(left, 'command')} of the journal can’t be played again and are left out.\n`)
  const lines = problems.map((one) => badLine(one, errColours))
  terminal.err(firstOf(lines, errColours))
}

function countsTable({ before, after, refused }: Simulation, { colours }: Terminal): string {
  const row = (name: string, of: (counts: Counts) => number): readonly string[] => [
    name,
    formatCount(of(before)),
    formatCount(of(after)),
  ]
  const names = (of: (counts: Counts) => { readonly [name: string]: number }) =>
    [...new Set([...Object.keys(of(before)), ...Object.keys(of(after))])].sort()
  const sum = (counts: { readonly [name: string]: number }) => Object.values(counts).reduce((all, one) => all + one, 0)
  return table(
    ['', 'before', 'after'],
    [
      row('chats', ({ chats }) => chats),
      ...names(({ states }) => states).map((state) => row(`  end ${state}`, ({ states }) => states[state] ?? 0)),
      row('finished', ({ finished }) => finished),
      ...(['agent', 'timer', 'automation', 'split'] as const).map((by) =>
        row(`  by ${by}`, ({ finishedBy }) => finishedBy[by]),
      ),
      row('reopened', ({ reopened }) => reopened),
      row('automatic messages', ({ automated }) => automated),
      row('held back', ({ withheld }) => sum(withheld)),
      ...names(({ effects }) => effects)
        .filter((type) => type !== 'send-message')
        .map((type) => row(type, ({ effects }) => effects[type] ?? 0)),
      ...names(({ workflows }) => workflows).map((what) =>
        row(`workflow ${what}`, ({ workflows }) => workflows[what] ?? 0),
      ),
      ...(refused.before + refused.after === 0
        ? []
        : [['refused', formatCount(refused.before), formatCount(refused.after)]]),
    ],
    [1, 2],
    colours,
  )
}

function rulesTable({ rules }: Simulation, { colours }: Terminal): string {
  const pair = ({ before, after }: { readonly before: number; readonly after: number }) =>
    `${formatCount(before)} → ${formatCount(after)}`
  return table(
    ['rule', 'matches', 'held back', 'chats'],
    rules.map(({ rule, matched, withheld, chats }) => [
      harmless(rule),
      pair(matched),
      pair(withheld),
      formatCount(chats),
    ]),
    [1, 2, 3],
    colours,
  )
}

function told(
  { channel, customer, place, at, before, after, end }: Difference,
  { colours, columns }: Terminal,
): string {
  const line = (name: string, step: Step | null, state: string | null): string => {
    const said = `${step === null ? 'nothing' : whatHappened(step)}; ends as ${state ?? 'no chat'}`
    return `  ${name.padEnd(NAME_WIDTH)}${shorten(said, columns - NAME_WIDTH - 2)}`
  }
  return [
    colours.bold(harmless(`${channel} · ${customer} · chat ${place}, from ${formatTime(at)}`)),
    line('before', before, end.before),
    line('after', after, end.after),
  ].join('\n')
}

function whatHappened({ cause, outcome, events, effects }: Step): string {
  const types = [...events, ...effects].map((one) => (stepOf(one) === null ? one.type : `${one.type} ${stepOf(one)}`))
  return harmless(`${cause}: ${types.length === 0 ? outcome : types.join(', ')}`)
}

/** Where a workflow stands. */
function stepOf(event: object): string | null {
  return 'step' in event && typeof event.step === 'string' ? event.step : null
}
