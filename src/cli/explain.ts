import type { Command } from 'commander'
import { loadRules } from '../desk/rule-files.js'
import type { Policy } from '../history/policy.js'
import { standIns } from '../testing/stand-ins.js'
import { EXIT } from './exit.js'
import { type ExplainedRule, explainCondition } from './explain/condition-tree.js'
import { type ExplainedPass, reportTrace } from './explain/report.js'
import { isRuleSetList } from './explain/rule-sets.js'
import { harmless, shorten } from './format.js'
import { durationMs, type HistoryFlags, historyOptions, policyOption, readOptions } from './options.js'
import { reportTrouble } from './replay-report.js'
import { runReplay } from './replay-run.js'
import type { Terminal } from './terminal.js'

interface ExplainFlags extends HistoryFlags {
  readonly history: readonly string[]
  readonly policy: Policy
  readonly json?: boolean
}

/** How many failed rules get their whole condition shown; the others their first failing comparison. */
const TREES = 200

export function addExplain(program: Command, terminal: Terminal): void {
  const command = program
    .command('explain')
    .description('why the rules did what they did with one message of a history')
    .argument('<message>', "the message's id in the history")
    .requiredOption('--history <file...>', 'the history; - reads standard input')
  historyOptions(command)
    .addOption(policyOption())
    .option('--json', 'for programs')
    .action(async (message: string, flags: ExplainFlags) => {
      process.exitCode = await explain(message, flags, terminal)
    })
}

async function explain(id: string, flags: ExplainFlags, terminal: Terminal): Promise<number> {
  const rules = flags.rules === undefined ? undefined : await loadRules(...flags.rules)
  const run = await runReplay({
    paths: flags.history,
    read: readOptions(flags),
    ...(rules === undefined ? {} : { rules }),
    policy: flags.policy,
    silence: flags.silence,
    channelKind: flags.channelKind,
    closeAfterMs: durationMs('PT3H'),
    limit: flags.limit,
    strict: flags.strict,
    journal: 'full',
    explained: id,
  })
  terminal.err(reportTrouble(run, terminal.errColours))
  if (run.desk === null) throw new Error('A replay keeps its desk')
  const explanation = await run.desk.explain(id)
  const { trace, message } = explanation
  const values = (rules?.sources ?? []).map(({ value }) => value)
  const sets = isRuleSetList(values) ? values : []
  const { functions, secrets, workflows } = standIns(values)
  const known = { functions: Object.keys(functions), secrets: Object.keys(secrets), workflows: Object.keys(workflows) }
  const passes: ExplainedPass[] = []
  for (const pass of trace?.passes ?? []) {
    const trees = new Map<string, ExplainedRule>()
    for (const verdict of pass.verdicts.slice(0, TREES)) {
      if (pass.facts === undefined || verdict.kind !== 'failed') continue
      const explained = await explainCondition(sets, verdict.rule, pass.facts, known)
      if (explained !== null) trees.set(verdict.rule, explained)
    }
    passes.push({ pass, trees })
  }
  if (flags.json === true) {
    const nearly = passes.map(({ trees }) => Object.fromEntries(trees))
    terminal.out(`${JSON.stringify({ ...explanation, conditions: nearly }, null, 2)}\n`)
    return EXIT.fine
  }
  const { colours } = terminal
  const who = message.agent ?? message.author
  terminal.out(`${colours.bold(harmless(who))}: ${harmless(shorten(message.text, terminal.columns - 20))}\n\n`)
  terminal.out(trace === null ? 'The journal has no trace of it.\n' : reportTrace(trace, passes, colours))
  if (rules === undefined) terminal.err(terminal.errColours.dim('No rules were given: --rules FILE\n'))
  return EXIT.fine
}
