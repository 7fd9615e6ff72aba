import type { ActionTrace, Finding, Verdict } from '../../core/rules/verdict.js'
import type { PassTrace, Trace } from '../../core/trace.js'
import { colourOfState, harmless, plural, shorten } from '../format.js'
import type { Colours } from '../terminal.js'
import type { ExplainedRule, Tree } from './condition-tree.js'

export interface ExplainedPass {
  readonly pass: PassTrace
  /** By rule: of those that failed. */
  readonly trees: ReadonlyMap<string, ExplainedRule>
}

const ORDER: readonly Verdict['kind'][] = ['matched', 'withheld', 'error', 'stopped', 'failed', 'ruled-out', 'disabled']
/** So few comparisons short, and a rule has nearly matched. */
const NEARLY = 1

export function reportTrace(trace: Trace, passes: readonly ExplainedPass[], colours: Colours): string {
  const lines: string[] = []
  const { before, after, transition } = trace
  lines.push(`${colours.bold(trace.command.type)} at ${trace.command.at}: ${colours.bold(trace.outcome)}`)
  if (after !== null) {
    const from = transition?.from ?? before?.state ?? null
    const to = transition?.to ?? after.state
    const change =
      from === null || from === to
        ? colourOfState(colours, to)(to)
        : `${colourOfState(colours, from)(from)} → ${colourOfState(colours, to)(to)}`
    lines.push(`chat #${after.number}: ${change}${from === null ? ' (new)' : ''}`)
  }
  if (trace.ruleSet !== null) lines.push(colours.dim(`rules "${trace.ruleSet.name}", version ${trace.ruleSet.version}`))
  lines.push(`verdicts: ${countsOf(trace.counts)}`)
  for (const { pass, trees } of passes) {
    lines.push(
      '',
      `${colours.bold(pass.trigger)}${pass.isCascade ? ' (caused by rules)' : ''}, chat #${pass.chat}: ${countsOf(pass.counts)}`,
    )
    const ranked = [...pass.verdicts].sort(
      (left, right) =>
        ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind) ||
        (trees.get(left.rule)?.missing ?? 0) - (trees.get(right.rule)?.missing ?? 0),
    )
    for (const verdict of ranked) lines.push(...verdictLines(verdict, trees.get(verdict.rule), colours))
  }
  return `${lines.join('\n')}\n`
}

function countsOf(counts: Trace['counts']): string {
  const parts = ORDER.flatMap((kind) => (counts[kind] === undefined ? [] : [`${counts[kind]} ${kind}`]))
  return parts.length === 0 ? 'no rule listens' : parts.join(', ')
}

function verdictLines(verdict: Verdict, explained: ExplainedRule | undefined, colours: Colours): string[] {
  switch (verdict.kind) {
    case 'matched':
      return [`  ${colours.green('✔ matched')}  ${verdict.rule}`, ...verdict.actions.map(actionLine)]
    case 'withheld': {
      const mark = verdict.mark === undefined ? '' : ` (${verdict.mark})`
      return [
        `  ${colours.yellow('◌ withheld')} ${verdict.rule}: ${verdict.by}${mark}`,
        ...verdict.actions.map(actionLine),
      ]
    }
    case 'error':
      return [
        `  ${colours.red('! error')}    ${verdict.rule}: ${harmless(verdict.message)} (${verdict.code})`,
        ...(verdict.actions ?? []).map(actionLine),
      ]
    case 'stopped':
      return [
        `  ${colours.yellow('■ stopped')}  ${verdict.rule}: ${typeof verdict.by === 'string' ? verdict.by : `by ${verdict.by.rule}`}`,
      ]
    case 'failed':
    case 'ruled-out': {
      const isNearly = explained !== undefined && explained.missing <= NEARLY && explained.held > 0
      const word = isNearly ? colours.cyan('≈ nearly') : colours.dim(`✖ ${verdict.kind}`)
      const short = explained === undefined ? '' : colours.dim(`  ${plural(explained.missing, 'comparison')} short`)
      const seen = `      ${findingLine(verdict.finding)}`
      return [
        `  ${word}   ${verdict.rule}${short}`,
        ...(explained === undefined ? [seen] : treeLines(explained.tree, 3, colours)),
      ]
    }
    case 'disabled':
      return [`  ${colours.dim(`- disabled ${verdict.rule}`)}`]
    default:
      return verdict satisfies never
  }
}

function actionLine({ index, do: name, outcome }: ActionTrace): string {
  const more = () => {
    switch (outcome.kind) {
      case 'done':
      case 'unchanged':
        return outcome.kind
      case 'delayed':
        return `delayed until ${outcome.until}`
      case 'withheld':
        return `withheld: ${outcome.by}${outcome.mark === undefined ? '' : ` (${outcome.mark})`}`
      case 'refused':
      case 'error':
        return `${outcome.kind}: ${outcome.message} (${outcome.code})`
      default:
        return outcome satisfies never
    }
  }
  return `      ${index + 1}. ${name}: ${harmless(more())}`
}

function treeLines(tree: Tree, depth: number, colours: Colours): string[] {
  const indent = '  '.repeat(depth)
  const sign = tree.held ? colours.green('✔') : colours.red('✖')
  if (tree.kind === 'leaf')
    return [`${indent}${sign} ${tree.finding === null ? tree.pointer : findingLine(tree.finding)}`]
  const [only] = tree.parts
  if (tree.name !== undefined && only !== undefined)
    return [`${indent}${sign} ${colours.bold(tree.name)}`, ...treeLines(only, depth + 1, colours)]
  if (tree.kind !== 'not' && tree.parts.length === 1 && only !== undefined) return treeLines(only, depth, colours)
  return [`${indent}${sign} ${tree.kind}`, ...tree.parts.flatMap((part) => treeLines(part, depth + 1, colours))]
}

function findingLine({ fact, path, operator, expected, actual, missing, reason }: Finding): string {
  const where = path === undefined ? fact : `${fact}${path.replace(/^\$/u, '')}`
  const value = missing === true ? 'missing' : shorten(JSON.stringify(actual), 60)
  const why = reason === undefined ? '' : `: ${reason}`
  return harmless(`${where} ${operator} ${shorten(JSON.stringify(expected), 60)}, was ${value}${why}`)
}
