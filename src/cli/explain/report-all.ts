import type { AskedExplanation, PassVerdicts } from '../../desk/explain-message.js'
import { harmless } from '../format.js'
import type { Colours } from '../terminal.js'
import { verdictLines } from './report.js'

const ORDER: readonly PassVerdicts['verdicts'][number]['kind'][] = [
  'matched',
  'error',
  'failed',
  'ruled-out',
  'disabled',
]

/** Every rule of another version at a message: what its condition says of the facts of then. */
export function reportAll({ version, all = [] }: AskedExplanation, colours: Colours): string {
  const number = version.number === null ? '' : ` (number ${version.number})`
  const lines = [`version ${version.hash}${number}, judged on the facts of then`]
  if (all.length === 0) lines.push('The journal has no trace of the message, so nothing is known of it.')
  for (const { trigger, chat, verdicts } of all) {
    const counts = ORDER.flatMap((kind) => {
      const count = verdicts.filter((one) => one.kind === kind).length
      return count === 0 ? [] : [`${count} ${kind}`]
    })
    const said = counts.length === 0 ? 'no rule listens, or the facts are not kept' : counts.join(', ')
    lines.push('', `${colours.bold(harmless(trigger))}, chat #${chat}: ${said}`)
    const ranked = verdicts.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind))
    for (const one of ranked)
      lines.push(...verdictLines(one.kind === 'matched' ? { ...one, actions: [] } : one, undefined, colours))
  }
  return `${lines.join('\n')}\n`
}
