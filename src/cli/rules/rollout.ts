// `rules rollout`: where a roll-out stands, and its next step.
import { InvalidArgumentError } from 'commander'
import { EXIT, UsageError } from '../exit.js'
import { formatTime, harmless } from '../format.js'
import type { Terminal } from '../terminal.js'
import { authorOf } from './author.js'
import { type RuleBook, type RuleFlags, type VersionHead, withRules } from './rule-book.js'

export interface RolloutFlags extends RuleFlags {
  readonly author?: string
}

/** `25%`, `25`, `finish` or `abort`. */
export function shareStep(text: string): number {
  if (text === 'finish') return 100
  if (text === 'abort') return 0
  return percent(text)
}

export function percent(text: string): number {
  const share = Number(/^(\d{1,3}(?:\.\d{1,6})?)\s?%?$/u.exec(text)?.[1] ?? Number.NaN)
  if (!(share > 0 && share <= 100)) throw new InvalidArgumentError('Give a share of the threads such as 10%.')
  return share
}

export async function rollout(share: number | undefined, flags: RolloutFlags, terminal: Terminal): Promise<number> {
  return withRules(flags, terminal, async (book) => {
    const { number, rollout: running } = await book.current()
    if (share === undefined) {
      const versions = running === null ? [] : await versionsFrom(book, running.number)
      const json = { number, rollout: running, steps: versions.flatMap(({ shares }) => shares) }
      if (flags.json) terminal.out(`${JSON.stringify(json, null, 2)}\n`)
      else terminal.out(state(number, running, json.steps))
      return EXIT.fine
    }
    if (running === null) throw new UsageError('Nothing is being rolled out. Begin with `rules publish --share 10%`.')
    const told = await book.share(running.number, share, authorOf(flags.author))
    if (flags.json) terminal.out(`${JSON.stringify({ ...told.version, isUnchanged: told.isUnchanged }, null, 2)}\n`)
    else terminal.out(`${terminal.colours.green('✔')} ${done(running.number, number, share)}\n`)
    return EXIT.fine
  })
}

function done(rolled: number, number: number, share: number): string {
  if (share === 100) return `Version ${rolled} decides for all threads.`
  if (share === 0) return `Version ${rolled} is taken back: ${before(number)} for all threads.`
  return `Version ${rolled} decides for ${share} % of the threads, ${before(number)} for the rest.`
}

function before(number: number): string {
  return number === 0 ? 'the rules of the configuration decide' : `version ${number} decides`
}

function state(
  number: number,
  running: { number: number; share: number } | null,
  steps: VersionHead['shares'],
): string {
  if (running === null) return `Nothing is being rolled out; ${before(number)} for all threads.\n`
  const lines = steps.map(({ share, author, at }) => `  ${formatTime(at)}  ${share} %  ${harmless(author ?? '–')}`)
  return [done(running.number, number, running.share), ...lines, ''].join('\n')
}

async function versionsFrom(book: RuleBook, number: number): Promise<readonly VersionHead[]> {
  return (await book.versions(1)).filter((version) => version.number === number)
}
