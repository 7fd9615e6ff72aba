// One replay, written down so that it can be laid beside another: what happened in each chat, without ids and numbers that
// depend on what happened elsewhere.

import type { Effect } from '../core/effect/effect.js'
import type { CheckOptions } from '../core/rules/check-rule-set.js'
import type { DomainEvent } from '../core/thread/event.js'
import { threadKey } from '../core/thread/thread.js'
import type { ChannelOptions, DeskRules } from '../desk/options.js'
import type { HistoryEntry } from '../history/entry.js'
import { type Replayed, replay } from '../history/replay.js'
import type { Answer } from '../history/replay-desk.js'
import { openReplayDesk, type ReplayDeskOptions } from './open-replay-desk.js'

/** Something that happened in a chat: after an entry of the history, or at a due moment. */
export interface Step {
  readonly at: string
  /** The entry's type, or `due`. */
  readonly cause: HistoryEntry['type'] | 'due'
  readonly outcome: string
  readonly state: string
  readonly tags: readonly string[]
  readonly events: readonly { readonly type: string }[]
  readonly effects: readonly { readonly type: string }[]
}

export interface ObservedChat {
  readonly channel: string
  readonly customer: string
  /** The customer's first chat of the history is 1. */
  readonly place: number
  readonly steps: Step[]
}

export interface Counts {
  readonly chats: number
  readonly finished: number
  readonly reopened: number
  /** Messages that rules sent. */
  readonly automated: number
  readonly effects: { readonly [type: string]: number }
  /** How often each rule matched. */
  readonly rules: { readonly [rule: string]: number }
}

export interface Observed {
  /** By channel, customer and place. */
  readonly chats: ReadonlyMap<string, ObservedChat>
  readonly counts: Counts
  readonly replayed: Pick<Replayed, 'entries' | 'late' | 'duplicates' | 'from' | 'until'>
  readonly refusals: number
}

export interface ObserveOptions extends Pick<ReplayDeskOptions, 'silence' | 'channelKind'> {
  readonly rules: DeskRules | undefined
  readonly channels: ReadonlyMap<string, ChannelOptions>
  readonly known: CheckOptions
  /** Between steps: lets others have their turn, or gives up by throwing. */
  readonly pause: () => Promise<void>
  readonly onEntry?: (() => void) | undefined
}

export async function observe(entries: readonly HistoryEntry[], options: ObserveOptions): Promise<Observed> {
  const { rules, channels, known, pause, silence, channelKind, onEntry } = options
  const open = await openReplayDesk({
    ...(rules === undefined ? {} : { rules }),
    policy: 'silence',
    silence,
    channelKind,
    journal: 'lean',
    channels,
    known,
    onRound: pause,
  })
  const places = new Map<string, number[]>()
  const chats = new Map<string, ObservedChat>()
  const counts = { chats: 0, finished: 0, reopened: 0, automated: 0 }
  const effects: { [type: string]: number } = {}
  const matched: { [rule: string]: number } = {}

  const chatOf = ({ chat }: Answer): ObservedChat => {
    const key = threadKey(chat.channel, chat.customer)
    const numbers = places.get(key) ?? []
    places.set(key, numbers)
    if (!numbers.includes(chat.number)) numbers.push(chat.number)
    const place = numbers.indexOf(chat.number) + 1
    const name = JSON.stringify([chat.channel, chat.customer, place])
    const known = chats.get(name)
    if (known !== undefined) return known
    const fresh = { channel: chat.channel, customer: chat.customer, place, steps: [] }
    chats.set(name, fresh)
    return fresh
  }
  const note = (cause: Step['cause'], at: string, answers: readonly Answer[]): void => {
    for (const answer of answers) {
      const { chat, outcome, events } = answer
      for (const effect of answer.effects) effects[effect.type] = (effects[effect.type] ?? 0) + 1
      for (const verdict of answer.verdicts)
        if (verdict.kind === 'matched') matched[verdict.rule] = (matched[verdict.rule] ?? 0) + 1
      for (const { type } of events) {
        if (type === 'chat.started' || type === 'chat.started-by-agent' || type === 'chat.split-off') counts.chats += 1
        else if (type === 'chat.finished') counts.finished += 1
        else if (type === 'chat.reopened') counts.reopened += 1
        else if (type === 'message.automated') counts.automated += 1
      }
      // A timer that only looked is nobody's business.
      if (cause === 'due' && events.length + answer.effects.length === 0) continue
      chatOf(answer).steps.push({
        at,
        cause,
        outcome: outcome ?? '',
        state: chat.state,
        tags: chat.tags,
        events: events.map(eventOf),
        effects: answer.effects.map(effectOf),
      })
    }
  }
  async function* paced(): AsyncGenerator<HistoryEntry> {
    for (const entry of entries) {
      await pause()
      await open.meet(entry)
      onEntry?.()
      yield entry
    }
  }
  const replayed = await replay(paced(), open.desk, open.clock, {
    onEntry: (entry, answers) => note(entry.type, entry.at, answers),
    onDue: (at, answers) => note('due', at, answers),
  })
  const { entries: count, late, duplicates, from, until } = replayed
  return {
    chats,
    counts: { ...counts, effects, rules: matched },
    replayed: { entries: count, late, duplicates, from, until },
    refusals: replayed.refusals.length,
  }
}

/** Numbers and ids are those of the replay; they say nothing about the rules. */
function eventOf(event: DomainEvent): { readonly type: string } {
  const { chat: _, at: __, ...rest } = event
  const dropped = ['message', 'from', 'into', 'merged', 'out']
  const kept = Object.entries(rest).filter(
    ([name, value]) => !dropped.includes(name) || (name === 'from' && typeof value === 'string'),
  )
  return { type: event.type, ...Object.fromEntries(kept) }
}

function effectOf(effect: Effect): { readonly type: string } {
  const kept = Object.entries(effect).filter(([name]) => !['id', 'chat', 'at', 'message'].includes(name))
  return { type: effect.type, ...Object.fromEntries(kept) }
}
