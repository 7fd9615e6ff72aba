import type { RuleExplanation } from '../../core/explain/explain-rule.js'
import type { ActionTrace, Verdict } from '../../core/rules/verdict.js'
import type { PassTrace, Trace } from '../../core/trace.js'
import { colourOfState, harmless, plural } from '../format.js'
import type { Colours } from '../terminal.js'
import { workflowLines } from './report-workflows.js'
import { findingLine, treeLines } from './tree-lines.js'

export interface ExplainedPass {
  readonly pass: PassTrace
  /** By rule: of those that failed. */
  readonly trees: ReadonlyMap<string, RuleExplanation>
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
  for (const one of trace.workflows ?? []) lines.push('', ...workflowLines(one, actionLine, colours))
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

export function verdictLines(verdict: Verdict, explained: RuleExplanation | undefined, colours: Colours): string[] {
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
      const missing = explained?.missing ?? null
      const isNearly = missing !== null && missing <= NEARLY && (explained?.held ?? 0) > 0
      const word = isNearly ? colours.cyan('≈ nearly') : colours.dim(`✖ ${verdict.kind}`)
      const short = missing === null ? '' : colours.dim(`  ${plural(missing, 'comparison')} short`)
      const seen = `      ${findingLine(verdict.finding)}`
      return [
        `  ${word}   ${verdict.rule}${short}`,
        ...(explained?.tree == null ? [seen] : treeLines(explained.tree, 3, colours)),
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
