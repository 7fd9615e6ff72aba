// A scenario file as a session to look at: its steps as acts, and what came of each expectation. The scenario runner
// itself runs it, so the page says what `caseline test` says.
import { type Difference, runScenario, type Scenario, type Step, type StepRecord } from 'caseline/testing'
import type { Act } from './act.js'
import { readRules } from './rule-sources.js'
import type { RuleText, Session } from './session.js'

export interface ScenarioStep {
  readonly step: Step
  /** Index of the act that does it; `null`: a session has no act for it, so it is left out. */
  readonly act: number | null
  readonly differences: readonly Difference[]
}

export interface PlayedScenario {
  readonly passed: boolean
  readonly steps: readonly ScenarioStep[]
  readonly session: Session
  /** It gives facts of its own or limits, which a session has no place for. */
  readonly hasLost: boolean
}

/** Throws `RuleSetError` for faulty rules, and `Error` for text that is no JSON. */
export async function playScenario(scenario: Scenario, rules: readonly RuleText[]): Promise<PlayedScenario> {
  const read = readRules(rules)
  if (!read.ok) throw new Error(read.diagnostics.map(({ source, message }) => `${source ?? ''}: ${message}`).join('\n'))
  const { rules: _, ...alone } = scenario
  const { passed, differences, steps: records } = await runScenario(alone, { rules: read.rules })
  const place = placeOf(scenario)
  const acts: Act[] = []
  const steps = scenario.steps.map((step, index): ScenarioStep => {
    const made = actsOf(step, index, records[index], place)
    acts.push(...made)
    place.saw(step, records[index])
    const pointer = `/steps/${index}/`
    return {
      step,
      act: made.length === 0 ? null : acts.length - 1,
      differences: differences.filter((one) => one.pointer.startsWith(pointer)),
    }
  })
  const hasLost = scenario.given?.facts !== undefined || scenario.given?.settings !== undefined
  return { passed, steps, hasLost, session: { ...sessionOf(scenario), rules, acts } }
}

type Channels = NonNullable<NonNullable<Scenario['given']>['channels']>

function channelsOf({ given = {} }: Scenario): Channels {
  const all = [...(given.channel === undefined ? [] : [given.channel]), ...(given.channels ?? [])]
  return all.length === 0 ? [{ id: 'tg', kind: 'telegram' }] : all
}

function sessionOf(scenario: Scenario): Session {
  const { name, given = {} } = scenario
  const { zone, agents = {} } = given
  const customers = [given.customer ?? { id: '42' }, ...(given.customers ?? [])]
  return {
    version: 1,
    name,
    start: instantOf(given.now ?? '2026-03-02T09:00:00Z', zone),
    zone: zone ?? 'UTC',
    channels: channelsOf(scenario).map(({ autoFinish, ...channel }) =>
      autoFinish === undefined ? channel : { ...channel, autoFinish: autoFinish ?? { after: null } },
    ),
    customers,
    agents,
    rules: [],
    acts: [],
  }
}

interface Place {
  readonly channel: string
  readonly customer: string
  /** The customer's current chat, 0 before the first. */
  readonly current: (customer: string, channel: string) => number
  /** The channel that a message came by. */
  readonly channelOf: (message: string) => string
  readonly saw: (step: Step, record: StepRecord | undefined) => void
}

function placeOf(scenario: Scenario): Place {
  const channel = channelsOf(scenario)[0]?.id ?? 'tg'
  const customer = scenario.given?.customer?.id ?? '42'
  const current = new Map<string, number>()
  const brought = new Map<string, string>()
  return {
    channel,
    customer,
    current: (who, where) => current.get(`${where} ${who}`) ?? 0,
    channelOf: (message) => brought.get(message) ?? channel,
    saw: (step, record) => {
      if ('customer' in step && step.id !== undefined) brought.set(step.id, step.channel ?? channel)
      const alive = (record?.chats ?? []).filter(({ mergedInto }) => mergedInto === null)
      const last = alive.at(-1)
      if (last !== undefined) current.set(`${last.channel} ${last.customer}`, last.number)
    },
  }
}

/** One act, or none where a session has no word for it. */
function actsOf(step: Step, index: number, record: StepRecord | undefined, place: Place): readonly Act[] {
  if ('customer' in step) {
    const { customer: text, as = place.customer, channel = place.channel, comment: _, expect: __, ...more } = step
    const id = idOf(step.id ?? `m${index}`)
    const inReplyTo = step.inReplyTo === undefined ? {} : { inReplyTo: idOf(step.inReplyTo) }
    const sentAt = more.sentAt === undefined ? {} : { sentAt: instantOf(more.sentAt, undefined) }
    return [{ type: 'customer', channel, customer: as, text, ...more, id, ...inReplyTo, ...sentAt }]
  }
  if ('wait' in step || 'until' in step) return record === undefined ? [] : [{ type: 'until', at: record.at }]
  if ('agentIs' in step)
    return Object.entries(step.agentIs).map(([agent, is]): Act => ({ type: 'presence', agent, is }))
  if ('edits' in step)
    return [{ type: 'edit', message: idOf(step.edits), channel: place.channelOf(step.edits), text: step.text }]
  if ('deletes' in step)
    return [{ type: 'edit', message: idOf(step.deletes), channel: place.channelOf(step.deletes), text: null }]
  return 'agent' in step ? agentActs(step, place) : []
}

type AgentStep = Extract<Step, { readonly agent: string }>

function agentActs(step: AgentStep, place: Place): readonly Act[] {
  const { agent, as = place.customer, channel = place.channel } = step
  const on = { chat: step.chat ?? place.current(as, channel), agent }
  if (step.says !== undefined) return [{ type: 'reply', ...on, text: step.says }]
  if (step.notes !== undefined) return [{ type: 'note', ...on, text: step.notes }]
  if (step.finishes !== undefined) return [{ type: 'finish', ...on, status: step.finishes }]
  if (step.splits !== undefined)
    return [{ type: 'split', ...on, ...(step.splits === true ? {} : { from: idOf(step.splits.from) }) }]
  if (step.merges === true) return [{ type: 'merge', ...on }]
  if (step.unmerges === true) return [{ type: 'unmerge', ...on }]
  if (step.postpones === true) return [{ type: 'postpone', ...on }]
  if (step.starts !== undefined)
    return [{ type: 'start', channel, customer: step.starts.customer ?? as, agent, text: step.starts.text }]
  if (step.sets === undefined) return []
  const { status, ...changes } = step.sets
  return [{ type: 'update', ...on, changes, ...(status === undefined ? {} : { status }) }]
}

/** A session calls its acts' messages `m1`, `m2` …, so a scenario's of that form need another name. */
function idOf(id: string): string {
  return /^m\d+$/u.test(id) ? `scenario-${id}` : id
}

/** ISO 8601 UTC; times without an offset are those of the zone. */
function instantOf(text: string, zone: string | undefined): string {
  if (/(?:Z|[+-]\d\d(?::?\d\d)?)$/u.test(text)) return new Date(text).toISOString()
  const utc = Date.parse(`${text}${text.includes('T') ? '' : 'T00:00:00'}Z`)
  const shown = new Date(`${new Date(utc).toLocaleString('sv-SE', { timeZone: zone ?? 'UTC' }).replace(' ', 'T')}Z`)
  return new Date(utc - (shown.getTime() - utc)).toISOString()
}
