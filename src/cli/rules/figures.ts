// `rules figures`: what each version decided, side by side.
import type { DecidedByVersion, FiguresPeriod } from '../../desk/version-figures.js'
import { EXIT } from '../exit.js'
import { formatTime, table } from '../format.js'
import type { Colours, Terminal } from '../terminal.js'
import { type RuleFlags, withRules } from './rule-book.js'

export type FiguresFlags = RuleFlags & FiguresPeriod

export async function figures(flags: FiguresFlags, terminal: Terminal): Promise<number> {
  const { from, to } = flags
  const period = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  const found = await withRules(flags, terminal, (book) => book.figures(period))
  if (flags.json) terminal.out(`${JSON.stringify(found, null, 2)}\n`)
  else terminal.out(reportFigures(found, terminal.colours))
  return EXIT.fine
}

const NUMBERS = [0, 2, 3, 4, 5, 6, 7]

function reportFigures({ from, to, versions }: DecidedByVersion, colours: Colours): string {
  const period = `from ${formatTime(from)}${to === null ? '' : ` to ${formatTime(to)}`}`
  if (versions.length === 0) return `Nothing was decided ${period}.\n`
  const rows = versions.map(({ number, version, threads, decisions, traced, verdicts, automated }) => {
    const { matched = 0, withheld = 0, error = 0 } = verdicts
    // Without traces nobody knows what matched.
    const known = (count: number): string => (traced === 0 ? '–' : String(count))
    return [
      number === null ? '–' : String(number),
      version ?? 'no rules',
      String(threads),
      String(decisions),
      known(matched),
      known(withheld),
      known(error),
      String(automated),
    ]
  })
  const head = ['number', 'version', 'threads', 'decisions', 'matched', 'withheld', 'errors', 'automatic messages']
  const untraced = versions.reduce((sum, { decisions, traced }) => sum + decisions - traced, 0)
  const note = untraced === 0 ? '' : `\n${untraced} decisions have no trace, so their verdicts aren't counted.\n`
  return `${period}\n${table(head, rows, NUMBERS, colours)}${note}`
}
