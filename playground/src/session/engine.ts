// The engine itself behind one door: an act goes in, frames come out. The same desk, memory store and stand-ins as
// scenario files run on, so that a recorded session goes the same way under `caseline test`.
import { type Answer, type ChannelOptions, channelSettings, createDesk, type Desk, RefusedError } from 'caseline'
import type { Command } from 'caseline/core'
import { type ManualClock, manualClock, standIns } from 'caseline/testing'
import type { Act } from './act.js'
import type { Frame, FrameRefusal } from './frame.js'
import { giveCommand } from './give-command.js'
import { recordingStore } from './recording-store.js'
import { type ReadRules, readRules, type Switches } from './rule-sources.js'
import { faultyRules, type RulesFault } from './rules-fault.js'
import type { RuleText, Session } from './session.js'
import { type Seen, seen } from './thread-state.js'

/** A frame before it is numbered. */
export type NewFrame = Omit<Frame, 'index'>

export interface Engine {
  /** Does one act; what it refuses is a frame, not an exception. Calls must not overlap. */
  readonly perform: (act: Act, index: number) => Promise<readonly NewFrame[]>
  readonly now: () => string
  /** Why the rules at the start could not be taken; the engine then runs without rules. */
  readonly fault: RulesFault | null
}

/** Rules beyond which only the verdicts of rules that did something are kept; the others are judged again when looked at. */
const FULL_TRACE_RULES = 300

/** Rounds of what is due in one act before it counts as endless. */
const MAX_ROUNDS = 1_000_000

/** `off`: id of a rule that is switched off all along. */
export async function openEngine(session: Session, off?: string): Promise<Engine> {
  const clock = manualClock(session.start)
  const channels: readonly ChannelOptions[] = session.channels
  const settings = channelSettings(channels)
  const threads = new Map<string, Seen>()
  const committed = new Map<string, { command: Command | null; messages: NewFrame['messages']; seen: Seen }>()
  let act = -1
  let made = 0
  let frames: NewFrame[] = []
  let rules = session.rules
  let switches: Switches = new Map()

  const store = recordingStore((commit, chain) => {
    const channel = settings.get(chain.channel)
    if (channel === undefined) return
    const now = seen(threads.get(chain.key), chain, commit.contact, channel)
    threads.set(chain.key, now)
    committed.set(commit.command, { command: commit.journal?.command ?? null, messages: commit.messages, seen: now })
  })
  const known = [...session.rules, ...session.acts.flatMap((one) => (one.type === 'rules' ? one.rules : []))].map(
    (text) => readRules([text]),
  )
  const desk = await createDesk({
    store,
    clock,
    channels,
    agents: session.agents,
    ...standIns(known.map((read) => (read.ok ? read.rules.sources : []))),
    journal: known.reduce((sum, read) => sum + rulesIn(read), 0) > FULL_TRACE_RULES ? 'lean' : 'full',
    ids: () => {
      made += 1
      return `${act}.${made}`
    },
  })
  desk.subscribe((answer) => {
    const id = answer.trace?.command.id
    const commit = id === undefined ? undefined : committed.get(id)
    if (id !== undefined) committed.delete(id)
    if (hasOnlyLooked(answer)) return
    frames.push(frameOf(answer, act, clock.now(), commit))
  })

  const setRules = (texts: readonly RuleText[], on: Switches): RulesFault | null => {
    const read = readRules(texts, off === undefined ? on : new Map([...on, [off, false]]))
    if (!read.ok) return faultyRules(read.diagnostics)
    try {
      desk.setRules(read.rules)
    } catch (error) {
      return faultyRules(error)
    }
    rules = texts
    switches = on
    return null
  }
  const fault = setRules(session.rules, switches)

  const perform = async (one: Act, index: number): Promise<readonly NewFrame[]> => {
    act = index
    made = 0
    frames = []
    committed.clear()
    try {
      const answer = await doAct(one)
      if (answer !== null && frames.length === 0) frames.push(frameOf(answer, act, clock.now(), undefined))
    } catch (error) {
      frames.push(refusedFrame(one, error))
    }
    return frames
  }

  async function doAct(one: Act): Promise<Answer | null> {
    switch (one.type) {
      case 'until':
        await pass(desk, clock, one.at)
        frames.push(plainFrame('clock'))
        return null
      case 'presence':
        desk.setAgentStatus(one.agent, one.is)
        frames.push(plainFrame('presence'))
        return null
      case 'rules':
        return changeRules(setRules(one.rules, new Map()))
      case 'switch-rule':
        return changeRules(setRules(rules, new Map([...switches, [one.rule, one.isOn]])))
      default:
        return giveCommand(desk, session, one, act)
    }
  }

  function changeRules(found: RulesFault | null): null {
    const frame = plainFrame('rules')
    frames.push(found === null ? frame : { ...frame, outcome: 'refused', refusal: found.refusal })
    return null
  }

  function plainFrame(type: string): NewFrame {
    return { ...EMPTY, act, at: clock.now(), type }
  }

  function refusedFrame(one: Act, error: unknown): NewFrame {
    const refusal: FrameRefusal =
      error instanceof RefusedError
        ? {
            code: error.code,
            message: error.message,
            ...(error.number === undefined ? {} : { number: error.number }),
            ...(error.trace?.refusal?.guards === undefined ? {} : { guards: error.trace.refusal.guards }),
          }
        : { code: 'failed', message: error instanceof Error ? error.message : String(error) }
    const trace = error instanceof RefusedError ? (error.trace ?? null) : null
    const chat = 'chat' in one ? one.chat : null
    const thread = chat === null ? undefined : [...threads.values()].find(({ state }) => holds(state.chats, chat))
    return {
      ...EMPTY,
      act,
      at: clock.now(),
      type: trace?.command.type ?? one.type,
      outcome: 'refused',
      refusal,
      trace,
      chat,
      thread: thread?.state.key ?? null,
      state: thread?.state ?? null,
    }
  }

  return { perform, now: () => clock.now(), fault }
}

const EMPTY: NewFrame = {
  act: -1,
  at: '',
  type: '',
  outcome: 'done',
  refusal: null,
  thread: null,
  chat: null,
  state: null,
  messages: [],
  events: [],
  effects: [],
  warnings: [],
  trace: null,
}

function frameOf(
  answer: Answer,
  act: number,
  now: string,
  commit: { readonly messages: NewFrame['messages']; readonly seen: Seen } | undefined,
): NewFrame {
  return {
    ...EMPTY,
    act,
    at: answer.trace?.command.at ?? now,
    type: answer.trace?.command.type ?? 'customer.message',
    outcome: answer.outcome,
    thread: commit?.seen.state.key ?? null,
    chat: answer.chat.number,
    state: commit?.seen.state ?? null,
    messages: commit?.messages ?? [],
    events: answer.events,
    effects: answer.effects,
    warnings: answer.warnings,
    trace: answer.trace ?? null,
  }
}

/** To `end`, through every moment at which something falls due. */
async function pass(desk: Desk, clock: ManualClock, end: string): Promise<void> {
  if (end < clock.now())
    throw new RefusedError({ code: 'invalid', message: `${end} has gone by: it is ${clock.now()}` })
  for (let round = 0; ; round += 1) {
    if (round > MAX_ROUNDS) throw new Error(`Something is due again and again at ${clock.now()}`)
    const due = await desk.nextDue()
    if (due === null || due > end) break
    if (due > clock.now()) clock.set(due)
    await desk.runDue()
  }
  clock.set(end)
}

/** A timer that looks, finds nothing due and waits on is nobody's business. */
function hasOnlyLooked({ outcome, events, effects, trace }: Answer): boolean {
  return outcome === 'looked' && events.length + effects.length === 0 && (trace?.passes.length ?? 0) === 0
}

function holds(chats: readonly { readonly number: number }[], number: number): boolean {
  return chats.some((chat) => chat.number === number)
}

function rulesIn(read: ReadRules): number {
  if (!read.ok) return 0
  return read.rules.sources.reduce((sum, { value }) => {
    const rules = typeof value === 'object' && value !== null && 'rules' in value ? value.rules : []
    return sum + (Array.isArray(rules) ? rules.length : 0)
  }, 0)
}
