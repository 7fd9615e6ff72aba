import { DEFAULT_STORM, type Presence } from '../core/automation/context.js'
import type { CheckOptions } from '../core/rules/check-rule-set.js'
import { FACTS } from '../core/rules/facts.js'
import type { Command } from '../core/thread/command.js'
import { threadKey } from '../core/thread/thread.js'
import type { ThreadRef } from '../ports/store.js'
import type { Answer } from './answer.js'
import { outcomeOf } from './call-outcome.js'
import { beginDeliveries } from './carry.js'
import { channelSetting, channelSettings } from './channel-setting.js'
import { isDelivered } from './deliver.js'
import type { AgentMessage, ByAgent, Desk, FirstMessage, Recallable } from './desk.js'
import { type Dispatching, dispatch } from './dispatch.js'
import { errorListener } from './error-listener.js'
import { explainMessage } from './explain-message.js'
import { exportChats } from './export-chats.js'
import {
  attachmentsOf,
  changesOf,
  customerOf,
  deliveryFailureOf,
  idOf,
  learnedOf,
  momentOf,
  nameOf,
  numberOf,
  pruneOf,
  textOf,
} from './input.js'
import { numbersOf } from './numbers.js'
import type { DeskOptions } from './options.js'
import { ownFacts } from './own-facts.js'
import { chat, chats, messages, thread } from './queries.js'
import { recalled } from './recall.js'
import { RefusedError, refuse } from './refused-error.js'
import { ringSome } from './ring.js'
import { routeOf } from './route.js'
import { rulesInForce } from './rules-in-force.js'
import { deliveriesAtOnce, runDue } from './run-due.js'
import { runningWorkflows } from './running-workflows.js'
import { serial } from './serial.js'
import { readStatistics } from './statistics.js'
import { withRefusals } from './store-trouble.js'
import { systemClock } from './system-clock.js'
import { worker } from './worker.js'

const MAX_TEXT = 100_000
const MAX_PAYLOAD = 1_000

/**
 * A desk over a store. Throws `RuleSetError` with every diagnostic when the rules have faults, `TypeError` when an option is wrong.
 */
export async function createDesk(options: DeskOptions): Promise<Desk> {
  let channels = channelSettings(options.channels)
  /** The options with the channels of now. */
  let current = options
  const clock = options.clock ?? systemClock()
  const newId = options.ids ?? (() => crypto.randomUUID())
  const known = knownTo(options)
  const statuses = new Map(Object.entries(options.agents ?? {}))
  let shared: Presence['statuses'] = {}
  let agents = presence(statuses, shared)
  const listeners = new Set<(answer: Answer) => unknown>()
  const onError = errorListener(options.onError)
  const { store, workspace = 'default', maxTextLength = MAX_TEXT } = options
  if (typeof workspace !== 'string' || workspace === '') throw new TypeError('workspace: must be a name')
  const rules = rulesInForce(workspace, known)
  rules.set(options.rules)

  const desk: Dispatching = {
    store,
    workspace,
    numbers: numbersOf(store, workspace),
    serial: serial(),
    rulesOf: rules.of,
    // Chats of a channel that is no longer connected can still be read and finished; their timers must not hold up the others.
    channelOf: (id) => channels.get(id) ?? channelSetting({ id, kind: 'disconnected' }),
    contextOf: (channel, customer, now) => ({
      agents,
      facts: ownFacts(options.facts ?? {}, options.factTimeoutMs ?? 1_000, { channel, customer, now }),
      storm: options.storm ?? DEFAULT_STORM,
      trace: options.journal ?? 'full',
      ...(options.listedRules === undefined ? {} : { listedRules: options.listedRules }),
    }),
    isDelivered: (effect) => isDelivered(effect, current),
    onDecided: options.onDecided,
    tell: (answer, isPressing) => {
      for (const listener of listeners) {
        try {
          // One that promises may fail later.
          const told: unknown = listener(answer)
          if (told instanceof Promise) told.catch(onError)
        } catch (error) {
          onError(error)
        }
      }
      if (isPressing) works.wake()
    },
  }
  const connected = (id: string) =>
    channels.get(id) ?? refuse('not-found', `There is no channel ${id}`, { pointer: '/channel' })
  const base = (named?: Recallable) => ({
    id: named?.commandId === undefined ? newId() : idOf(named.commandId, '/commandId'),
    at: clock.now(),
  })
  const refOf = async (number: number): Promise<ThreadRef> =>
    (await store.threadOfChat(workspace, numberOf(number))) ??
    refuse('not-found', `There is no chat ${number}`, { pointer: '/chat' })
  const onChat = async (number: number, command: Command, how?: Recallable): Promise<Answer> =>
    dispatch(desk, await refOf(number), command, isNamed(how))
  const said = (message: AgentMessage) => {
    const text = textOf(message.text, '/text', maxTextLength)
    const attachments = attachmentsOf(message.attachments)
    if (text.trim() === '' && attachments.length === 0)
      refuse('invalid', 'A message needs a text or an attachment', { pointer: '/text' })
    return {
      agent: idOf(message.agent, '/agent'),
      text,
      attachments,
      ...(message.id === undefined ? {} : { messageId: idOf(message.id, '/id') }),
      ...(message.echo === undefined ? {} : { echo: message.echo }),
    }
  }
  const nextDue = () => store.nextDue(workspace)
  const works = worker(clock, {
    ring: async () => (await ringSome(desk, clock, onError)) !== null,
    begin: (limit) => beginDeliveries(desk, current, clock, limit),
    slots: deliveriesAtOnce(options),
    nextDue,
    onError,
  })
  const ofMessage = async (
    id: string,
    channel: string | undefined,
    command: Command,
    how?: Recallable,
  ): Promise<Answer> => {
    const refs = await store.threadsOfMessage(workspace, idOf(id, '/messageId'), channel)
    const [ref] = refs
    if (ref === undefined) return refuse('not-found', `There is no message ${id}`, { pointer: '/messageId' })
    if (refs.length > 1)
      return refuse('conflict', `${refs.length} channels have a message ${id}; name the channel`, {
        pointer: '/channel',
      })
    return dispatch(desk, ref, command, isNamed(how))
  }

  return withRefusals<Desk>({
    receive: async (message) => {
      const { id, at } = base(message)
      const channel = connected(message.channel)
      const customer = customerOf(message.customer)
      const messageId = message.id === undefined ? `in:${id}` : idOf(message.id, '/id')
      const ref = await routeOf(store, workspace, channel.kind, message, messageId)
      return dispatch(desk, ref, {
        type: 'customer.message',
        // The same message makes the same ids, wherever and however often it comes in.
        id: message.id === undefined ? id : `in:${channel.id}:${messageId}`,
        at,
        channel: channel.id,
        customer,
        messageId,
        text: textOf(message.text, '/text', maxTextLength),
        attachments: attachmentsOf(message.attachments),
        ...(message.sentAt === undefined ? {} : { sentAt: momentOf(message.sentAt, '/sentAt') }),
        ...(message.automated === undefined ? {} : { automated: message.automated }),
        ...(message.language === undefined ? {} : { language: idOf(message.language, '/language') }),
        ...(message.authorName === undefined ? {} : { authorName: nameOf(message.authorName, '/authorName') }),
        ...(message.payload === undefined
          ? {}
          : { payload: textOf(message.payload, '/payload', maxTextLength).slice(0, MAX_PAYLOAD) }),
      })
    },
    start: ((message?: FirstMessage) => {
      if (message === undefined) return works.start()
      return startByAgent(message)
    }) as Desk['start'],
    reply: async (number, message) =>
      onChat(number, { type: 'agent.message', ...base(message), chat: number, ...said(message) }, message),
    note: async (number, message) => {
      const { agent, text, attachments } = said(message)
      return onChat(number, { type: 'note', ...base(message), chat: number, agent, text, attachments }, message)
    },
    finish: async (number, how) => {
      const { agent, status } = byAgent(how)
      return onChat(number, { type: 'finish', ...base(how), chat: number, agent, status: statusOf(status) }, how)
    },
    postpone: async (number, how) => {
      const agent = how?.agent === undefined ? {} : { agent: how.agent }
      return onChat(number, { type: 'postpone', ...base(how), chat: number, ...agent }, how)
    },
    split: async (number, how) => {
      const { agent, from } = byAgent(how)
      const part = from === undefined ? {} : { from }
      return onChat(number, { type: 'split', ...base(how), chat: number, agent, ...part }, how)
    },
    merge: async (number, how) =>
      onChat(number, { type: 'merge', ...base(how), chat: number, agent: byAgent(how).agent }, how),
    unmerge: async (number, how) =>
      onChat(number, { type: 'unmerge', ...base(how), chat: number, agent: byAgent(how).agent }, how),
    setStatus: async (number, how) => {
      const { agent, status } = byAgent(how)
      const changed = { changes: {}, status: statusOf(status) }
      return onChat(number, { type: 'update', ...base(how), chat: number, agent, ...changed }, how)
    },
    update: async (number, { agent, status, ifVersion, customer, commandId, ...changes }) => {
      const how = commandId === undefined ? {} : { commandId }
      return onChat(
        number,
        {
          type: 'update',
          ...base(how),
          chat: number,
          changes: changesOf(changes),
          ...(customer === undefined ? {} : { learned: learnedOf(customer) }),
          ...(agent === undefined ? {} : { agent: idOf(agent, '/agent') }),
          ...(status === undefined ? {} : { status: statusOf(status) }),
          ...(ifVersion === undefined ? {} : { ifVersion }),
        },
        how,
      )
    },
    edit: async (messageId, change) => {
      const changed =
        'deleted' in change ? { deleted: true as const } : { text: textOf(change.text, '/text', maxTextLength) }
      return ofMessage(messageId, change.channel, { type: 'edit', ...base(change), messageId, ...changed }, change)
    },
    delivered: async (messageId, delivery, channel, how) => {
      const failure = how?.failure === undefined ? {} : { failure: deliveryFailureOf(how.failure) }
      const command = { type: 'delivery', ...base(how), messageId, delivery, ...failure } as const
      const answer = await ofMessage(messageId, channel, command, how)
      // Somebody has looked: the dead letter has been decided on.
      const entries = await store.outbox(workspace, { message: messageId, limit: 100 })
      for (const { effect } of entries) {
        if (effect.type !== 'send-message' || (channel ?? effect.channel) !== effect.channel) continue
        await store.discardOutbox(workspace, effect.id)
      }
      return answer
    },
    startWorkflow: async (number, how) => {
      const named = { workflow: idOf(how.workflow, '/workflow'), ...agentIn(how) }
      return onChat(number, { type: 'start-workflow', ...base(how), chat: number, ...named }, how)
    },
    cancelWorkflow: async (number, how) =>
      onChat(number, { type: 'cancel-workflow', ...base(how), chat: number, ...agentIn(how) }, how),
    workflows: (filter = {}) => runningWorkflows(desk, filter),
    called: async (number, call, outcome, how) => {
      const named = { call: idOf(call, '/call'), outcome: outcomeOf(outcome) }
      return onChat(number, { type: 'call-outcome', ...base(how), chat: number, ...named }, how)
    },
    recall: async (number, commandId) => recalled(desk, await refOf(number), idOf(commandId, '/commandId')),
    setAgentStatus: (agent, status) => {
      statuses.set(idOf(agent, '/agent'), textOf(status, '/status', 100))
      agents = presence(statuses, shared)
    },
    setPresence: (all) => {
      shared = all
      agents = presence(statuses, shared)
    },
    agents: () => agents,
    setRules: rules.set,
    setChannels: (next) => {
      channels = channelSettings(next)
      current = { ...options, channels: next }
      works.wake()
    },
    ruleOptions: () => ({ ...known, ...rules.earlier() }),
    stats: (request, reading) => readStatistics(store, workspace, request ?? {}, reading, rules.current()?.schedules),
    export: (request, reading) => exportChats(desk, request ?? {}, reading),
    chat: (number) => chat(desk, number),
    chats: (filter = {}) => chats(desk, filter),
    messages: (number, how = {}) => messages(desk, number, how),
    thread: (number) => thread(desk, number),
    explain: (messageId, how = {}) => explainMessage(desk, messageId, how, known),
    runDue: () => runDue(desk, current, clock),
    outbox: ({ state, limit = 100 } = {}) =>
      store.outbox(workspace, { ...(state === undefined ? {} : { state }), limit: Math.min(Math.max(limit, 1), 1000) }),
    resend,
    discard: async (effectId) => {
      if (!(await store.discardOutbox(workspace, idOf(effectId, '/effectId')))) noDeadLetter(effectId)
    },
    health: () => store.health(workspace, clock.now()),
    prune: async (request) => store.prune(workspace, pruneOf(request)),
    nextDue,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: async () => {
      await works.stop()
      await desk.serial.idle()
      // Should the store be down now, they come back by themselves.
      await desk.numbers.release().catch(() => undefined)
    },
  })

  async function resend(effectId: string): Promise<void> {
    const [entry] = await store.outbox(workspace, { effect: idOf(effectId, '/effectId'), limit: 1 })
    if (entry?.state !== 'failed' && entry?.state !== 'maybe-sent') return noDeadLetter(effectId)
    const { id, at } = base()
    const { effect } = entry
    // Before it goes out: the outcome that comes back must be the last word.
    if (effect.type === 'send-message') {
      const ref = await refOf(effect.chat)
      await dispatch(desk, ref, {
        type: 'delivery',
        id,
        at,
        messageId: effect.message,
        delivery: 'pending',
        unlessSent: true,
      }).catch(unlessGone)
    }
    if (!(await store.requeueOutbox(workspace, effectId, at))) noDeadLetter(effectId)
    works.wake()
  }

  async function startByAgent(message: FirstMessage): Promise<Answer> {
    const channel = connected(message.channel)
    const customer = customerOf(message.customer)
    const { id, at } = base(message)
    const root = channel.kind === 'email' ? { root: message.id ?? id } : {}
    const ref = {
      key: threadKey(channel.id, customer.id, root.root),
      channel: channel.id,
      customer: customer.id,
      ...root,
    }
    const command = { type: 'start' as const, id, at, channel: channel.id, customer, ...said(message) }
    return dispatch(desk, ref, command, isNamed(message))
  }
}

/** The message was pruned; what is to go out stands in the effect. */
function unlessGone(error: unknown): void {
  if (!(error instanceof RefusedError) || error.code !== 'not-found') throw error
}

function noDeadLetter(effectId: string): never {
  return refuse('not-found', `There is no dead letter ${effectId}`, { pointer: '/effectId' })
}

function isNamed(how: Recallable | undefined): boolean {
  return how?.commandId !== undefined
}

function agentIn(how: { readonly agent?: string } | undefined): { readonly agent?: string } {
  return how?.agent === undefined ? {} : { agent: idOf(how.agent, '/agent') }
}

function byAgent<T extends ByAgent>(how: T): T {
  return { ...how, agent: idOf(how.agent, '/agent') }
}

function statusOf<T>(status: T): T {
  if (status === 'open' || status === 'pending' || status === 'closed') return status
  return refuse('invalid', 'status must be open, pending or closed', { pointer: '/status' })
}

function presence(own: ReadonlyMap<string, string>, shared: Presence['statuses']): Presence {
  const statuses = Object.fromEntries([...own, ...Object.entries(shared)])
  return { online: Object.values(statuses).filter((status) => status === 'online').length, statuses }
}

/** What rules of this desk may name. */
function knownTo(options: DeskOptions): CheckOptions {
  const clash = Object.keys(options.facts ?? {}).find((name) => FACTS.has(name))
  if (clash !== undefined) throw new TypeError(`facts: ${clash} is a fact of ours; call yours something else`)
  return {
    ...(options.operators === undefined ? {} : { operators: options.operators }),
    facts: Object.keys(options.facts ?? {}),
    functions: Object.keys(options.functions ?? {}),
    secrets: Object.keys(options.secrets ?? {}),
    workflows: Object.keys(options.workflows ?? {}),
  }
}
