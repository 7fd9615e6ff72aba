// A desk for replays: real, in memory, on a clock that the replay moves. Nothing leaves it: what rules ask of the outside
// world (messages, e-mail, webhooks, functions) is told as effects and goes nowhere.
import type { TraceDepth } from '../core/automation/context.js'
import type { CheckOptions } from '../core/rules/check-rule-set.js'
import type { Answer as DeskAnswer } from '../desk/answer.js'
import { createDesk } from '../desk/create-desk.js'
import type { Desk } from '../desk/desk.js'
import type { ChannelOptions, DeskOptions } from '../desk/options.js'
import { refuse } from '../desk/refused-error.js'
import type { HistoryEntry } from '../history/entry.js'
import type { Policy } from '../history/policy.js'
import type { Answer, ReplayClock, ReplayDesk } from '../history/replay-desk.js'
import type { Commit, Store } from '../ports/store.js'
import { memoryStore } from '../store/memory/memory-store.js'
import { standIns } from '../testing/stand-ins.js'

export interface ReplayDeskOptions {
  readonly rules?: DeskOptions['rules']
  readonly policy: Policy
  /** ISO 8601; silence that finishes a chat. Default `PT10M`. */
  readonly silence?: string | undefined
  /** Kind of channels whose id doesn't begin with the name of one. */
  readonly channelKind?: string | undefined
  readonly journal: TraceDepth
  /** Id of the message whose journal entry is kept, to be explained afterwards. */
  readonly explained?: string | undefined
  /** Where it is played, with the workspace there. Default: in memory, gone afterwards. */
  readonly store?: Store
  readonly workspace?: string
  /** Keep the whole journal, for statistics: it takes memory. Default false. */
  readonly keepsJournal?: boolean
  /** Of channels that are known; others are guessed from their ids. */
  readonly channels?: ReadonlyMap<string, ChannelOptions>
  /** What rules may name beside ours: operators work, facts have no value. */
  readonly known?: CheckOptions
  /** Before each round of what is due: a place to pause, or to give up. */
  readonly onRound?: () => Promise<void>
}

export interface OpenReplayDesk {
  readonly desk: ReplayDesk
  readonly clock: ReplayClock
  /** The desk itself, which knows every channel that was met so far. */
  readonly open: () => Desk
  /** Makes the entry's channel known. */
  readonly meet: (entry: HistoryEntry) => Promise<void>
}

export async function openReplayDesk(options: ReplayDeskOptions): Promise<OpenReplayDesk> {
  const clock = virtualClock()
  const store = keepingIn(options.store ?? memoryStore(), options)
  const channels = new Map<string, ChannelOptions>()
  let made = 0
  const make = () =>
    createDesk({
      ...(options.rules === undefined ? {} : { rules: options.rules, ...standIns(options.rules) }),
      store,
      ...(options.workspace === undefined ? {} : { workspace: options.workspace }),
      clock,
      channels: [...channels.values()],
      journal: options.journal,
      email: () => {},
      facts: missingFacts(options.known?.facts ?? []),
      ...(options.known?.operators === undefined ? {} : { operators: options.known.operators }),
      ids: () => {
        made++
        return `replay-${made}`
      },
    })
  let desk = await make()
  return {
    clock,
    open: () => desk,
    desk: adapt(() => desk, options.onRound),
    async meet(entry) {
      const id = channelOf(entry)
      if (id === null || channels.has(id)) return
      channels.set(id, channelOptions(id, options))
      // All that a desk knows is in its store: one that knows a channel more goes on where the other was.
      desk = await make()
    },
  }
}

/** `null`: it names a chat by its number, or a message. */
export function channelOf(entry: HistoryEntry): string | null {
  if ('channel' in entry) return entry.channel
  return 'target' in entry && entry.target.chat === undefined ? entry.target.channel : null
}

/** E-mail divides threads by its own headers, which histories don't have: it is never guessed. */
const KINDS = ['telegram', 'vk', 'viber', 'facebook', 'slack', 'skype', 'chatra']

function channelOptions(id: string, { policy, silence, channelKind, channels }: ReplayDeskOptions): ChannelOptions {
  const known = channels?.get(id)
  if (known !== undefined) {
    const { deliver: _, ...rest } = known
    return rest
  }
  const kind = channelKind ?? KINDS.find((name) => id.toLowerCase().startsWith(name)) ?? 'messenger'
  if (policy === 'endless') return { id, kind, autoFinish: { after: null } }
  return silence === undefined ? { id, kind } : { id, kind, autoFinish: { after: silence } }
}

/** A condition that asks one of these is false, as when the embedder's own answer doesn't come. */
function missingFacts(names: readonly string[]): NonNullable<DeskOptions['facts']> {
  const missing = () => {
    throw new Error('A replay knows no facts of the embedder')
  }
  return Object.fromEntries(names.map((name) => [name, missing]))
}

/** Drops what waits for delivery, and the journal where nobody will ask: a long history has a long journal. */
function keepingIn(store: Store, { explained, keepsJournal = false }: ReplayDeskOptions): Store {
  const isKept = (journal: Commit['journal']) =>
    keepsJournal ||
    (explained !== undefined &&
      journal !== null &&
      'messageId' in journal.command &&
      journal.command.messageId === explained)
  return {
    ...store,
    commit: (workspace, commit) =>
      store.commit(workspace, { ...commit, outbox: [], journal: isKept(commit.journal) ? commit.journal : null }),
  }
}

function virtualClock(): ReplayClock & { readonly sleep: () => Promise<void> } {
  let at = '1970-01-01T00:00:00.000Z'
  return {
    now: () => at,
    set: (moment) => {
      at = moment
    },
    sleep: async () => {},
  }
}

function adapt(desk: () => Desk, onRound: (() => Promise<void>) | undefined): ReplayDesk {
  return {
    receive: async (message) => answerOf(await desk().receive(message)),
    start: async (message) => answerOf(await desk().start(message)),
    reply: async (chat, message) => answerOf(await desk().reply(chat, message)),
    note: async (chat, { agent, text, attachments }) =>
      answerOf(await desk().note(chat, attachments === undefined ? { agent, text } : { agent, text, attachments })),
    finish: async (chat, how) => answerOf(await desk().finish(chat, how)),
    postpone: async (chat, how) => answerOf(await desk().postpone(chat, how)),
    split: async (chat, how) => answerOf(await desk().split(chat, how)),
    merge: async (chat, how) => answerOf(await desk().merge(chat, how)),
    unmerge: async (chat, how) => answerOf(await desk().unmerge(chat, how)),
    setStatus: async (chat, how) => answerOf(await desk().setStatus(chat, how)),
    update: async (chat, how) => answerOf(await desk().update(chat, how)),
    edit: async (message, how) => answerOf(await desk().edit(message, how)),
    startWorkflow: async (chat, how) => answerOf(await desk().startWorkflow(chat, how)),
    cancelWorkflow: async (chat, how) => answerOf(await desk().cancelWorkflow(chat, how)),
    called: async (chat, outcome) => {
      const [found] = await desk().workflows({ below: chat + 1, limit: 1 })
      if (found?.chat !== chat || found.call === null)
        return refuse('not-waiting', `No workflow in chat ${chat} waits for a function`)
      return answerOf(await desk().called(chat, found.call, outcome))
    },
    chat: (number) => desk().chat(number),
    messages: (number) => desk().messages(number),
    runDue: async () => {
      await onRound?.()
      return (await desk().runDue()).timers.map(answerOf)
    },
    nextDue: () => desk().nextDue(),
  }
}

function answerOf({ chat, outcome, events, effects, trace }: DeskAnswer): Answer {
  return { chat, outcome, events, effects, verdicts: trace?.passes.flatMap((pass) => pass.verdicts) ?? [] }
}
