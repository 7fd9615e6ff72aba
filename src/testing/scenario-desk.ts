// The desk that a scenario runs on: a real one, in memory, with a clock that is moved. Nothing leaves it: what the rules
// ask of the outside world is told as effects, and functions, workflows and secrets that they name are taken as given.
import type { Choices } from '../core/effect/effect.js'
import { createDesk } from '../desk/create-desk.js'
import type { Desk } from '../desk/desk.js'
import type { ChannelOptions, DeskOptions } from '../desk/options.js'
import type { Store } from '../ports/store.js'
import { memoryStore } from '../store/memory/memory-store.js'
import { type ManualClock, manualClock } from './manual-clock.js'
import type { Given, GivenChannel } from './scenario.js'
import { beginning } from './scenario-time.js'
import { objectsWith, standIns } from './stand-ins.js'

/** What a scenario runs with: rules, and facts of your own that they need. */
export type ScenarioOptions = Pick<DeskOptions, 'rules' | 'facts'>

export interface ScenarioDesk {
  readonly desk: Desk
  readonly clock: ManualClock
  /** Buttons that the customer was shown on the channel, of the newest question first. */
  readonly buttons: (channel: string, customer: string) => Choices['options']
}

/** Throws `RuleSetError` when the rules have faults. */
export async function scenarioDesk(given: Given, options: ScenarioOptions): Promise<ScenarioDesk> {
  const clock = manualClock(beginning(given))
  const ids = counter()
  const desk = await createDesk({
    ...options,
    ...standIns(options.rules),
    listedRules: Number.MAX_SAFE_INTEGER,
    facts: { ...options.facts, ...factsOf(given) },
    store: withoutOutbox(memoryStore()),
    clock,
    ids: () => `s${ids()}`,
    channels: channelsOf(given).map(channelOptions),
    agents: given.agents ?? {},
    ...stormOf(given),
  })
  const shown = new Map<string, Choices['options']>()
  const placeOf = (channel: string, customer: string) => JSON.stringify([channel, customer])
  const buttons: ScenarioDesk['buttons'] = (channel, customer) => shown.get(placeOf(channel, customer)) ?? []
  desk.subscribe(({ effects }) => {
    for (const effect of effects) {
      if (effect.type !== 'send-message' || effect.choices === undefined) continue
      const { channel, customer, choices } = effect
      shown.set(placeOf(channel, customer), [...choices.options, ...buttons(channel, customer)])
    }
  })
  return { desk, clock, buttons }
}

const TELEGRAM: GivenChannel = { id: 'tg', kind: 'telegram' }

export function channelsOf(given: Given): readonly GivenChannel[] {
  const all = [...(given.channel === undefined ? [] : [given.channel]), ...(given.channels ?? [])]
  return all.length === 0 ? [TELEGRAM] : all
}

function channelOptions({ autoFinish, ...channel }: GivenChannel): ChannelOptions {
  return autoFinish === undefined ? channel : { ...channel, autoFinish: autoFinish ?? { after: null } }
}

function stormOf({ settings }: Given): Pick<DeskOptions, 'storm'> {
  if (settings?.storm === undefined) return {}
  const { per10Minutes = 5, perDay = 20 } = settings.storm
  return {
    storm: [
      { count: per10Minutes, withinMs: 600_000 },
      { count: perDay, withinMs: 86_400_000 },
    ],
  }
}

function factsOf({ facts = {} }: Given): NonNullable<DeskOptions['facts']> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, () => value]))
}

/** Webhooks and functions would otherwise be called for real. */
function withoutOutbox(store: Store): Store {
  return { ...store, commit: (workspace, commit) => store.commit(workspace, { ...commit, outbox: [] }) }
}

function counter(): () => number {
  let count = 0
  return () => {
    count += 1
    return count
  }
}

/** Ids of the rules, to find those that an expectation names wrongly. */
export function ruleIdsIn(rules: unknown): ReadonlySet<string> {
  const ids = objectsWith('then', rules).map((rule) => rule.id)
  return new Set(ids.filter((id) => typeof id === 'string'))
}
