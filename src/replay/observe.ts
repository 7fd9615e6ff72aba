// One replay, written down so that it can be laid beside another: what happened in each chat, without ids and numbers that
// depend on what happened elsewhere.

import type { FinishedBy } from '../core/chat/lifecycle.js'
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
  /** What the entry says; `null`: it says nothing. */
  readonly text: string | null
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
  /** How often each rule matched in it. */
  readonly matched: Tally
}

export interface Counts {
  readonly chats: number
  readonly finished: number
  /** By whom they were finished. */
  readonly finishedBy: { readonly [by in FinishedBy]: number }
  readonly reopened: number
  /** Chats by the state in which they end. */
  readonly states: { readonly [state: string]: number }
  /** Messages that rules sent. */
  readonly automated: number
  readonly effects: { readonly [type: string]: number }
  /** How often each rule matched. */
  readonly rules: { readonly [rule: string]: number }
  /** How often workflows were started, and how they ended: `<id>: started`, `<id>: handed-over` … */
  readonly workflows: { readonly [what: string]: number }
  /** How often each rule matched and was held back: said already, not the first chat, too many at once. */
  readonly withheld: { readonly [rule: string]: number }
}

/** Counts by name. */
export type Tally = Map<string, number>

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
  /** When the whole history ends, of which this is a part: so long time goes on at least. */
  readonly until?: string | undefined
  readonly onEntry?: (() => void) | undefined
}

export async function observe(entries: readonly HistoryEntry[], options: ObserveOptions): Promise<Observed> {
  const { rules, channels, known, pause, silence, channelKind, until: end, onEntry } = options
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
  const finishedBy = { agent: 0, timer: 0, automation: 0, split: 0 }
  const [effects, matched, withheld]: [Tally, Tally, Tally] = [new Map(), new Map(), new Map()]
  const workflows: Tally = new Map()

  const chatOf = ({ chat }: Answer): ObservedChat => {
    const key = threadKey(chat.channel, chat.customer)
    const numbers = places.get(key) ?? []
    places.set(key, numbers)
    if (!numbers.includes(chat.number)) numbers.push(chat.number)
    const place = numbers.indexOf(chat.number) + 1
    const name = JSON.stringify([chat.channel, chat.customer, place])
    const known = chats.get(name)
    if (known !== undefined) return known
    const fresh = { channel: chat.channel, customer: chat.customer, place, steps: [], matched: new Map() }
    chats.set(name, fresh)
    return fresh
  }
  const note = (cause: Step['cause'], text: string | null, at: string, answers: readonly Answer[]): void => {
    for (const answer of answers) {
      const { chat, outcome, events, verdicts } = answer
      for (const effect of answer.effects) add(effects, effect.type)
      for (const event of events) {
        const { type } = event
        if (type === 'chat.started' || type === 'chat.started-by-agent' || type === 'chat.split-off') counts.chats += 1
        else if (type === 'chat.finished') {
          counts.finished += 1
          finishedBy[event.by] += 1
        } else if (type === 'chat.reopened') counts.reopened += 1
        else if (type === 'message.automated') counts.automated += 1
        else if (type === 'workflow.started') add(workflows, `${event.workflow}: started`)
        else if (type === 'workflow.ended') add(workflows, `${event.workflow}: ${event.how}`)
      }
      const isQuiet = cause === 'due' && events.length + answer.effects.length === 0
      // A timer that only looked is nobody's business.
      if (isQuiet && verdicts.length === 0) continue
      const observed = chatOf(answer)
      for (const { kind, rule } of verdicts) {
        if (kind === 'withheld') add(withheld, rule)
        if (kind !== 'matched') continue
        add(matched, rule)
        add(observed.matched, rule)
      }
      if (isQuiet) continue
      observed.steps.push({
        at,
        cause,
        text,
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
    ...(end === undefined ? {} : { until: end }),
    onEntry: (entry, answers) => note(entry.type, textOf(entry), entry.at, answers),
    onDue: (at, answers) => note('due', null, at, answers),
  })
  const states: Tally = new Map()
  for (const { steps } of chats.values()) add(states, steps.at(-1)?.state ?? '')
  const { entries: count, late, duplicates, from, until } = replayed
  return {
    chats,
    counts: {
      ...counts,
      finishedBy,
      states: told(states),
      effects: told(effects),
      rules: told(matched),
      workflows: told(workflows),
      withheld: told(withheld),
    },
    replayed: { entries: count, late, duplicates, from, until },
    refusals: replayed.refusals.length,
  }
}

export function add(tally: Tally, name: string, count = 1): void {
  tally.set(name, (tally.get(name) ?? 0) + count)
}

/** In order of names, whatever came first. */
export function told(tally: Tally): { readonly [name: string]: number } {
  return Object.fromEntries([...tally].sort(([one], [other]) => (one < other ? -1 : 1)))
}

function textOf(entry: HistoryEntry): string | null {
  return 'text' in entry ? (entry.text ?? null) : null
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
