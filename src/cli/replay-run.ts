// One replay from files to figures: what `replay`, `explain` and `tour` share.

import type { TraceDepth } from '../core/automation/context.js'
import type { ChatView } from '../core/chat/view.js'
import type { Message } from '../core/thread/message.js'
import { threadKey } from '../core/thread/thread.js'
import type { Desk } from '../desk/desk.js'
import type { DeskOptions } from '../desk/options.js'
import type { HistoryEntry } from '../history/entry.js'
import { type Figures, figureCounter } from '../history/figures.js'
import type { Policy } from '../history/policy.js'
import { type HistoryProblem, strictly } from '../history/problem.js'
import { type ReadOptions, readHistory } from '../history/read.js'
import { type Replayed, type ReplayOptions, replay } from '../history/replay.js'
import { type Agreement, agreement, type Labelled } from '../history/truth.js'
import { openReplayDesk } from '../replay/open-replay-desk.js'

export interface RunOptions {
  readonly paths: readonly string[]
  readonly read: ReadOptions
  readonly rules?: DeskOptions['rules']
  readonly policy: Policy
  readonly silence?: string | undefined
  readonly channelKind?: string | undefined
  readonly closeAfterMs?: number | undefined
  /** At most so many entries. */
  readonly limit?: number | undefined
  readonly strict?: boolean | undefined
  readonly journal?: TraceDepth
  /** Id of a message to be explained: its journal entry is kept, and the replay ends there. */
  readonly explained?: string
  readonly onBytes?: (bytes: number, at: string) => void
  readonly onEntry?: ReplayOptions['onEntry']
  readonly onDue?: ReplayOptions['onDue']
}

export interface ChatOfRun {
  readonly view: ChatView
  readonly thread: string
  readonly messages: readonly Message[]
}

export interface Run {
  readonly policy: Policy
  readonly replayed: Replayed
  readonly problems: readonly HistoryProblem[]
  /** What was passed over, by reason. */
  readonly skipped: ReadonlyMap<string, number>
  readonly chats: readonly ChatOfRun[]
  readonly figures: Figures
  /** `null` when no message of the history says which case it belongs to. */
  readonly agreement: Agreement | null
  /** What customers are called, by thread. */
  readonly names: ReadonlyMap<string, string>
  readonly milliseconds: number
  /** Messages of people that the desk took. */
  readonly spoken: number
  readonly desk: Desk | null
}

export async function runReplay(options: RunOptions): Promise<Run> {
  const began = performance.now()
  const problems: HistoryProblem[] = []
  const skipped = new Map<string, number>()
  const { policy, journal = 'lean', explained } = options
  const open = await openReplayDesk({ ...options, journal, explained })
  const counter = figureCounter()
  const names = new Map<string, string>()
  let bytes = 0
  const events = {
    onProblem: options.strict === true ? strictly : (problem: HistoryProblem) => void problems.push(problem),
    onSkip: (reason: string) => void skipped.set(reason, (skipped.get(reason) ?? 0) + 1),
    onBytes: (count: number) => {
      bytes = count
    },
  }
  async function* entries(): AsyncGenerator<HistoryEntry> {
    let count = 0
    for await (const entry of readHistory(options.paths, events, options.read)) {
      if (count === options.limit) return
      count++
      if (count % 250 === 0) options.onBytes?.(bytes, entry.at)
      await open.meet(entry)
      yield entry
      if (explained !== undefined && 'id' in entry && entry.id === explained) return
    }
  }
  const replayed = await replay(entries(), open.desk, open.clock, {
    policy,
    ...(explained === undefined ? {} : { settleMs: 0 }),
    ...(options.closeAfterMs === undefined ? {} : { closeAfterMs: options.closeAfterMs }),
    onEntry(entry, answers, refusal) {
      if ('customer' in entry && typeof entry.customer.name === 'string') {
        names.set(threadKey(entry.channel, entry.customer.id), entry.customer.name)
      }
      counter.count(answers)
      options.onEntry?.(entry, answers, refusal)
    },
    onDue(at, answers) {
      counter.count(answers)
      options.onDue?.(at, answers)
    },
  })
  const chats = await chatsOf(replayed, open.open())
  return {
    policy,
    replayed,
    problems,
    skipped,
    chats,
    figures: counter.sum(chats),
    agreement: agreementOf(replayed, chats),
    names,
    milliseconds: performance.now() - began,
    spoken: replayed.messages.length,
    desk: open.open(),
  }
}

/** What is left for a report: a comparison of long histories must not hold all of them at once. */
export function withoutBulk(run: Run, keepsChats: boolean): Run {
  const { replayed, chats } = run
  return { ...run, desk: null, replayed: { ...replayed, messages: [] }, chats: keepsChats ? chats : [] }
}

/** Every chat that stands on its own, in order of numbers, with its messages. */
async function chatsOf(replayed: Replayed, desk: Desk): Promise<ChatOfRun[]> {
  const chats: ChatOfRun[] = []
  for (const thread of replayed.threads) {
    for (const number of thread.chats) {
      const view = await desk.chat(number)
      if (view.state === 'merged') continue
      const messages = await desk.messages(number)
      chats.push({ view, thread: thread.key, messages: messages.map(({ chat: _, ...message }) => message) })
    }
  }
  return chats.sort((left, right) => left.view.number - right.view.number)
}

function agreementOf(replayed: Replayed, chats: readonly ChatOfRun[]): Agreement | null {
  const chatOf = new Map<string, string>()
  for (const { thread, view, messages } of chats) {
    for (const { id } of messages) chatOf.set(`${thread} ${id}`, String(view.number))
  }
  const threads = new Map<string, { readonly truth: string[]; readonly drawn: string[] }>()
  for (const { id, thread, truth } of replayed.messages) {
    const drawn = chatOf.get(`${thread} ${id}`)
    if (truth === undefined || drawn === undefined) continue
    const labels = threads.get(thread) ?? { truth: [], drawn: [] }
    threads.set(thread, labels)
    labels.truth.push(truth)
    labels.drawn.push(drawn)
  }
  const labelled: readonly Labelled[] = [...threads.values()]
  return labelled.length === 0 ? null : agreement(labelled)
}
