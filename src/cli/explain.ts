import { type Command, InvalidArgumentError } from 'commander'
import { explainRule, type RuleExplanation } from '../core/explain/explain-rule.js'
import { isRecord } from '../core/rules/record.js'
import type { AskedVersion } from '../desk/asked-rules.js'
import type { Explanation } from '../desk/explain-message.js'
import { compileRules, loadRules, type RuleFiles } from '../desk/rule-files.js'
import type { Policy } from '../history/policy.js'
import { standIns } from '../testing/stand-ins.js'
import { ApiError, apiOptions, callApi } from './api-client.js'
import { EXIT, UsageError } from './exit.js'
import { type ExplainedPass, reportTrace } from './explain/report.js'
import { reportAll } from './explain/report-all.js'
import { reportRule } from './explain/report-rule.js'
import { harmless, shorten } from './format.js'
import { durationMs, type HistoryFlags, historyOptions, policyOption, readOptions } from './options.js'
import { reportTrouble } from './replay-report.js'
import { runReplay } from './replay-run.js'
import type { Terminal } from './terminal.js'

interface ExplainFlags extends HistoryFlags {
  readonly history?: readonly string[]
  readonly policy: Policy
  readonly rule?: string
  readonly all?: boolean
  readonly version?: AskedVersion
  readonly url?: string
  readonly key?: string
  readonly json?: boolean
}

/** How many failed rules get their whole condition shown; the others their first failing comparison. */
const TREES = 200

export function addExplain(program: Command, terminal: Terminal): void {
  const command = program
    .command('explain')
    .description('why the rules did what they did with one message, of a history or a running desk')
    .argument('<message>', "the message's id")
    .option('--history <file...>', 'the history; - reads standard input')
    .option('--rule <id>', 'only this rule: its whole condition, and the smallest change of facts that flips it')
    .option('--all', 'every rule, however many there are: matched, or the first comparison that ruled it out')
    .option(
      '--version <version>',
      'of a running desk: its rules of `then` (default), of `now`, or a number',
      askedVersion,
    )
  apiOptions(historyOptions(command))
    .addOption(policyOption())
    .option('--json', 'for programs')
    .action(async (message: string, flags: ExplainFlags) => {
      process.exitCode = await explain(message, flags, terminal)
    })
}

function askedVersion(text: string): AskedVersion {
  if (text === 'then' || text === 'now') return text
  if (/^[1-9]\d{0,14}$/u.test(text)) return Number(text)
  throw new InvalidArgumentError('Give then, now or the number of a version.')
}

async function explain(id: string, flags: ExplainFlags, terminal: Terminal): Promise<number> {
  const { url, history, version } = flags
  if (flags.all === true && flags.rule !== undefined)
    throw new UsageError('--rule is about one rule, --all about every one.')
  if ((url === undefined) === (history === undefined)) throw new UsageError('Give --history FILE or --url ADDRESS.')
  if (url === undefined && version !== undefined)
    throw new UsageError('A history has no versions of rules: give other --rules, or ask a running desk with --url.')
  const { explanation, passes } =
    url === undefined ? await ofHistory(id, flags, terminal) : await ofDesk(id, { ...flags, url })
  if (flags.json === true) {
    const nearly = passes.map(({ trees }) => Object.fromEntries(trees))
    terminal.out(`${JSON.stringify({ ...explanation, conditions: nearly }, null, 2)}\n`)
    return EXIT.fine
  }
  const { colours } = terminal
  const { trace, message, asked } = explanation
  const who = message.agent ?? message.author
  terminal.out(`${colours.bold(harmless(who))}: ${harmless(shorten(message.text, terminal.columns - 20))}\n\n`)
  if (flags.rule !== undefined && asked !== undefined) terminal.out(reportRule(flags.rule, asked, colours))
  else if (asked?.all !== undefined) terminal.out(reportAll(asked, colours))
  else terminal.out(trace === null ? 'The journal has no trace of it.\n' : reportTrace(trace, passes, colours))
  return EXIT.fine
}

interface Explained {
  readonly explanation: Explanation
  readonly passes: readonly ExplainedPass[]
}

async function ofHistory(id: string, flags: ExplainFlags, terminal: Terminal): Promise<Explained> {
  const rules = flags.rules === undefined ? undefined : await loadRules(...flags.rules)
  if (rules === undefined && flags.rule !== undefined) throw new UsageError('--rule needs the rules: --rules FILE.')
  const run = await runReplay({
    paths: flags.history ?? [],
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
  if (rules === undefined) terminal.err(terminal.errColours.dim('No rules were given: --rules FILE\n'))
  const explanation = await run.desk.explain(id, {
    ...(flags.rule === undefined ? {} : { rule: flags.rule }),
    ...(flags.all === true ? { all: true } : {}),
  })
  return { explanation, passes: rules === undefined ? bare(explanation) : await withTrees(explanation, rules) }
}

function bare({ trace }: Explanation): readonly ExplainedPass[] {
  return (trace?.passes ?? []).map((pass) => ({ pass, trees: new Map() }))
}

async function withTrees({ trace }: Explanation, files: RuleFiles): Promise<readonly ExplainedPass[]> {
  const { functions, secrets, workflows } = standIns(files.sources.map(({ value }) => value))
  const known = { functions: Object.keys(functions), secrets: Object.keys(secrets), workflows: Object.keys(workflows) }
  const rules = compileRules(files, known)
  const passes: ExplainedPass[] = []
  for (const pass of trace?.passes ?? []) {
    const trees = new Map<string, RuleExplanation>()
    for (const verdict of pass.verdicts.slice(0, TREES)) {
      if (pass.facts === undefined || verdict.kind !== 'failed') continue
      const explained = await explainRule(rules, verdict.rule, pass.facts)
      if (explained !== null) trees.set(verdict.rule, explained)
    }
    passes.push({ pass, trees })
  }
  return passes
}

async function ofDesk(id: string, flags: ExplainFlags & { readonly url: string }): Promise<Explained> {
  const { rule, all, version, channel } = flags
  const query = new URLSearchParams({
    ...(rule === undefined ? {} : { rule }),
    ...(all === true ? { all: 'true' } : {}),
    ...(version === undefined ? {} : { version: String(version) }),
    ...(channel === undefined ? {} : { channel }),
  })
  const explanation = await callApi(flags, 'GET', `/v1/messages/${encodeURIComponent(id)}/explain?${query}`)
  if (!isExplanation(explanation))
    throw new ApiError('unavailable', `${flags.url} answered something else: is that a Caseline desk?`)
  return { explanation, passes: bare(explanation) }
}

function isExplanation(body: unknown): body is Explanation {
  return isRecord(body) && isRecord(body.message) && typeof body.outcome === 'string' && 'trace' in body
}
