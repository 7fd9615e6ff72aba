import { listVerdicts } from '../core/automation/list-verdicts.js'
import { explainPass, type PassExplanation } from '../core/explain/explain-pass.js'
import { type Flip, smallestFlip } from '../core/explain/flip/smallest-flip.js'
import { type ConditionVerdict, judgeAll } from '../core/explain/judge-all.js'
import { type AlmostMatched, rankAlmost } from '../core/explain/rank-almost.js'
import type { CompiledRules } from '../core/rules/compiled-rules.js'
import type { LoadOptions } from '../core/rules/load-rule-set.js'
import type { FactSource } from '../core/rules/snapshot.js'
import type { PassTrace, Trace } from '../core/trace.js'
import type { JournalEntry, ThreadRef } from '../ports/store.js'
import { type AskedVersion, askedRules } from './asked-rules.js'
import type { Dispatching } from './dispatch.js'
import { idOf } from './input.js'
import { chatHolding, type MessageView } from './queries.js'
import { refuse } from './refused-error.js'

export interface ExplainOptions {
  /** Needed where two channels have a message of that id. */
  readonly channel?: string
  /** Also explains this rule, whatever came of it: its whole condition, and what would flip it. */
  readonly rule?: string
  /** Which rules are asked. Default `then`. */
  readonly version?: AskedVersion
  /**
   * The trace has a verdict for every rule, those too that were only counted because there are many; and of another
   * `version`, what the condition of each of its rules says. Default false.
   */
  readonly all?: boolean
  /** Also lists so many rules of each pass that almost matched, nearest first. At most 1,000. */
  readonly almost?: number
}

export interface Explanation {
  readonly message: MessageView
  readonly outcome: string
  readonly ruleSetVersion: string | null
  /** `null` where the desk's journal is off. */
  readonly trace: Trace | null
  /** What was asked for with `rule`, `almost`, or `all` of another version. */
  readonly asked?: AskedExplanation
}

export interface AskedExplanation {
  /** The rules that were asked; `number` of the published version, `null` where they weren't published. */
  readonly version: { readonly hash: string; readonly number: number | null }
  /** One for each pass of the trace, in order: what the rule had to do with it. */
  readonly rule?: readonly FlippedExplanation[]
  /** One for each pass of the trace, in order. */
  readonly all?: readonly PassVerdicts[]
  /** One for each pass of the trace, in order. */
  readonly almost?: readonly PassAlmost[]
}

export interface FlippedExplanation extends PassExplanation {
  /** The smallest change of facts that flips the condition; `null`: none was found. */
  readonly flip: Flip | null
}

export interface PassVerdicts {
  readonly trigger: string
  readonly chat: number
  /** Of every rule that listens to the trigger. */
  readonly verdicts: readonly ConditionVerdict[]
}

export interface PassAlmost {
  readonly trigger: string
  readonly chat: number
  readonly rules: readonly AlmostMatched[]
}

const MOST_ALMOST = 1_000

/** Why the desk did what it did with a message; and of any rule, what it has to say about the message. */
export async function explainMessage(
  desk: Dispatching,
  messageId: string,
  options: ExplainOptions,
  known: LoadOptions,
): Promise<Explanation> {
  const { rule, version = 'then', almost } = checked(options)
  const ref = await threadOf(desk, messageId, options.channel)
  const entry: JournalEntry | null = await desk.store.journalOfMessage(desk.workspace, ref.key, messageId)
  const message = await desk.store.message(desk.workspace, ref.key, messageId)
  const chain = await desk.store.chain(desk.workspace, ref.key)
  if (message === null || chain === null) return unknownMessage(messageId)
  const kept = entry?.trace ?? null
  const ruleSetVersion = entry?.ruleSetVersion ?? null
  const trace = options.all === true && kept !== null ? await withAllRules(desk, kept, ref, known) : kept
  const explanation = {
    message: { ...message, chat: chatHolding(chain, message) },
    outcome: entry?.outcome ?? 'unknown',
    ruleSetVersion,
    trace,
  }
  const isOther = options.all === true && version !== 'then'
  if (rule === undefined && almost === undefined && !isOther) return explanation
  const { rules, number } = await askedRules(desk, ref.key, version, ruleSetVersion, known)
  if (rule !== undefined && !rules.byId.has(rule))
    refuse('not-found', `There is no rule ${rule} in those rules`, { pointer: '/rule' })
  const passes = trace?.passes ?? []
  const own = passes.length === 0 ? {} : await ownFactsOf(desk, ref, trace)
  return {
    ...explanation,
    asked: {
      version: { hash: rules.version, number },
      ...(rule === undefined ? {} : { rule: await ofRule(rules, rule, passes, own) }),
      ...(isOther ? { all: await everyRule(rules, passes, own) } : {}),
      ...(almost === undefined ? {} : { almost: await ofPasses(rules, passes, own, almost) }),
    },
  }
}

async function withAllRules(desk: Dispatching, trace: Trace, ref: ThreadRef, known: LoadOptions): Promise<Trace> {
  if (trace.ruleSet === null) return trace
  const { rules } = await askedRules(desk, ref.key, 'then', trace.ruleSet.version, known)
  return listVerdicts(trace, rules, await ownFactsOf(desk, ref, trace))
}

function checked(options: ExplainOptions): ExplainOptions {
  const { version, almost, rule } = options
  if (rule !== undefined) idOf(rule, '/rule')
  if (version !== undefined && version !== 'then' && version !== 'now' && !isCount(version, Number.MAX_SAFE_INTEGER))
    refuse('invalid', 'version must be then, now or the number of a version', { pointer: '/version' })
  if (almost !== undefined && !isCount(almost, MOST_ALMOST))
    refuse('invalid', `almost must be a whole number from 1 to ${MOST_ALMOST}`, { pointer: '/almost' })
  return options
}

function isCount(value: unknown, most: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= most
}

async function threadOf(desk: Dispatching, messageId: string, channel: string | undefined): Promise<ThreadRef> {
  const refs = await desk.store.threadsOfMessage(desk.workspace, messageId, channel)
  const [ref] = refs
  if (ref === undefined) return unknownMessage(messageId)
  if (refs.length === 1) return ref
  return refuse('conflict', `${refs.length} channels have a message ${messageId}; name the channel`, {
    pointer: '/channel',
  })
}

function unknownMessage(messageId: string): never {
  return refuse('not-found', `There is no message ${messageId}`, { pointer: '/messageId' })
}

/** The embedder's facts are in no trace, so they are asked anew: what they say of the message's moment is theirs to know. */
async function ownFactsOf(desk: Dispatching, ref: ThreadRef, trace: Trace | null): Promise<FactSource> {
  const { contact } = await desk.store.load(desk.workspace, { ...ref, isFresh: true })
  if (contact === null || trace === null) return {}
  return desk.contextOf(desk.channelOf(ref.channel), contact, trace.command.at).facts
}

function ofRule(
  rules: CompiledRules,
  rule: string,
  passes: readonly PassTrace[],
  own: FactSource,
): Promise<readonly FlippedExplanation[]> {
  return Promise.all(
    passes.map(async (pass) => ({
      ...(await explainPass(rules, rule, pass, own)),
      flip: pass.facts === undefined ? null : await smallestFlip(rules, rule, pass.facts, own),
    })),
  )
}

function everyRule(
  rules: CompiledRules,
  passes: readonly PassTrace[],
  own: FactSource,
): Promise<readonly PassVerdicts[]> {
  return Promise.all(
    passes.map(async (pass) => {
      const { trigger, chat } = pass
      return { trigger, chat, verdicts: await judgeAll(rules, pass, own) }
    }),
  )
}

/** Of a time rule's pass only that rule could have matched. */
function ofPasses(
  rules: CompiledRules,
  passes: readonly PassTrace[],
  own: FactSource,
  limit: number,
): Promise<readonly PassAlmost[]> {
  return Promise.all(
    passes.map(async ({ trigger, chat, facts, verdicts }) => {
      const event = facts?.event
      const judged =
        event === undefined || event.type === 'time' ? verdicts.map((one) => one.rule) : rulesOn(rules, event.type)
      return {
        trigger,
        chat,
        rules: facts === undefined ? [] : await rankAlmost(rules, judged, facts, own, { limit }),
      }
    }),
  )
}

function rulesOn(rules: CompiledRules, type: string): readonly string[] {
  return [...rules.byId.values()]
    .filter(({ rule }) => [rule.on].flat().some((on) => on === type))
    .map(({ rule }) => rule.id)
}
