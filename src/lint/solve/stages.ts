// How each trigger comes about: the shortest conversations that end in it, for playing with different knobs.
import { parseSpan } from '../../core/rules/duration.js'
import type { TimeTrigger } from '../../core/rules/rule-set.js'
import type { Knobs } from './knobs.js'
import type { WitnessDetails, WitnessScenario, WitnessStep } from './scenario-steps.js'
import type { Occasion } from './trigger-values.js'

/** Steps before the last one, without and with a chat that is there. */
type Build = (knobs: Knobs) => readonly WitnessStep[] | null

const DAY = 86_400_000
const SILENCE = 600_000
const SOME_DAYS = 'P21D'

/** Conversations that end in the occasion, the plainest first. `null` from one: it can't be made with these knobs. */
export function stagesOf(on: Occasion): readonly ((knobs: Knobs) => WitnessScenario | null)[] {
  const builds = typeof on === 'string' ? eventBuilds(on) : timeBuilds(on)
  return builds.map((build) => (knobs) => {
    const last = build(knobs)
    return last === null ? null : scenarioOf(knobs, last)
  })
}

function eventBuilds(on: Exclude<Occasion, TimeTrigger>): readonly Build[] {
  const agent = ({ agent: name }: Knobs) => ({ agent: name })
  const finishes =
    (status: 'open' | 'pending' | 'closed') =>
    (knobs: Knobs): WitnessStep => ({ ...agent(knobs), finishes: status })
  const then =
    (before: (knobs: Knobs) => readonly WitnessStep[], last: (knobs: Knobs) => WitnessStep): Build =>
    (knobs) => [...before(knobs), ...gap(knobs), last(knobs)]
  switch (on) {
    case 'chat.started':
      return [(knobs) => [...earlier(knobs), writes(knobs)]]
    case 'message.received':
      return [
        (knobs) => [...earlier(knobs), writes(knobs)],
        then((knobs) => live(knobs, 1), writes),
        then(ended('open'), writes),
        then(ended('pending'), writes),
      ]
    case 'chat.reopened':
      return [then(ended('open'), writes), then(ended('pending'), writes)]
    case 'chat.started-by-agent':
      return [(knobs) => [...earlier(knobs), { ...agent(knobs), starts: { text: knobs.text } }]]
    case 'chat.resumed':
      return [then(ended('open'), says), then(ended('pending'), says), then(ended('closed'), says)]
    case 'message.sent':
      return [
        then(live, says),
        then(ended('open'), says),
        then(ended('pending'), says),
        (knobs) => [...earlier(knobs), { ...agent(knobs), starts: { text: knobs.text } }],
      ]
    case 'chat.finished':
      return [
        ...(['open', 'pending', 'closed'] as const).map((status) => then(live, finishes(status))),
        ...(['open', 'pending', 'closed'] as const).map((status) => then(reopened, finishes(status))),
        (knobs) => [...live(knobs), { wait: duration(SILENCE) }],
      ]
    case 'chat.split-off':
      return [then(reopened, (knobs) => ({ ...agent(knobs), splits: true }))]
    case 'chat.merged':
      return [then(second, (knobs) => ({ ...agent(knobs), merges: true }))]
    case 'chat.unmerged':
      return [
        then(
          (knobs) => [...second(knobs), { ...agent(knobs), merges: true }],
          (knobs) => ({ ...agent(knobs), unmerges: true }),
        ),
      ]
    case 'chat.updated': {
      const sets = (knobs: Knobs): WitnessStep => ({ ...agent(knobs), sets: changesOf(knobs) })
      return [
        then(live, sets),
        then(ended('pending'), sets),
        then(ended('open'), sets),
        then(ended('closed'), sets),
        then(reopened, sets),
      ]
    }
    case 'note.added': {
      const notes = (knobs: Knobs): WitnessStep => ({ ...agent(knobs), notes: knobs.text })
      return [
        then(live, notes),
        then(ended('pending'), notes),
        then(ended('open'), notes),
        then(ended('closed'), notes),
      ]
    }
    default:
      return on satisfies never
  }
}

/** The event that it counts from, and then the time. */
function timeBuilds({ since, after, businessHours }: TimeTrigger): readonly Build[] {
  return eventBuilds(since).map((build) => (knobs) => {
    const steps = build(knobs)
    // Hours of a schedule may lie days ahead.
    return steps === null ? null : [...steps, { wait: businessHours === undefined ? after : SOME_DAYS }]
  })
}

function scenarioOf(knobs: Knobs, steps: readonly WitnessStep[]): WitnessScenario {
  const { channel, customer, agents, facts } = knobs
  const waited = steps.reduce((sum, step) => sum + ('wait' in step && step.wait !== SOME_DAYS ? msOf(step.wait) : 0), 0)
  return {
    name: 'A witness',
    given: {
      now: new Date(knobs.now - waited).toISOString(),
      channel,
      customer,
      ...(Object.keys(agents).length === 0 ? {} : { agents }),
      ...(Object.keys(facts).length === 0 ? {} : { facts }),
    },
    steps: answering(steps, channel.kind),
  }
}

/** A letter that answers none begins a correspondence of its own. */
function answering(steps: readonly WitnessStep[], kind: string): readonly WitnessStep[] {
  if (kind !== 'email') return steps
  return steps.map((step, index) => {
    if (!('customer' in step)) return step
    return index === 0 ? { ...step, id: 'm0' } : { ...step, inReplyTo: 'm0' }
  })
}

function earlier(knobs: Knobs): readonly WitnessStep[] {
  const { earlierChats, agent } = knobs
  const chats = Array.from({ length: earlierChats }, (): readonly WitnessStep[] => [
    { customer: 'An earlier question' },
    { agent, finishes: 'closed' },
  ]).flat()
  const pause = Math.max(knobs.ageMs, earlierChats > 0 ? DAY : 0)
  return pause === 0 ? chats : [...chats, { wait: duration(pause) }]
}

function live(knobs: Knobs, own = 0): readonly WitnessStep[] {
  const { agent, details } = knobs
  const many = <T extends WitnessStep>(count: number, step: T): readonly WitnessStep[] =>
    Array.from({ length: count }, () => step)
  return [
    ...earlier(knobs),
    ...many(Math.max(1, knobs.customerMessages - own), { customer: 'Hello' }),
    ...many(knobs.agentMessages, { agent, says: 'Good day' }),
    ...many(knobs.notes, { agent, notes: 'A note' }),
    ...again(knobs),
    ...(Object.keys(details).length === 0 ? [] : [{ agent, sets: details }]),
  ]
}

function again({ agent, reopenings }: Knobs): readonly WitnessStep[] {
  return Array.from({ length: Math.max(0, reopenings - 1) }, (): readonly WitnessStep[] => [
    { agent, finishes: 'pending' },
    { customer: 'One more thing' },
  ]).flat()
}

function ended(status: 'open' | 'pending' | 'closed') {
  return (knobs: Knobs): readonly WitnessStep[] => [...live(knobs, 1), { agent: knobs.agent, finishes: status }]
}

function reopened(knobs: Knobs): readonly WitnessStep[] {
  return [...ended('pending')(knobs), { customer: knobs.text }]
}

function second(knobs: Knobs): readonly WitnessStep[] {
  return [...ended('closed')(knobs), { customer: knobs.text }]
}

function gap({ gapMs }: Knobs): readonly WitnessStep[] {
  return gapMs === 0 ? [] : [{ wait: duration(gapMs) }]
}

function writes(knobs: Knobs): WitnessStep {
  const { text, language, isAutomated, isLate, now } = knobs
  return {
    customer: text,
    ...(language === undefined ? {} : { language }),
    ...(isAutomated ? { automated: true } : {}),
    ...(isLate ? { sentAt: new Date(now - 7 * DAY).toISOString() } : {}),
  }
}

function says({ agent, text }: Knobs): WitnessStep {
  return { agent, says: text }
}

/** Something has to change, or nothing is told. */
function changesOf({ changes, details }: Knobs): WitnessDetails {
  if (Object.keys(changes).length > 0) return changes
  return { subject: details.subject === 'Something else' ? 'Something new' : 'Something else' }
}

function duration(ms: number): string {
  if (ms % DAY === 0) return `P${ms / DAY}D`
  if (ms % 3_600_000 === 0) return `PT${ms / 3_600_000}H`
  return ms % 60_000 === 0 ? `PT${ms / 60_000}M` : `PT${ms / 1000}S`
}

function msOf(text: string): number {
  return parseSpan(text)?.ms ?? 0
}
