// One step of a scenario, done on a real desk: what it is asked, and all that came of it.
import type { ChatView } from '../core/chat/view.js'
import type { Json } from '../core/json.js'
import type { CallOutcome } from '../core/thread/command.js'
import type { Answer } from '../desk/answer.js'
import type { Desk } from '../desk/desk.js'
import { RefusedError } from '../desk/refused-error.js'
import type { RunningWorkflow } from '../desk/running-workflows.js'
import type { AgentStep, CustomerStep, Given, PressStep, Step } from './scenario.js'
import { channelsOf, type ScenarioDesk } from './scenario-desk.js'
import { later, momentIn } from './scenario-time.js'
import type { StepRecord } from './step-record.js'

/** Rounds of `runDue` in one wait before it counts as endless; a year of rules due every minute is half as many. */
const MAX_ROUNDS = 1_000_000

interface Who {
  readonly id: string
  readonly channel: string
}

export async function takeStep(
  { desk, clock, buttons }: ScenarioDesk,
  given: Given,
  step: Step,
  pointer: string,
): Promise<StepRecord> {
  const answers: Answer[] = []
  const unsubscribe = desk.subscribe((answer) => answers.push(answer))
  const who = whoOf(given, step)
  let main: Answer | null = null
  let refused: StepRecord['refused'] = null
  try {
    if ('wait' in step) await pass({ desk, clock }, later(clock.now(), step.wait))
    else if ('until' in step) await pass({ desk, clock }, momentIn(step.until, given.zone))
    else if ('agentIs' in step) for (const [agent, is] of Object.entries(step.agentIs)) desk.setAgentStatus(agent, is)
    else if ('presses' in step) main = await press(desk, given, step, who, pointer, buttons)
    else main = await ask(desk, given, step, who, pointer)
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    refused = { code: error.code, message: error.message }
  } finally {
    unsubscribe()
  }
  const named = 'chat' in step ? step.chat : undefined
  const chats = await chatsOf(desk, who)
  const effects = answers.flatMap((answer) => answer.effects)
  const events = answers.flatMap((answer) => answer.events)
  const passes = answers.flatMap(({ trace }) => trace?.passes ?? [])
  const chat = chats.find((one) => one.number === named) ?? current(chats)
  return {
    pointer,
    at: clock.now(),
    outcome: main?.outcome ?? null,
    refused,
    chat,
    chats,
    messages: effects.flatMap((one) => (one.type === 'send-message' && one.rule !== undefined ? one.text : [])),
    notes: await notesOf(desk, events),
    effects,
    events,
    verdicts: passes.flatMap((one) => one.verdicts),
    passes,
    workflows: answers.flatMap(({ trace }) => trace?.workflows ?? []),
    workflow: await workflowIn(desk, chat),
    warnings: answers.flatMap((answer) => answer.warnings),
  }
}

function whoOf(given: Given, step: Step): Who {
  const started = 'starts' in step ? step.starts?.customer : undefined
  const id = started ?? ('as' in step ? step.as : undefined) ?? given.customer?.id ?? '42'
  const channel = 'channel' in step ? step.channel : undefined
  return { id, channel: channel ?? channelsOf(given)[0]?.id ?? '' }
}

/** To `end`, through every moment at which something falls due. */
async function pass({ desk, clock }: Pick<ScenarioDesk, 'desk' | 'clock'>, end: string): Promise<void> {
  if (Date.parse(end) < Date.parse(clock.now())) {
    throw new RefusedError({ code: 'invalid', message: `${end} has gone by: it is ${clock.now()}` })
  }
  for (let round = 0; ; round += 1) {
    if (round > MAX_ROUNDS) throw new Error(`Something is due again and again at ${clock.now()}`)
    const due = await desk.nextDue()
    if (due === null || Date.parse(due) > Date.parse(end)) break
    if (Date.parse(due) > Date.parse(clock.now())) clock.set(due)
    await desk.runDue()
  }
  clock.set(end)
}

async function ask(
  desk: Desk,
  given: Given,
  step: Exclude<Step, { wait: string } | { until: string } | { agentIs: unknown } | { presses: string }>,
  who: Who,
  pointer: string,
): Promise<Answer> {
  if ('customer' in step) return receive(desk, given, step, who, pointer)
  if ('edits' in step) return desk.edit(step.edits, { channel: who.channel, text: step.text })
  if ('deletes' in step) return desk.edit(step.deletes, { channel: who.channel, deleted: true })
  if ('returns' in step) return called(desk, who, { ok: true, value: jsonOf(step.returns) })
  if ('fails' in step) return called(desk, who, { ok: false, message: step.fails })
  return act(desk, given, step, who)
}

function customerOf(given: Given, id: string) {
  return [given.customer, ...(given.customers ?? [])].find((one) => one?.id === id) ?? { id }
}

function receive(desk: Desk, given: Given, step: CustomerStep, who: Who, pointer: string): Promise<Answer> {
  const { id = `m${pointer.replace('/steps/', '')}`, automated, sentAt, language, inReplyTo } = step
  return desk.receive({
    channel: who.channel,
    customer: customerOf(given, who.id),
    id,
    text: step.customer,
    ...(automated === undefined ? {} : { automated }),
    ...(sentAt === undefined ? {} : { sentAt: momentIn(sentAt, given.zone) }),
    ...(language === undefined ? {} : { language }),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
  })
}

/** As channels bring it: a message that says what stands on the button, with its payload. */
async function press(
  desk: Desk,
  given: Given,
  { presses }: PressStep,
  who: Who,
  pointer: string,
  buttons: ScenarioDesk['buttons'],
): Promise<Answer> {
  const button = buttons(who.channel, who.id).find(({ label }) => label === presses)
  if (button === undefined)
    throw new RefusedError({ code: 'not-found', message: `Customer ${who.id} was shown no button “${presses}”` })
  const id = `m${pointer.replace('/steps/', '')}`
  const customer = customerOf(given, who.id)
  return desk.receive({ channel: who.channel, customer, id, text: button.label, payload: button.payload })
}

async function act(desk: Desk, given: Given, step: AgentStep, who: Who): Promise<Answer> {
  const { agent } = step
  if (step.starts !== undefined) {
    return desk.start({ channel: who.channel, customer: customerOf(given, who.id), agent, text: step.starts.text })
  }
  const number = step.chat ?? current(await chatsOf(desk, who))?.number
  if (number === undefined) {
    throw new RefusedError({ code: 'not-found', message: `Customer ${who.id} has no chat on ${who.channel}` })
  }
  if (step.says !== undefined) return desk.reply(number, { agent, text: step.says })
  if (step.notes !== undefined) return desk.note(number, { agent, text: step.notes })
  if (step.finishes !== undefined) return desk.finish(number, { agent, status: step.finishes })
  if (step.merges) return desk.merge(number, { agent })
  if (step.unmerges) return desk.unmerge(number, { agent })
  if (step.postpones) return desk.postpone(number, { agent })
  if (step.splits !== undefined) return desk.split(number, { agent, ...(step.splits === true ? {} : step.splits) })
  if (step.startsWorkflow !== undefined) return desk.startWorkflow(number, { agent, workflow: step.startsWorkflow })
  if (step.cancelsWorkflow) return desk.cancelWorkflow(number, { agent })
  return desk.update(number, { agent, ...step.sets })
}

async function called(desk: Desk, who: Who, outcome: CallOutcome): Promise<Answer> {
  const chat = current(await chatsOf(desk, who))
  const call = (await workflowIn(desk, chat))?.call
  if (chat === null || call == null)
    throw new RefusedError({ code: 'not-waiting', message: 'No workflow waits for a function' })
  return desk.called(chat.number, call, outcome)
}

async function workflowIn(desk: Desk, chat: ChatView | null): Promise<RunningWorkflow | null> {
  if (chat?.workflow == null) return null
  const [found] = await desk.workflows({ below: chat.number + 1, limit: 1 })
  return found?.chat === chat.number ? found : null
}

/** The scenario was JSON; a program's own may not have been. */
function jsonOf(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null))
}

/** The customer's chats on the channel, oldest first. */
async function chatsOf(desk: Desk, { id, channel }: Who): Promise<readonly ChatView[]> {
  const found = await desk.chats({ channel, customer: id, limit: 1000 })
  return found.toReversed()
}

function current(chats: readonly ChatView[]): ChatView | null {
  return chats.findLast((chat) => chat.state !== 'merged') ?? null
}

async function notesOf(desk: Desk, events: StepRecord['events']): Promise<readonly string[]> {
  const notes: string[] = []
  for (const event of events) {
    if (event.type !== 'note.added' || event.agent !== undefined) continue
    const messages = await desk.messages(event.chat)
    notes.push(messages.find((one) => one.id === event.message)?.text ?? '')
  }
  return notes
}
