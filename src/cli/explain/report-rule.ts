import type { FactChange, Flip } from '../../core/explain/flip/smallest-flip.js'
import type { AskedExplanation, FlippedExplanation } from '../../desk/explain-message.js'
import { harmless, plural, shorten } from '../format.js'
import type { Colours } from '../terminal.js'
import { verdictLines } from './report.js'
import { treeLines } from './tree-lines.js'

/** One rule in every pass of a message: what was decided, the whole condition, what would flip it. */
export function reportRule(rule: string, { version, rule: passes = [] }: AskedExplanation, colours: Colours): string {
  const number = version.number === null ? '' : ` (number ${version.number})`
  const lines = [`${colours.bold(harmless(rule))} ${colours.dim(`in version ${version.hash}${number}`)}`]
  if (passes.length === 0) lines.push('The journal has no trace of the message, so nothing is known of it.')
  const isHeard = passes.some(({ listens }) => listens)
  for (const pass of passes)
    lines.push('', ...(pass.listens || !isHeard ? passLines(pass, colours) : [headLine(pass, colours)]))
  return `${lines.join('\n')}\n`
}

function headLine({ trigger, chat, isCascade, listens }: FlippedExplanation, colours: Colours): string {
  const cause = isCascade ? ' (caused by rules)' : ''
  return `${colours.bold(trigger)}${cause}, chat #${chat}${listens ? '' : colours.dim(': the rule doesn’t listen to this')}`
}

function passLines(pass: FlippedExplanation, colours: Colours): string[] {
  const { recorded, explained, flip } = pass
  const lines = [headLine(pass, colours)]
  if (recorded !== null) lines.push('  decided then:', ...verdictLines(recorded, undefined, colours))
  if (explained === null) return [...lines, '  No rule of then listened, so no facts were kept.']
  const { verdict, tree, missing, error } = explained
  lines.push(`  the condition: ${verdict}${error === undefined ? '' : harmless(`: ${error}`)}`)
  if (!explained.isEnabled) lines.push('  The rule is switched off.')
  if (!explained.isForChannel) lines.push('  The rule is for other channels.')
  if (tree === null) lines.push('  It has no condition.')
  else lines.push(...treeLines(tree, 2, colours))
  if (missing !== null && missing > 0) lines.push(`  ${plural(missing, 'comparison')} short`)
  if (tree !== null) lines.push(...flipLines(flip))
  if (explained.ownFacts.length > 0)
    lines.push(colours.dim(`  asked anew, since no trace keeps them: ${harmless(explained.ownFacts.join(', '))}`))
  return lines
}

function flipLines(flip: Flip | null): string[] {
  if (flip === null) return ['  No small change of facts was found that flips it.']
  return [`  It would be ${flip.to} with`, ...flip.changes.map(changeLine)]
}

function changeLine({ fact, params, path, from, to }: FactChange): string {
  const of = params === undefined ? '' : ` ${JSON.stringify(params)}`
  const where = `${fact}${of}${(path ?? '').replace(/^\$/u, '')}`
  return harmless(`    ${where} = ${shorten(JSON.stringify(to), 80)} instead of ${shorten(JSON.stringify(from), 80)}`)
}
