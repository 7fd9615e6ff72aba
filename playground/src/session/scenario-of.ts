// A session as a scenario file that `caseline test` runs: its acts as steps, and what they came to as expectations.
import { runScenario, type Scenario, type Step, type StepRecord } from 'caseline/testing'
import type { Act } from './act.js'
import { readRules, type Switches } from './rule-sources.js'
import type { RuleText, Session } from './session.js'

type GivenChannel = NonNullable<NonNullable<Scenario['given']>['channels']>[number]

export interface SavedScenario {
  readonly scenario: Scenario
  readonly rules: readonly RuleText[]
  /** What a scenario can't say, so that it was left out. */
  readonly lost: readonly ('attachments' | 'rules-changed')[]
}

/**
 * What the session did, under the rules that it has at its end. Every step is done once by the scenario runner itself, and
 * what came of it is what is expected from then on. Throws `RuleSetError` for faulty rules.
 */
export async function scenarioOf(session: Session): Promise<SavedScenario> {
  const rules = rulesAtTheEnd(session)
  const steps = session.acts.flatMap((act, index) => stepOf(act, index) ?? [])
  const files = rules.map(({ name }) => `rules/${fileName(name)}`)
  const bare: Scenario = {
    name: session.name.trim() === '' ? 'A conversation' : session.name,
    ...(files.length === 0 ? {} : { rules: files }),
    given: givenOf(session),
    steps,
  }
  const { rules: _, ...alone } = bare
  const read = readRules(rules)
  const { steps: records } = await runScenario(alone, read.ok ? { rules: read.rules } : {})
  const scenario = { ...bare, steps: steps.map((step, index) => withExpectation(step, records[index])) }
  const hasAttachments = session.acts.some((act) => act.type === 'customer' && (act.attachments ?? []).length > 0)
  const hasOtherRules = session.acts.some((act) => act.type === 'rules' || act.type === 'switch-rule')
  return {
    scenario,
    rules,
    lost: [
      ...(hasAttachments ? (['attachments'] as const) : []),
      ...(hasOtherRules ? (['rules-changed'] as const) : []),
    ],
  }
}

/** As a file may be called: rules are named by what people typed. */
export function fileName(name: string): string {
  const plain = name.replace(/^.*[\\/]/u, '').replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')
  const stem = plain.replace(/(\.rules)?\.jsonc?$/u, '').replace(/^[.-]+/u, '')
  return `${stem === '' ? 'rules' : stem}.rules.json`
}

function rulesAtTheEnd({ rules, acts }: Session): readonly RuleText[] {
  let texts = rules
  const switches = new Map<string, boolean>()
  for (const act of acts) {
    if (act.type === 'rules') texts = act.rules
    if (act.type === 'switch-rule') switches.set(act.rule, act.isOn)
  }
  return switches.size === 0 ? texts : texts.map((text) => switched(text, switches))
}

/** Comments don't survive a switch. */
function switched(text: RuleText, switches: Switches): RuleText {
  const read = readRules([text], switches)
  const value = read.ok ? read.rules.sources[0]?.value : undefined
  return value === undefined ? text : { name: text.name, text: `${JSON.stringify(value, null, 2)}\n` }
}

function givenOf({ start, zone, channels, customers, agents }: Session): NonNullable<Scenario['given']> {
  const [first, ...more] = customers
  const plain = ({ tags, ...one }: Session['customers'][number]) => ({
    ...one,
    ...(tags === undefined ? {} : { tags: [...tags] }),
  })
  return {
    now: start,
    zone,
    channels: channels.map(channelOf),
    ...(first === undefined ? {} : { customer: plain(first) }),
    ...(more.length === 0 ? {} : { customers: more.map(plain) }),
    agents: { ...agents },
  }
}

function channelOf({ autoFinish, ...channel }: Session['channels'][number]): GivenChannel {
  if (autoFinish === undefined || autoFinish === null)
    return { ...channel, ...(autoFinish === null ? { autoFinish } : {}) }
  const { warnBefore, ...silence } = autoFinish
  return { ...channel, autoFinish: { ...silence, ...(typeof warnBefore === 'string' ? { warnBefore } : {}) } }
}

/** `null`: the scenario has no word for it. Messages keep the ids that the session gave them. */
function stepOf(act: Act, index: number): Step | null {
  switch (act.type) {
    case 'customer': {
      const { type: _, customer, text, attachments: __, id = `m${index + 1}`, ...rest } = act
      return { customer: text, as: customer, id, ...rest }
    }
    case 'start':
      return { agent: act.agent, starts: { customer: act.customer, text: act.text }, channel: act.channel }
    case 'reply':
      return { agent: act.agent, chat: act.chat, says: act.text }
    case 'note':
      return { agent: act.agent, chat: act.chat, notes: act.text }
    case 'finish':
      return { agent: act.agent, chat: act.chat, finishes: act.status }
    case 'postpone':
      return { agent: act.agent, chat: act.chat, postpones: true }
    case 'split':
      return { agent: act.agent, chat: act.chat, splits: act.from === undefined ? true : { from: act.from } }
    case 'merge':
      return { agent: act.agent, chat: act.chat, merges: true }
    case 'unmerge':
      return { agent: act.agent, chat: act.chat, unmerges: true }
    case 'update': {
      const status = act.status === undefined ? {} : { status: act.status }
      const sets: unknown = { ...act.changes, ...status }
      return { agent: act.agent, chat: act.chat, sets } as Step
    }
    case 'edit':
      return act.text === null ? { deletes: act.message } : { edits: act.message, text: act.text }
    case 'until':
      return { until: act.at }
    case 'presence':
      return { agentIs: { [act.agent]: act.is } }
    case 'rules':
    case 'switch-rule':
      return null
    default:
      return act satisfies never
  }
}

const OUTCOMES = ['started', 'appended', 'reopened', 'resumed', 'duplicate'] as const

function withExpectation(step: Step, record: StepRecord | undefined): Step {
  if (record === undefined || 'agentIs' in step) return step
  if (record.refused !== null) return { ...step, expect: { refused: record.refused.code } }
  const outcome = OUTCOMES.find((one) => one === record.outcome)
  const chat = record.chat
  const verdicts = Object.fromEntries(
    record.verdicts.flatMap((verdict) =>
      verdict.kind === 'matched' || verdict.kind === 'withheld' || verdict.kind === 'error'
        ? [[verdict.rule, verdict.kind] as const]
        : [],
    ),
  )
  return {
    ...step,
    expect: {
      ...(outcome === undefined ? {} : { outcome }),
      ...(chat === null ? {} : { chat: { number: chat.number, state: chat.state } }),
      messages: [...record.messages],
      ...(Object.keys(verdicts).length === 0 ? {} : { verdicts }),
    },
  }
}
