// Plays a scenario on the pure core: what the scenario runner does with a desk, without one. Held to the runner by a test.
import { type Context, DEFAULT_STORM } from '../../core/automation/context.js'
import { type Handled, handle } from '../../core/handle.js'
import type { CompiledRules } from '../../core/rules/compiled-rules.js'
import { momentBefore, parseSpan } from '../../core/rules/duration.js'
import type { Command } from '../../core/thread/command.js'
import type { Contact } from '../../core/thread/contact.js'
import { newContact } from '../../core/thread/learn.js'
import type { ChannelSetting } from '../../core/thread/setting.js'
import { needsNumber } from '../../core/thread/speak.js'
import { currentChat, emptyThread, type Thread } from '../../core/thread/thread.js'
import type { Timer } from '../../core/thread/timers.js'
import type { PassTrace } from '../../core/trace.js'
import type { WitnessGiven, WitnessScenario, WitnessStep } from './scenario-steps.js'

/** What one step did, with everything that fell due in it. */
export interface Played {
  readonly passes: readonly PassTrace[]
  readonly refused: string | null
}

const MINUTE = 60_000
/** Timers of one scenario. */
const MOST_RINGS = 200
const ROOT = 'm0'

interface Stage {
  thread: Thread
  contact: Contact | null
  now: number
  numbers: number
  commands: number
  rings: number
  readonly timers: Map<string, Timer>
}

/** What each step did; ends with the first step that is refused. */
export async function play({ given, steps }: WitnessScenario, rules: CompiledRules): Promise<readonly Played[]> {
  const channel = channelOf(given)
  const { id } = given.customer
  const root = channel.kind === 'email' ? ROOT : undefined
  const stage: Stage = {
    thread: emptyThread(channel.id, id, root),
    contact: null,
    now: Date.parse(given.now),
    numbers: 0,
    commands: 0,
    rings: 0,
    timers: new Map(),
  }
  const played: Played[] = []
  const run = async (command: Command): Promise<Played> => {
    const number = needsNumber(currentChat(stage.thread), command) ? stage.numbers + 1 : null
    const context: Context = {
      channel,
      nextNumber: number,
      messages: [],
      contact: stage.contact ?? newContact(channel.id, id, command.at),
      rules,
      agents: presenceOf(given),
      facts: given.facts ?? {},
      storm: DEFAULT_STORM,
      // Why a rule failed is nobody's question here.
      trace: 'lean',
    }
    const handled = await handle(stage.thread, command, context)
    if (handled.refused !== null) return { passes: handled.trace?.passes ?? [], refused: handled.refused.code }
    take(stage, handled, number)
    return { passes: handled.trace?.passes ?? [], refused: null }
  }
  for (const [index, step] of steps.entries()) {
    const done = await (isPassing(step)
      ? pass(stage, endOf(stage, step), run)
      : run(commandOf(stage, given, step, index)))
    played.push(done)
    if (done.refused !== null) break
  }
  return played
}

function isPassing(step: WitnessStep): step is Extract<WitnessStep, { wait: string } | { until: string }> {
  return 'wait' in step || 'until' in step
}

function take(stage: Stage, handled: Handled, number: number | null): void {
  stage.thread = handled.thread
  stage.contact = handled.contact
  if (number !== null && handled.thread.chats.some((chat) => chat.number === number)) stage.numbers = number
  for (const id of handled.timers.cancelled) stage.timers.delete(id)
  for (const timer of handled.timers.set) stage.timers.set(timer.id, timer)
}

/** Rings everything due up to `end`, in order of time. */
async function pass(stage: Stage, end: number, run: (command: Command) => Promise<Played>): Promise<Played> {
  const passes: PassTrace[] = []
  for (; stage.rings < MOST_RINGS; stage.rings += 1) {
    const [next] = [...stage.timers.values()].sort((one, other) => Date.parse(one.due) - Date.parse(other.due))
    if (next === undefined || Date.parse(next.due) > end) break
    stage.now = Math.max(stage.now, Date.parse(next.due))
    stage.timers.delete(next.id)
    const { kind, chat, key } = next
    const done = await run({ type: 'timer', id: `timer:${next.id}:${next.due}`, at: isoOf(stage.now), kind, chat, key })
    passes.push(...done.passes)
  }
  stage.now = end
  return { passes, refused: stage.rings < MOST_RINGS ? null : 'unavailable' }
}

function endOf(stage: Stage, step: { readonly wait: string } | { readonly until: string }): number {
  if ('until' in step) return Date.parse(step.until)
  const span = parseSpan(step.wait) ?? { months: 0, ms: 0 }
  return momentBefore(stage.now, { months: -span.months, ms: -span.ms })
}

type DoingStep = Exclude<WitnessStep, { wait: string } | { until: string }>

function commandOf(stage: Stage, given: WitnessGiven, step: DoingStep, index: number): Command {
  stage.commands += 1
  const base = { id: `s${stage.commands}`, at: isoOf(stage.now) }
  const { channel, customer } = given
  if ('customer' in step) {
    const { customer: text, id: messageId = `m${index}`, automated, sentAt, language } = step
    const told = { ...(automated === undefined ? {} : { automated }), ...(language === undefined ? {} : { language }) }
    return {
      type: 'customer.message',
      ...base,
      id: `in:${channel.id}:${messageId}`,
      channel: channel.id,
      customer,
      messageId,
      text,
      attachments: [],
      ...told,
      ...(sentAt === undefined ? {} : { sentAt }),
    }
  }
  const { agent } = step
  if ('starts' in step) {
    return { type: 'start', ...base, channel: channel.id, customer, agent, text: step.starts.text, attachments: [] }
  }
  const chat = stage.thread.current ?? 0
  if ('says' in step) return { type: 'agent.message', ...base, chat, agent, text: step.says, attachments: [] }
  if ('notes' in step) return { type: 'note', ...base, chat, agent, text: step.notes, attachments: [] }
  if ('finishes' in step) return { type: 'finish', ...base, chat, agent, status: step.finishes }
  if ('splits' in step) return { type: 'split', ...base, chat, agent }
  if ('merges' in step) return { type: 'merge', ...base, chat, agent }
  if ('unmerges' in step) return { type: 'unmerge', ...base, chat, agent }
  const { status, ...changes } = step.sets
  return { type: 'update', ...base, chat, agent, changes, ...(status === undefined ? {} : { status }) }
}

function channelOf({ channel }: WitnessGiven): ChannelSetting {
  const silence = channel.autoFinish === null || channel.kind === 'email' ? null : 10 * MINUTE
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.name ?? channel.id,
    endless: false,
    finishAfterMs: silence,
    warnBeforeMs: silence === null ? 0 : MINUTE,
    postponeMs: 5 * MINUTE,
  }
}

function presenceOf({ agents = {} }: WitnessGiven): Context['agents'] {
  return { statuses: agents, online: Object.values(agents).filter((one) => one === 'online').length }
}

function isoOf(at: number): string {
  return new Date(at).toISOString()
}
